// A query over files has one answer, with the same remarks and statistics, whether events are passed over or
// not, and however many threads read the files.

import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { planQuery } from '../../src/plan/index.ts';
import { QueryFailed } from '../../src/result/index.ts';
import { type FilesOptions, queryFiles } from '../../src/tasks/index.ts';
import { anyFiles, trialDirectories, writeFiles } from './arbitrary-logs.ts';

const nextDirectory = trialDirectories();
const BASE_MS = 1_700_000_000_000;
const always: FilesOptions = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  nowMs: BASE_MS,
  percentiles: 'service',
};

const ask = (files: readonly string[], text: string, options: Partial<FilesOptions> = {}) => {
  const { plan, notices, diagnostics } = planQuery(text);
  if (plan === undefined) throw new Error(`${text}: ${diagnostics[0]?.code}`);
  return queryFiles(files, plan, notices, { ...always, ...options });
};

const queries = [
  'filter @type = "REPORT" | stats count(*), max(@duration) by @log, @logStream',
  'filter @message like "error" | fields @timestamp, @message, @log | sort @timestamp asc',
  'filter @message like /two|plain/ | fields @message | limit 4',
  'filter s = "é😀" or n > 3 | stats sum(n), avg(n) by s',
  'filter n >= 0 and never = "there" | fields n, never',
  'filter @duration > 2 | fields @duration, nowhere',
  'parse @message "x=* #" as x | filter x = 1 | fields x, @message',
  'parse @message /RequestId: (?<id>\\S+)/ | filter ispresent(id) | stats count(*) by id, @type',
  'stats count(*), count_distinct(@message) by @log',
  'filter @message like "id" | fields s | dedup s | limit 2',
];

const isoExport = (events: readonly { readonly timestamp: number; readonly message: string }[]): string =>
  events.map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`).join('');

/** As an export task writes them: a folder for each stream, some objects compressed. */
const writeExports = (directory: string, files: Parameters<typeof writeFiles>[1]): readonly string[] =>
  files.map((events, index) => {
    const { logGroup } = events[0]!;
    const folder = path.join(directory, logGroup.replaceAll('/', '-'), `stream-${index}`);
    mkdirSync(folder, { recursive: true });
    const isGzip = index % 3 < 2;
    const file = path.join(folder, `000000${isGzip ? '.gz' : ''}`);
    writeFileSync(file, isGzip ? gzipSync(isoExport(events)) : isoExport(events));
    return file;
  });

const window = fc.oneof(
  fc.constant({}),
  fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })).map(([a, b]) => ({
    startMs: BASE_MS + Math.min(a, b) * 500,
    endMs: BASE_MS + Math.max(a, b) * 500,
  })),
  fc.constant({ logGroups: ['web', 'nobody'] }),
);
const cut = fc.record({
  rowsPerSegment: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 9 })),
  runBytes: fc.constantFrom(1, 300, undefined),
});

suite('a query over files', () => {
  test('has one answer, whether events are passed over or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFiles,
        fc.constantFrom(...queries),
        window,
        cut,
        fc.boolean(),
        async (events, query, asked, cuts, isExport) => {
          const files = (isExport ? writeExports : writeFiles)(nextDirectory(), events);
          const options = { ...asked, ...cuts };
          const plain = await ask(files, query, { ...options, useOptimiser: false });
          assert.deepEqual(await ask(files, query, options), plain);
        },
      ),
      { numRuns: 250 },
    );
  });

  test('has one answer, whoever reads the files', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFiles,
        fc.constantFrom(...queries),
        window,
        cut,
        async (events, query, asked, cuts) => {
          const files = writeExports(nextDirectory(), events);
          const options = { ...asked, ...cuts };
          const alone = await ask(files, query, options);
          assert.deepEqual(await ask(files, query, { ...options, readers: 3, leaveAll: true }), alone);
        },
      ),
      { numRuns: 12 },
    );
  });
});

const lines = (count: number, of: (row: number) => string): string =>
  isoExport(Array.from({ length: count }, (_, row) => ({ timestamp: BASE_MS + row, message: of(row) })));

const helped = { readers: 2, leaveAll: true, runBytes: 1 };

suite('files that several threads read', () => {
  test('copies, broken files and remarks are told as by one', async () => {
    const directory = nextDirectory();
    const at = (name: string) => path.join(directory, name);
    writeFileSync(
      at('a.log'),
      lines(5, (row) => `error ${row}`),
    );
    writeFileSync(
      at('b.log'),
      lines(5, (row) => `error ${row}`),
    );
    writeFileSync(at('c.log'), `undated\n${lines(5, () => 'error é')}`);
    const bytes = gzipSync(lines(5000, (row) => `error ${row * 7919} `));
    writeFileSync(at('d.log.gz'), bytes);
    truncateSync(at('d.log.gz'), bytes.length - 20);
    writeFileSync(at('e.log'), '');
    const files = ['a.log', 'b.log', 'c.log', 'd.log.gz', 'e.log', 'none.log'].map(at);
    const query = 'filter @message like "error" | stats count(*), count_distinct(@message)';
    const alone = await ask(files, query, { runBytes: 1 });
    assert.equal(alone.problems.length, 2);
    assert.ok(alone.problems[0]!.eventsRead > 0);
    assert.deepEqual(
      alone.result.notices.map(({ code }) => code),
      ['same-content', 'undated-lines', 'empty-file'],
    );
    assert.deepEqual(await ask(files, query, helped), alone);
  });

  test('rows of one time stand in the order of the files', async () => {
    const directory = nextDirectory();
    const files = Array.from({ length: 12 }, (_, index) => path.join(directory, `${index + 10}.log`));
    for (const [index, file] of files.entries())
      writeFileSync(
        file,
        lines(3, (row) => `error ${index}.${row}`),
      );
    const query = 'filter @message like "error" | fields @message | limit 9';
    assert.deepEqual(await ask(files, query, helped), await ask(files, query));
  });

  test('a query that fails there fails here', async () => {
    const directory = nextDirectory();
    const files = ['a.log', 'b.log'].map((name) => path.join(directory, name));
    // Of one event 4,000 rows, then 16 million.
    const list = JSON.stringify(Array.from({ length: 4000 }, (_, index) => index % 10));
    for (const file of files)
      writeFileSync(
        file,
        lines(1, () => JSON.stringify({ file, list })),
      );
    const query = 'unnest jsonParse(list) into a | unnest jsonParse(list) into b | stats count(*)';
    await assert.rejects(ask(files, query, helped), QueryFailed);
  });

  test('an interruption ends a thread that is lost in a pattern', async () => {
    const directory = nextDirectory();
    const files = ['a.log', 'b.log'].map((name) => path.join(directory, name));
    for (const file of files)
      writeFileSync(
        file,
        lines(1, () => `error ${'a'.repeat(40)}! ${file}`),
      );
    const stop = new AbortController();
    const answer = ask(files, 'filter @message like /error (a|a|aa)+$/ | stats count(*)', {
      ...helped,
      signal: stop.signal,
    });
    await wait(1000);
    stop.abort();
    assert.equal((await answer).result.status, 'Partial');
  });
});
