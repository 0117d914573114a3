// A query gives the same answer over files and over a store into which they were imported, however the
// events lie in files and segments, and however often and in which order the files came.

import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { planQuery } from '../../src/plan/index.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import {
  fieldsOfFiles,
  fieldsOfStore,
  type ImportOptions,
  importFiles,
  type QueryOptions,
  queryFiles,
  queryStore,
} from '../../src/tasks/index.ts';
import { anyFiles, fileText, trialDirectories, writeFiles } from './arbitrary-logs.ts';

const nextDirectory = trialDirectories();
const always: QueryOptions = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  nowMs: 1_700_000_100_000,
  percentiles: 'service',
};

const planOf = (text: string) => {
  const { plan, notices, diagnostics } = planQuery(text);
  if (plan === undefined) throw new Error(`${text}: ${diagnostics[0]?.code}`);
  return { plan, notices };
};

const overFiles = async (
  files: readonly string[],
  text: string,
  options: QueryOptions & { readonly rowsPerSegment?: number } = always,
) => {
  const { plan, notices } = planOf(text);
  return (await queryFiles(files, plan, notices, options)).result;
};

const overStore = async (db: string, text: string, options: QueryOptions = always) => {
  const { plan, notices } = planOf(text);
  using store = openStore(db);
  return await queryStore(store, plan, notices, options);
};

const takeIn = async (db: string, files: readonly string[], options: Partial<ImportOptions> = {}) => {
  using store = openStoreForWriting(db);
  return await importFiles(store, files, { nowMs: 1, ...options });
};

const queries = [
  'fields @timestamp, @message, @log, @logStream',
  'fields @message | sort @timestamp asc | limit 3',
  'fields @message, n, s | sort s desc, n asc | limit 7',
  'stats count(*), sum(n), avg(@duration), pct(@billedDuration, 90), count_distinct(s) by @log',
  'filter @type = "REPORT" | stats max(@duration) by bin(1s), @logStream',
  'filter @message like /error|two/ or n > 3 | fields @message, n * 2 as m | sort m desc',
  'fields s | dedup s',
  'parse @message "x=*" as x | stats count(*) by x',
];

const rowsPerSegment = fc.integer({ min: 1, max: 9 });
const anyQuery = fc.constantFrom(...queries);
const anyOptions: fc.Arbitrary<QueryOptions> = fc.oneof(
  fc.constant(always),
  fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).map(([a, b]) => ({
    ...always,
    startMs: 1_700_000_000_000 + Math.min(a, b) * 500,
    endMs: 1_700_000_000_000 + Math.max(a, b) * 500,
  })),
  fc.constant({ ...always, logGroups: ['web'] }),
);

suite('files and store', () => {
  test('give the same rows, wherever segments are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFiles,
        anyQuery,
        anyOptions,
        rowsPerSegment,
        rowsPerSegment,
        async (events, query, options, cutFiles, cutStore) => {
          const directory = nextDirectory();
          const files = writeFiles(directory, events);
          const db = path.join(directory, 'x.db');
          await takeIn(db, files, { rowsPerSegment: cutStore });
          const expected = await overFiles(files, query, options);
          const cut = await overFiles(files, query, { ...options, rowsPerSegment: cutFiles });
          assert.deepEqual(cut.table, expected.table, 'files in other segments');
          const stored = await overStore(db, query, options);
          assert.deepEqual(stored.table, expected.table, 'the store');
          assert.equal(stored.statistics.recordsMatched, expected.statistics.recordsMatched);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('remark the same on fields, also on one that only events outside the window have', async () => {
    const directory = nextDirectory();
    const at = (timestamp: number, message: string) => ({
      timestamp,
      message,
      logGroup: `g${timestamp}`,
      logStream: '',
    });
    const files = writeFiles(directory, [
      [at(1_700_000_001_000, '{"early":1}'), at(1_700_000_002_000, '{"late":1}')],
    ]);
    const db = path.join(directory, 'x.db');
    await takeIn(db, files);
    const query = 'fields early, late, never';
    const options = { ...always, startMs: 1_700_000_001_500 };
    assert.deepEqual(
      (await overFiles(files, query, options)).notices,
      (await overStore(db, query, options)).notices,
    );
  });

  test('order events of one millisecond in several groups alike, wherever segments are cut', async () => {
    const directory = nextDirectory();
    const at = (logGroup: string) => ({
      timestamp: 1_700_000_000_000,
      message: logGroup,
      logGroup,
      logStream: '',
    });
    const files = writeFiles(directory, [['a', 'b', 'b', 'a', 'c', 'a', 'b'].map(at)]);
    const query = 'fields @log';
    const expected = (await overFiles(files, query)).table;
    for (const rowsPerSegment of [1, 2, 3]) {
      const db = path.join(directory, `${rowsPerSegment}.db`);
      await takeIn(db, files, { rowsPerSegment });
      assert.deepEqual((await overFiles(files, query, { ...always, rowsPerSegment })).table, expected);
      assert.deepEqual((await overStore(db, query)).table, expected);
    }
  });

  test('have the same fields, in as many events', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, rowsPerSegment, async (events, cut) => {
        const directory = nextDirectory();
        const files = writeFiles(directory, events);
        const db = path.join(directory, 'x.db');
        await takeIn(db, files, { rowsPerSegment: cut });
        using store = openStore(db);
        for (const logGroups of [undefined, ['web'], ['/aws/lambda/f', 'web'], ['none']])
          assert.deepEqual(
            fieldsOfStore(store, logGroups),
            (await fieldsOfFiles(files, { logGroups })).fields,
          );
      }),
      { numRuns: 30 },
    );
  });
});

