// Every sample of a log format, as a user has them: files of any compression, standard input, a store. Which
// rows each sample holds is told by the tests of its reader; here all ways must lead to the same ones.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { insitu, ownDirectory, rowsOf } from './run-insitu.ts';

const samples = new URL('../events/samples/', import.meta.url);
const names = readdirSync(samples).sort();
const directory = ownDirectory();
const db = path.join(directory, 'samples.db');

/** A folder for each sample, so that each is a log group of its own. */
const groupOf = (name: string): string => name.replaceAll('.', '-');

/** Undated lines get the time of the file. */
const WRITTEN = new Date(Date.UTC(2024, 5, 1));

const ways = {
  plain: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  'gzip twice': (bytes: Buffer) => gzipSync(gzipSync(bytes)),
  'gzip in parts': (bytes: Buffer) => {
    const middle = Math.floor(bytes.length / 2);
    return Buffer.concat([gzipSync(bytes.subarray(0, middle)), gzipSync(bytes.subarray(middle))]);
  },
  zstd: (bytes: Buffer) => zstdCompressSync(bytes),
} as const;

const folderOf = (way: string): string => path.join(directory, way.replaceAll(' ', '-'));

const query =
  'fields @timestamp, @message, @logStream, @log | sort @log, @timestamp, @message | limit 100000';

const rows = async (...where: readonly string[]) => {
  const { code, stdout, stderr } = await insitu(['query', query, ...where, '--format', 'json', '-q']);
  assert.equal(code, 0, stderr);
  return rowsOf(stdout);
};

const distinct = (all: readonly Record<string, unknown>[]): ReadonlySet<string> =>
  new Set(all.map((row) => JSON.stringify(row)));

suite('samples of all formats', () => {
  before(() => {
    for (const [way, pack] of Object.entries(ways))
      for (const name of names) {
        const folder = path.join(folderOf(way), groupOf(name));
        mkdirSync(folder, { recursive: true });
        const file = path.join(folder, 'sample');
        writeFileSync(file, pack(readFileSync(new URL(name, samples))));
        utimesSync(file, WRITTEN, WRITTEN);
      }
  });

  test('every one is read without being told its format, however it is compressed', async () => {
    const plain = await rows(folderOf('plain'));
    const groups = new Set(plain.map((row) => row['@log']));
    const unread = names.filter((name) => ![...groups].some((group) => group?.includes(groupOf(name))));
    // What names its own log group is not found under that of its folder.
    assert.deepEqual(
      unread.filter((name) => !/^(subscription|json-lines|query-results|console-csv)\./.test(name)),
      [],
    );
    for (const way of Object.keys(ways)) assert.deepEqual(await rows(folderOf(way)), plain, way);
  });

  test('a store into which they were imported has the same', async () => {
    const { code, stderr } = await insitu(['import', folderOf('gzip'), '--db', db]);
    assert.equal(code, 0, stderr);
    // The samples of subscriptions have events with the same ids, which a store takes once.
    const once = distinct(await rows(folderOf('plain')));
    const stored = await rows('--db', db);
    assert.deepEqual(distinct(stored), once);
    const again = await insitu(['import', folderOf('gzip'), '--db', db]);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(await rows('--db', db), stored);
  });

  test('fields that a format tells are columns, in a store too', async () => {
    const flows = 'filter ispresent(srcAddr) | stats sum(bytes) as b by action | sort action';
    const [files, stored] = await Promise.all(
      [[folderOf('plain')], ['--db', db]].map((where) =>
        insitu(['query', flows, ...where, '--format', 'csv', '-q']),
      ),
    );
    assert.match(files?.stdout ?? '', /^action,b\r\n.*ACCEPT,\d/s);
    assert.equal(stored?.stdout, files?.stdout);
  });

  test('insitu formats lists all of them with an example', async () => {
    const { code, stdout } = await insitu(['formats']);
    assert.equal(code, 0);
    for (const name of names) assert.match(stdout, new RegExp(`^${name.slice(0, name.indexOf('.'))}: `, 'm'));
  });
});
