// A file of no known format is read as plain text, and who reads it is told what was looked for.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { logFormatNames, readLogFile } from '../../src/files/index.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'insitu-unclear-'));
after(() => rmSync(directory, { recursive: true }));

const read = async (text: string, format?: string) => {
  const file = path.join(directory, 'file');
  writeFileSync(file, text);
  const messages: string[] = [];
  const sink = { add: (_ms: number, message: string) => messages.push(message) };
  const { remarks } = await readLogFile(file, { sink, format });
  return { messages, remarks };
};

test('lines without any time, and JSON of unknown shape, are events; one notice says what was tried', async () => {
  for (const [text, count] of [
    ['some words\nother words\n', 2],
    ['{\n  "items": [\n    { "a": 1 }\n  ]\n}\n', 1],
    ['[{"a":1},{"a":2}]', 1],
    ['a,b\n1,2\n', 2],
  ] as const) {
    const { messages, remarks } = await read(text);
    assert.equal(messages.length, count);
    assert.deepEqual(
      remarks.map(({ code }) => code),
      ['unclear-format'],
    );
    const tried = /\(tried ([^)]+)\)/.exec(remarks[0]?.message ?? '')?.[1];
    assert.deepEqual(
      tried?.split(', '),
      logFormatNames.filter((name) => name !== 'plain-text'),
    );
  }
});

test('text in which times are recognised is no such case, nor is a format that was named', async () => {
  const codes = async (text: string, format?: string) =>
    (await read(text, format)).remarks.map(({ code }) => code);
  assert.deepEqual(await codes('2024-01-01 12:00:00 a\nb\n'), []);
  assert.deepEqual(await codes('=== a title ===\n2024-01-01 12:00:00 a\n'), ['undated-lines']);
  assert.deepEqual(await codes('{"level":"info","time":1704110400}\n'), []);
  assert.deepEqual(await codes('some words\n', 'plain-text'), ['undated-lines']);
  assert.deepEqual(await codes('\n\n'), []);
});
