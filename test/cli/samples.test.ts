// Every sample of a log format, as a user has them: files of any compression, standard input, a store. Each way
// must give exactly the rows that ../events/expected-rows/ tells of the sample: a row on a line, with the cells
// that have a value, its columns told by all rows together. A new sample's rows are written there by hand, or
// taken from what `insitu query` gives and read through.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { insitu, linesOf, ownDirectory, rowsOf } from './run-insitu.ts';

const samples = new URL('../events/samples/', import.meta.url);
const expectedRows = new URL('../events/expected-rows/', import.meta.url);
const names = readdirSync(samples).sort();
const directory = ownDirectory();
const db = path.join(directory, 'samples.db');

/** A folder for each sample, so that each is a log group of its own. */
const groupOf = (name: string): string => name.replaceAll('.', '-');

/** Undated lines get the time of the file. */
const WRITTEN = new Date(Date.UTC(2024, 5, 1));
const written = '2024-06-01 00:00:00.000';

const halves = (bytes: Buffer): readonly Buffer[] => {
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
};
const newline = Buffer.from('\n');

const ways = {
  plain: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  'gzip twice': (bytes: Buffer) => gzipSync(gzipSync(bytes)),
  'gzip in parts': (bytes: Buffer) => Buffer.concat(halves(bytes).map((half) => gzipSync(half))),
  // As Firehose writes compressed records with a newline behind each.
  'gzip in lines': (bytes: Buffer) =>
    Buffer.concat(halves(bytes).flatMap((half) => [gzipSync(half), newline])),
  zstd: (bytes: Buffer) => zstdCompressSync(bytes),
  'zstd in parts': (bytes: Buffer) => Buffer.concat(halves(bytes).map((half) => zstdCompressSync(half))),
} as const;

type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as readonly Way[];

const folderOf = (way: string): string => path.join(directory, way.replaceAll(' ', '-'));
const bytesOf = (name: string): Buffer => readFileSync(new URL(name, samples));

type Row = Readonly<Record<string, string>>;

const expectedOf = (name: string): readonly Row[] =>
  linesOf(readFileSync(new URL(`${name}.jsonl`, expectedRows), 'utf8')).map(
    (line) => JSON.parse(line) as Row,
  );
const allExpected = names.flatMap(expectedOf);

/** All columns that any sample has: a field that a sample has not must be missing in its rows. */
const columns = [...new Set(allExpected.flatMap((row) => Object.keys(row)))].sort();
const query = `fields ${columns.map((name) => `\`${name}\``).join(', ')} | limit 10000`;

const rows = async (where: readonly string[], input?: Uint8Array): Promise<readonly Row[]> => {
  const args = ['query', query, ...where, '--format', 'json', '-q'];
  const { code, stdout, stderr } = await insitu(args, input === undefined ? {} : { input });
  assert.equal(code, 0, stderr);
  return rowsOf(stdout);
};

/** Rows as sorted texts: events of one time have no order among them. */
const sorted = (all: readonly Row[]): readonly string[] =>
  all
    .map((row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
    .map((cells) => JSON.stringify(Object.fromEntries(cells)))
    .sort();

const distinct = (all: readonly Row[]): readonly string[] => [...new Set(sorted(all))];

/** Without what standard input cannot tell: the time of the file, hence the year, and the folder's name. */
const withoutFile = (name: string, row: Row): Row => {
  const { '@timestamp': time = '', '@log': log, ...cells } = row;
  const isOfNow = time === written || Math.abs(Date.parse(`${time}Z`) - Date.now()) < 3_600_000;
  const shown = name.startsWith('syslog.') ? time.slice(5) : time;
  const isOfFolder = log === groupOf(name) || log === 'stdin';
  return {
    ...cells,
    ...(isOfNow ? {} : { '@timestamp': shown }),
    ...(isOfFolder || log === undefined ? {} : { '@log': log }),
  };
};

suite('samples of all formats', { concurrency: 2 }, () => {
  before(() => {
    for (const [way, pack] of Object.entries(ways))
      for (const name of names) {
        const folder = path.join(folderOf(way), groupOf(name));
        mkdirSync(folder, { recursive: true });
        const file = path.join(folder, 'sample');
        writeFileSync(file, pack(bytesOf(name)));
        utimesSync(file, WRITTEN, WRITTEN);
      }
  });

  for (const way of wayNames)
    test(`${way}: every one is read without being told its format, with exactly its rows`, async () => {
      assert.deepEqual(sorted(await rows([folderOf(way)])), sorted(allExpected));
    });

  test('a store into which they were imported has the same', async () => {
    // The samples of subscriptions have events with the same ids, which a store takes once.
    const once = distinct(allExpected);
    for (const way of ['gzip', 'zstd', 'gzip'] as const) {
      const { code, stderr } = await insitu(['import', folderOf(way), '--db', db]);
      assert.equal(code, 0, stderr);
      assert.deepEqual(distinct(await rows(['--db', db])), once, way);
    }
    const flows = 'filter ispresent(srcAddr) | stats sum(bytes) as b by action | sort action';
    const { stdout } = await insitu(['query', flows, '--db', db, '--format', 'csv', '-q']);
    assert.match(stdout, /^action,b\r\n.*ACCEPT,\d/s);
  });

  for (const [index, name] of names.entries()) {
    const way = wayNames[index % wayNames.length] ?? 'plain';
    test(`${name} from standard input, ${way}`, async () => {
      const read = await rows(['-'], ways[way](bytesOf(name)));
      const cells = (all: readonly Row[]) => sorted(all.map((row) => withoutFile(name, row)));
      assert.deepEqual(cells(read), cells(expectedOf(name)));
    });
  }

  test('insitu formats lists all of them with an example', async () => {
    const { code, stdout } = await insitu(['formats']);
    assert.equal(code, 0);
    for (const name of names) assert.match(stdout, new RegExp(`^${name.slice(0, name.indexOf('.'))}: `, 'm'));
  });
});