const counting =
  'stats count(*), sum(n), count_distinct(@message), min(@timestamp), max(@timestamp) by @log | sort @log';

suite('importing', () => {
  test('twice, and one by one in any order, is importing once', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.infiniteStream(fc.nat()), rowsPerSegment, async (events, picks, cut) => {
        const directory = nextDirectory();
        const files = writeFiles(directory, events);
        const expected = (await overFiles(files, counting)).table;
        const db = path.join(directory, 'x.db');
        const order = files.toSorted(() => (picks.next().value % 2 === 0 ? 1 : -1));
        for (const file of order) await takeIn(db, [file, file], { rowsPerSegment: cut });
        const again = await takeIn(db, files);
        assert.deepEqual([again.filesImported, again.filesKnown, again.events], [0, files.length, 0]);
        assert.deepEqual((await overStore(db, counting)).table, expected);
      }),
      { numRuns: 30 },
    );
  });

  test('a broken file among others leaves nothing, however much of it was read', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.nat(), rowsPerSegment, async (events, at, cut) => {
        const directory = nextDirectory();
        const files = writeFiles(directory, events);
        const expected = (await overFiles(files, counting)).table;
        const broken = path.join(directory, 'broken.jsonl.gz');
        const bytes = gzipSync(fileText([...events.flat(), ...events.flat()]));
        writeFileSync(broken, bytes);
        truncateSync(broken, bytes.length - 1 - (at % 12));
        const db = path.join(directory, 'x.db');
        const among = files.toSpliced(at % (files.length + 1), 0, broken);
        const summary = await takeIn(db, among, { rowsPerSegment: cut });
        assert.equal(summary.problems.length, 1);
        assert.equal(summary.filesImported, files.length);
        assert.deepEqual((await overStore(db, counting)).table, expected);
        writeFileSync(broken, bytes);
        assert.equal((await takeIn(db, [broken])).events, events.flat().length * 2);
      }),
      { numRuns: 30 },
    );
  });

  test('an interruption keeps whole files, and going on completes them', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.nat({ max: 5 }), async (events, after) => {
        const directory = nextDirectory();
        const files = writeFiles(directory, events);
        const db = path.join(directory, 'x.db');
        const controller = new AbortController();
        let pieces = 0;
        const onProgress = (): void => {
          pieces += 1;
          if (pieces > after) controller.abort();
        };
        const first = await takeIn(db, files, { signal: controller.signal, onProgress });
        assert.equal(first.isInterrupted, first.filesImported < files.length);
        const rest = await takeIn(db, files);
        assert.equal(first.filesImported + rest.filesImported, files.length);
        assert.deepEqual((await overStore(db, counting)).table, (await overFiles(files, counting)).table);
      }),
      { numRuns: 20 },
    );
  });

  test('an interruption is heeded among files that are known already', async () => {
    const directory = nextDirectory();
    const message = (n: number) => [{ timestamp: 1, message: `m${n}`, logGroup: 'g', logStream: '' }];
    const files = writeFiles(directory, [message(1), message(2)]);
    const db = path.join(directory, 'x.db');
    await takeIn(db, files);
    const summary = await takeIn(db, files, { signal: AbortSignal.abort() });
    assert.ok(summary.isInterrupted);
  });

  test('two files of the same content are two files to a query and to an import alike', async () => {
    const directory = nextDirectory();
    const same = [{ timestamp: 1_700_000_000_000, message: 'same', logGroup: 'g', logStream: '' }];
    const files = [0, 1].map((index) => path.join(directory, `${index}.jsonl`));
    for (const file of files) writeFileSync(file, fileText(same));
    const db = path.join(directory, 'x.db');
    await takeIn(db, files);
    assert.deepEqual((await overStore(db, counting)).table, (await overFiles(files, counting)).table);
  });
});
