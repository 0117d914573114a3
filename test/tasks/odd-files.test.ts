// Exported files of every kind, broken ones among them: a query that passes over events, and several threads that
// read, tell of them what one thread tells that looks at every event.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { planQuery } from '../../src/plan/index.ts';
import { type FilesOptions, queryFiles } from '../../src/tasks/index.ts';
import { trialDirectories } from './arbitrary-logs.ts';

const nextDirectory = trialDirectories();

const always: FilesOptions = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  nowMs: 0,
  percentiles: 'service',
};

const ask = (files: readonly string[], query: string, options: Partial<FilesOptions> = {}) =>
  queryFiles(files, planQuery(query).plan!, [], { ...always, ...options });

/** Ten events, of which the fourth is an error; each message ends with a line break, as Lambda's do. */
const lines = (first: number, lineBreak = '\n', word = 'error'): string =>
  Array.from({ length: 10 }, (_, row) => {
    const time = new Date(1_700_000_000_000 + (first + row) * 1000).toISOString();
    return `${time} ${row === 3 ? word : 'fine'} ${first + row}${lineBreak}${lineBreak}`;
  }).join('');

const bytes = gzipSync(lines(50));
const damaged = Buffer.from(bytes);
damaged.fill(0xff, 40, 44);

const contents: Readonly<Record<string, string | Buffer>> = {
  'plain.log': lines(0),
  'whole.gz': gzipSync(lines(10)),
  'mark.gz': gzipSync(`\uFEFF${lines(20)}`),
  'windows.gz': gzipSync(lines(30, '\r\n')),
  'accents.gz': gzipSync(lines(40, '\n', 'error é😀')),
  'truncated.gz': bytes.subarray(0, -20),
  'damaged.gz': damaged,
  'followed.gz': Buffer.concat([gzipSync(lines(60)), Buffer.from('something else')]),
  'padded.gz': Buffer.concat([gzipSync(lines(70)), Buffer.alloc(512)]),
  'members.gz': Buffer.concat([gzipSync(lines(80)), gzipSync(lines(90))]),
  'empty.gz': gzipSync(''),
  'empty.log': '',
  'nothing.gz': Buffer.alloc(0),
  'header.gz': gzipSync('').subarray(0, 10),
  'unended.gz': gzipSync(lines(100).trimEnd()),
  'early.gz': gzipSync(lines(110).replace('2023', '1969').replace('2023', '9999')),
};

const write = (files: Readonly<Record<string, string | Buffer>>): readonly string[] => {
  const folder = nextDirectory();
  return Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name, '000000');
    mkdirSync(path.dirname(file), { recursive: true });
    const named = name.endsWith('.gz') ? `${file}.gz` : file;
    writeFileSync(named, content);
    return named;
  });
};

const queries = [
  'filter @message like "error" | fields @timestamp, @message, @logStream | sort @timestamp asc',
  'filter @message like "error" | stats count(*), max(strlen(@message)) by @log | sort @log asc',
];

suite('exported files of every kind', () => {
  for (const query of queries)
    test(`are told of alike by whoever reads them: ${query}`, async () => {
      const files = write(contents);
      const plain = await ask(files, query, { useOptimiser: false });
      assert.deepEqual(
        plain.problems.map(({ code, path: file }) => [code, path.basename(path.dirname(file))]),
        [
          ['truncated', 'truncated.gz'],
          ['corrupt', 'damaged.gz'],
          ['corrupt', 'followed.gz'],
          ['truncated', 'header.gz'],
        ],
      );
      assert.deepEqual(await ask(files, query), plain);
      assert.deepEqual(await ask(files, query, { rowsPerSegment: 3 }), plain);
      assert.deepEqual(await ask(files, query, { readers: 2, leaveAll: true, runBytes: 1 }), plain);
    });
});

suite('many files', () => {
  const count = 'filter @message like "error" | stats count(*)';

  test('are counted to the last event, though segments wait for each other', async () => {
    const files = write(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [`${index}.gz`, gzipSync(lines(index * 10))]),
      ),
    );
    for (const options of [{}, { runBytes: 1 }, { runBytes: 1, rowsPerSegment: 1 }, { runBytes: 500 }]) {
      const { result, filesRead } = await ask(files, count, options);
      assert.equal(filesRead, 50);
      assert.deepEqual(result.table.rows, [['50']]);
      assert.deepEqual([result.statistics.recordsScanned, result.statistics.recordsMatched], [500, 50]);
    }
  });

  test('of one size and content, group and stream are one; of one size alone they are not', async () => {
    const files = write({ 'a/s': lines(100), 'b/s': lines(200), 'c/s': lines(100) });
    const { result } = await ask(files, count);
    assert.deepEqual(result.table.rows, [['2']]);
    assert.deepEqual(
      result.notices.map(({ code }) => code),
      ['same-content'],
    );
  });

  test('enough of any rows, and no more segments are looked at', async () => {
    const files = write({ 'a.gz': gzipSync(lines(0)), 'b.gz': gzipSync(lines(10)) });
    const { result } = await ask(files, 'fields @message | limit any 2', { rowsPerSegment: 2 });
    assert.equal(result.statistics.recordsScanned, 2);
  });
});

test('one large file is cut into segments at the same events, whether most are passed over or not', async () => {
  const text = Array.from({ length: 3000 }, (_, index) => lines(index * 10)).join('');
  for (const content of [gzipSync(text), text]) {
    const files = write({ [typeof content === 'string' ? 'large' : 'large.gz']: content });
    // Segments that lie outside of the window are skipped: where they are cut shows.
    const window = { startMs: 1_700_000_000_000 + 5_000_000, endMs: 1_700_000_000_000 + 9_000_000 };
    const options = { ...window, rowsPerSegment: 999 };
    const plain = await ask(files, queries[1]!, { ...options, useOptimiser: false });
    assert.ok(plain.result.statistics.estimatedRecordsSkipped > 0);
    assert.deepEqual(await ask(files, queries[1]!, options), plain);
  }
});
