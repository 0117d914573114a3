// How answers are printed, and where.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import {
  exportLines,
  fixturesPath,
  insitu,
  jsonAnswer,
  linesOf,
  ownDirectory,
  programPath,
  rowsOf,
} from './run-insitu.ts';

const directory = ownDirectory();
const logs = path.join(directory, 'some.log');
const messages = ['{"user":"Ann","n":1.50}', '{"user":"a,\\"b\\"","n":20}', 'plain | *text*', ''];
writeFileSync(logs, exportLines(messages));
const query = 'fields @message, user, n | sort @timestamp asc';

const printed = async (format: string) => insitu(['query', query, logs, '--format', format]);

/** The records of RFC 4180 text. */
const parseCsv = (text: string): readonly (readonly string[])[] => {
  assert.ok(text.endsWith('\r\n'), 'the last line ends');
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const records: string[][] = [[]];
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') records.push([]);
    if (cell.lastIndex === text.length) break;
  }
  return records.slice(0, -1);
};

suite('formats', { concurrency: 3 }, () => {
  test('json is an object like that of GetQueryResults', async () => {
    const { stdout, code } = await printed('json');
    const { results, status, notices, statistics } = jsonAnswer(stdout);
    assert.equal(code, 0);
    assert.equal(status, 'Complete');
    assert.deepEqual(notices, []);
    assert.equal(statistics.recordsMatched, 4);
    assert.equal(results.length, 4);
    assert.deepEqual(results[0]?.slice(0, 2), [
      { field: '@message', value: messages[0] },
      { field: 'user', value: 'Ann' },
    ]);
    assert.deepEqual(rowsOf(stdout)[2], { '@message': messages[2] }, 'missing cells are left out');
  });

  test('jsonl is one object a row', async () => {
    const { stdout } = await printed('jsonl');
    const rows = linesOf(stdout).map((line) => JSON.parse(line) as Record<string, string>);
    assert.deepEqual(rows, rowsOf((await printed('json')).stdout));
  });

  test('csv has a header and gives every cell back', async () => {
    const { stdout } = await printed('csv');
    const [header, ...records] = parseCsv(stdout);
    assert.deepEqual(header, ['@message', 'user', 'n']);
    assert.deepEqual(
      records.map(([message]) => message),
      messages,
    );
    assert.equal(records[1]?.[1], 'a,"b"');
  });

  test('table and markdown show every row', async () => {
    const [table, markdown] = await Promise.all([printed('table'), printed('markdown')]);
    const [header, rule, ...rows] = linesOf(table.stdout);
    assert.match(header ?? '', /^@message +user +n *$/);
    assert.match(rule ?? '', /^─+ {2}─+ {2}─+$/);
    assert.equal(rows.length, 4);
    assert.match(linesOf(markdown.stdout)[4] ?? '', /^\| plain \\\| \\\*text\\\* \| *\| *\|$/);
  });

  test('data on stdout, statistics on stderr; -q leaves only the data', async () => {
    const loud = await printed('jsonl');
    assert.match(loud.stderr, /^4 rows from 4 records matched .* scanned in .*\n$/);
    const quiet = await insitu(['query', query, logs, '--format', 'jsonl', '-q']);
    assert.equal(quiet.stderr, '');
    assert.equal(quiet.stdout, loud.stdout);
  });

  test('notices are on stderr, not among the data', async () => {
    const { stdout, stderr } = await insitu(['query', 'fields nosuch', logs, '--format', 'csv']);
    assert.match(stderr, /^notice unknown-field .*nosuch/m);
    assert.doesNotMatch(stdout, /notice/);
  });

  test('--output writes the file and nothing to stdout', async () => {
    const file = path.join(directory, 'out.json');
    const { stdout, code } = await insitu(['query', query, logs, '--format', 'json', '--output', file]);
    assert.deepEqual([code, stdout], [0, '']);
    assert.equal(jsonAnswer(readFileSync(file, 'utf8')).results.length, 4);
    const bad = await insitu(['query', query, logs, '--output', path.join(directory, 'none', 'x')]);
    assert.equal(bad.code, 1);
    assert.match(bad.stderr, /^insitu: --output: [^\n]*\n$/);
    assert.ok(!existsSync(path.join(directory, 'none')));
  });

  const colorStart = '\u001b[';
  for (const [name, env, isColored] of [
    ['no terminal means no colour', {}, false],
    ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['an empty FORCE_COLOR is none (force-color.org)', { FORCE_COLOR: '' }, false],
    ['NO_COLOR wins', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR is none', { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ] as const)
    test(`colours: ${name}`, async () => {
      const { stdout } = await insitu(['query', query, logs], { env });
      assert.equal(stdout.includes(colorStart), isColored);
      if (name !== 'FORCE_COLOR=1') return;
      const malformed = await insitu(['query', 'limt 1', logs], { env });
      assert.equal(malformed.stderr.includes(colorStart), isColored);
      const json = await insitu(['query', query, logs, '--format', 'json'], { env });
      assert.ok(!json.stdout.includes(colorStart), 'never in data');
    });
});

suite('streams that others close or that are full', { concurrency: 3 }, () => {
  const shell = (command: string) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn('bash', ['-c', command, 'bash', process.execPath, programPath]);
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (text) => {
        stdout += text;
      });
      child.stderr.on('data', (text) => {
        stderr += text;
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  const everything = `"$1" "$2" query 'fields @message | limit 10000' ${fixturesPath}/cold-starts`;

  test('a reader that has seen enough is no error', async () => {
    const { stdout, stderr } = await shell(`${everything} -q | head -1; echo "\${PIPESTATUS[0]}"`);
    assert.match(stdout, /^@message *\n0\n$/);
    assert.equal(stderr, '');
  });

  test('nor is one of stdout and stderr together', async () => {
    const { stdout, stderr } = await shell(`${everything} 2>&1 | head -c 0; echo "\${PIPESTATUS[0]}"`);
    assert.equal(stderr, '');
    assert.equal(stdout, '0\n');
  });

  test('a full disk is told in one line', { skip: !existsSync('/dev/full') }, async () => {
    const { code, stderr } = await shell(`${everything} -q >/dev/full`);
    assert.equal(code, 1);
    assert.match(stderr, /^insitu: [^\n]*no space left[^\n]*\n$/i);
  });
});
