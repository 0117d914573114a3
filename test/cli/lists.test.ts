// The commands beside query and import, and what is said about wrong usage.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { fixturesPath, insitu, linesOf, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const db = at('lists.db');
const fixture = path.join(fixturesPath, 'cold-starts', '173mb-128mb');
const group = '/aws/lambda/cold-start-173mb-128mb';

suite('explain', { concurrency: 3 }, () => {
  const query = readFileSync(path.join(fixturesPath, 'article.query'), 'utf8');

  test('shows the query and its plan, needs no logs, and is what --explain gives', async () => {
    const [explained, flagged, fromFile] = await Promise.all([
      insitu(['explain', query], { cwd: directory }),
      insitu(['query', query, '--explain'], { cwd: directory }),
      insitu(['explain', `@${fixturesPath}/article.query`]),
    ]);
    assert.deepEqual([explained.code, explained.stderr], [0, '']);
    assert.match(explained.stdout, /^query\n {2}filter @type = "REPORT"\n/);
    assert.match(explained.stdout, /^plan as written$/m);
    assert.equal(flagged.stdout, explained.stdout);
    assert.equal(fromFile.stdout, explained.stdout);
  });

  test('refuses a malformed query as query does', async () => {
    const { code, stdout, stderr } = await insitu(['explain', 'fields a | limitt 3']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^error unknown-command 1:12 /);
  });
});

suite('groups and fields', { concurrency: 3 }, () => {
  before(async () => {
    await insitu(['import', fixture, '--db', db, '--group', group]);
  });

  test('groups tells events, times and sizes', async () => {
    const [json, table] = await Promise.all([
      insitu(['groups', '--db', db, '--format', 'jsonl']),
      insitu(['groups', '--db', db]),
    ]);
    const row = JSON.parse(json.stdout);
    assert.deepEqual([row['log group'], row.events], [group, '587']);
    assert.match(row['first event'], /^2020-12-05 \d\d:\d\d:\d\d\.\d{3}$/);
    assert.equal(linesOf(table.stdout).length, 3);
  });

  test('fields of files and of a store agree', async () => {
    for (const format of ['jsonl', 'csv']) {
      const [fromStore, fromFiles] = await Promise.all([
        insitu(['fields', '--db', db, '--format', format]),
        insitu(['fields', fixture, '--format', format]),
      ]);
      assert.equal(fromStore.stdout, fromFiles.stdout);
      assert.match(fromStore.stdout, /@initDuration/);
    }
  });

  test('every discovered field is one that a query finds, in as many events', async () => {
    const { stdout } = await insitu(['fields', '--db', db, '--format', 'jsonl']);
    const fields = linesOf(stdout).map((line) => JSON.parse(line));
    const init = fields.find((each) => each.field === '@initDuration');
    const counted = await insitu([
      'query',
      'stats count(@initDuration) as n',
      '--db',
      db,
      '--format',
      'jsonl',
    ]);
    assert.equal(JSON.parse(counted.stdout).n, init.events);
  });
});

suite('usage', { concurrency: 3 }, () => {
  const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'));

  test('--version', async () => {
    const { code, stdout, stderr } = await insitu(['--version']);
    assert.deepEqual([code, stdout, stderr], [0, `${version}\n`, '']);
  });

  test('--help of the program names every command; of a command, every option', async () => {
    const program = await insitu(['--help']);
    assert.deepEqual([program.code, program.stderr], [0, '']);
    for (const name of ['query', 'import', 'explain', 'groups', 'fields', 'Exit codes'])
      assert.ok(program.stdout.includes(name), name);
    const query = await insitu(['query', '--help']);
    assert.equal(query.code, 0);
    for (const name of [
      '--db',
      '--group',
      '--start',
      '--end',
      '--format',
      '--output',
      '--percentiles',
      '--timeout',
    ])
      assert.ok(query.stdout.includes(name), name);
  });

  const wrong: readonly (readonly string[])[] = [
    ['qurey'],
    ['--nonsense'],
    ['query'],
    ['query', 'limit 1', '--nonsense'],
    ['query', 'limit 1', '--format', 'xml'],
    ['query', 'limit 1', '--percentiles', 'best'],
    ['query', 'limit 1', '--start'],
    ['import', '--nonsense'],
    ['import', '--group', '', 'x'],
    ['explain'],
    ['groups', 'surplus'],
  ];
  for (const args of wrong)
    test(`wrong: insitu ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await insitu(args, { cwd: directory });
      assert.deepEqual([code, stdout], [2, '']);
      const lines = linesOf(stderr);
      // Two lines, and one for the nearest spelling.
      assert.ok(lines.length <= 3 && lines[0] !== '', stderr);
    });

  test('without a command, the help, as wrong usage', async () => {
    const { code, stdout, stderr } = await insitu([]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^Usage: insitu /);
  });

  test('a query file whose path has a blank is a file', async () => {
    writeFileSync(at('two words.query'), 'stats count(*) as n');
    const { code, stdout, stderr } = await insitu([
      'query',
      `@${at('two words.query')}`,
      fixture,
      '--format',
      'jsonl',
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, '{"n":"587"}\n');
  });
});
