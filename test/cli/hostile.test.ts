// Text from anybody: messages, field names, group names, file names. It must not steer the terminal, and must
// come back as it was from the formats for programs.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { exportLines, insitu, linesOf, ownDirectory, rowsOf } from './run-insitu.ts';

const directory = ownDirectory();
const at = (...parts: readonly string[]): string => path.join(directory, ...parts);

const hostile =
  '\u001b[31mred\u001b]0;title\u0007\u009b2J "quoted", it\'s|\u202etxt.exe\u2066\u200b\r\n\tend\u0000\u007f';
const field = 'key\u001b[2J\n"\u202e';
const group = '/group\u001b[31m\n\u202e';
const logs = at('hostile.jsonl');
const message = JSON.stringify({ [field]: hostile, plain: 'x' });
writeFileSync(
  logs,
  [
    { timestamp: 1_700_000_000_000, message: hostile, logGroup: group, logStream: hostile },
    { timestamp: 1_700_000_001_000, message, logGroup: group, logStream: hostile },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join(''),
);

/** What may steer a terminal or hide from the eye; a newline only ends a line. */
const steering = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f]/;
const assertHarmless = (text: string): void => assert.doesNotMatch(text, steering, JSON.stringify(text));

const quotedField = `\`${field}\``;
const query = 'fields @message, @log, @logStream | sort @timestamp asc';

suite('hostile text in events', { concurrency: 3 }, () => {
  test('is harmless in a table: one line a row', async () => {
    const { stdout, stderr } = await insitu(['query', query, logs]);
    assertHarmless(stdout + stderr);
    assert.equal(linesOf(stdout).length, 4);
  });

  test('is harmless in markdown: one line a row', async () => {
    const { stdout } = await insitu(['query', query, logs, '--format', 'markdown']);
    assertHarmless(stdout);
    assert.equal(linesOf(stdout).length, 4);
  });

  test('comes back from JSON, and its text is harmless besides', async () => {
    for (const format of ['json', 'jsonl']) {
      const { stdout } = await insitu(['query', query, logs, '--format', format]);
      assertHarmless(stdout);
      const rows = format === 'json' ? rowsOf(stdout) : linesOf(stdout).map((line) => JSON.parse(line));
      assert.deepEqual(
        rows.map((row) => row['@message']),
        [hostile, message],
      );
      assert.deepEqual([rows[0]?.['@log'], rows[0]?.['@logStream']], [group, hostile]);
    }
  });

  test('comes back from CSV', async () => {
    const { stdout } = await insitu([
      'query',
      'fields @message | sort @timestamp asc',
      logs,
      '--format',
      'csv',
    ]);
    const cells = [hostile, message].map((text) => `"${text.replaceAll('"', '""')}"\r\n`);
    assert.equal(stdout, `@message\r\n${cells.join('')}`);
  });

  test('as the name of a field', async () => {
    const [table, json, fields] = await Promise.all([
      insitu(['query', `fields ${quotedField}`, logs]),
      insitu(['query', `fields ${quotedField} as f | filter ispresent(f)`, logs, '--format', 'json']),
      insitu(['fields', logs]),
    ]);
    for (const { stdout, stderr } of [table, fields]) assertHarmless(stdout + stderr);
    assert.deepEqual(rowsOf(json.stdout), [{ f: hostile }], json.stderr);
  });

  test('as the name of a group in a store', async () => {
    const db = at('hostile.db');
    await insitu(['import', logs, '--db', db]);
    const [table, json] = await Promise.all([
      insitu(['groups', '--db', db]),
      insitu(['groups', '--db', db, '--format', 'jsonl']),
    ]);
    assertHarmless(table.stdout);
    assert.equal(JSON.parse(json.stdout)['log group'], group);
  });
});

suite('names that SQLite cannot tell apart', { concurrency: 2 }, () => {
  const halves = at('halves.jsonl');
  before(() => {
    writeFileSync(halves, '{"\\ud800":"one","\\ud801":"two","a\\u0000b":"three"}\n');
  });
  test('fields whose names hold half a surrogate pair can be imported', async () => {
    const db = at('halves.db');
    const { code, stderr } = await insitu(['import', halves, '--db', db]);
    assert.equal(code, 0, stderr);
    const [fromFile, fromStore] = await Promise.all([
      insitu(['fields', halves]),
      insitu(['fields', '--db', db]),
    ]);
    assert.equal(fromStore.stdout, fromFile.stdout);
  });
});

suite('hostile file names and arguments', { concurrency: 3 }, () => {
  const name = 'x\u001b[31m\u202e\nfoo.gz';
  before(() => {
    mkdirSync(at('names'));
    writeFileSync(at('names', name), gzipSync(exportLines(['a'])).subarray(0, 20));
    writeFileSync(at('names', `${name}.log`), '');
  });
  const complaints: readonly (readonly [title: string, args: readonly string[]])[] = [
    ['of a broken file, to query', ['query', 'limit 1', at('names')]],
    ['of a broken file, to import', ['import', at('names'), '--db', at('names.db')]],
    ['of a broken file, to fields', ['fields', at('names')]],
    ['of a missing file', ['query', 'limit 1', at(`none${name}`)]],
    ['of a missing file, to import', ['import', at(`none${name}`), '--db', at('names.db')]],
    ['of a missing store', ['groups', '--db', at(name)]],
    ['of a missing query file', ['query', '@none\u001b[31m', logs]],
    ['in a malformed query', ['query', 'fields \u001b[31m\u202e', logs]],
    ['in --output', ['query', 'limit 1', logs, '--output', at('none', name)]],
    ['as a command', [`que\u001b[31mry`]],
    ['as an option', ['query', '--\u001b[31m']],
    ['as a format', ['query', 'limit 1', logs, '--format', '\u001b[31m']],
    ['as a time', ['query', 'limit 1', logs, '--start', '\u001b[31m']],
  ];
  for (const [title, args] of complaints)
    test(`are harmless on stderr: ${title}`, async () => {
      const { stderr, code } = await insitu(args);
      assert.ok(code !== null && code > 0);
      assertHarmless(stderr);
    });
});
