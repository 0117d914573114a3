// A query over a store in several threads: the same answer, remarks and statistics as in one, and an end where
// something goes wrong or is stopped.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { planQuery } from '../../src/plan/index.ts';
import { QueryFailed } from '../../src/result/index.ts';
import { segmentBuilder } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting, StoreError, type WritableStore } from '../../src/store/index.ts';
import { openQueryThreads, type QueryOptions, type QueryThreads, queryStore } from '../../src/tasks/index.ts';
import { temporaryStores } from '../store/temporary-store.ts';

const storePath = temporaryStores();
const BASE_MS = 1_700_000_000_000;
const ROWS = 40;
const SEGMENTS = 30;

const range = { startMs: BASE_MS, endMs: BASE_MS + SEGMENTS * ROWS * 1000 };
const always: QueryOptions = { ...range, nowMs: BASE_MS, percentiles: 'service' };

const writeSegment = (store: WritableStore, logGroup: string, atMs: number, messages: readonly string[]) => {
  const builder = segmentBuilder(logGroup);
  for (const [row, message] of messages.entries())
    builder.add(atMs + row * 500, message, `stream-${row % 3}`, atMs);
  store.writeSegment(builder.seal('all'));
};

const levels = ['info', 'info', 'warning', 'error'];

/** Some events are alike, some have the time of others, and the fields of the first segments are not the last's. */
const messageOf = (segment: number, row: number): string => {
  const n = segment * ROWS + row;
  const took = ((n * 7919) % 1000) / 8;
  const field = segment < 3 ? 'early' : 'late';
  return JSON.stringify({
    level: levels[n % 4],
    took,
    user: `u${n % 17}`,
    n,
    [field]: true,
    text: `took ${took} ms`,
  });
};

/** Two log groups of many segments, and events that were put and not folded. */
const writeEvents = (file: string): void => {
  using store = openStoreForWriting(file);
  store.transaction(() => {
    for (let segment = 0; segment < SEGMENTS; segment += 1)
      writeSegment(
        store,
        segment % 3 === 0 ? 'jobs' : 'web',
        BASE_MS + (segment >> 1) * ROWS * 500,
        Array.from({ length: ROWS }, (_, row) => messageOf(segment, row)),
      );
  });
  const put = [0, 1, 2, 3].map((row) => ({
    timestampMs: BASE_MS + row * 100_000,
    message: messageOf(SEGMENTS, row),
  }));
  store.putEvents('web', 'live', BASE_MS, put);
};

const planOf = (text: string) => {
  const { plan, notices, diagnostics } = planQuery(text);
  if (plan === undefined) throw new Error(`${text}: ${diagnostics[0]?.code}`);
  return { plan, notices };
};

const ask = async (file: string, text: string, options: Partial<QueryOptions> = {}) => {
  const { plan, notices } = planOf(text);
  using store = openStore(file);
  return await queryStore(store, plan, notices, { ...always, ...options });
};

const queries = [
  'stats count(*), sum(took), avg(took), min(n), max(n), stddev(took) by level, @log',
  'stats pct(took, 50), pct(took, 99), median(took), count_distinct(user) by bin(1m)',
  'stats earliest(n), latest(n), sortsFirst(user), sortsLast(user) by level',
  'filter level = "error" and text like /took 1\\d\\./ | fields n, took, user',
  'fields @timestamp, n | sort took desc, user | limit 7',
  'fields @message, @log, @logStream',
  'fields n | limit 5',
  'fields n | filter user = "u3" | limit 12',
  'fields n | filter user = "nobody" | limit 3',
  'fields n | sort @timestamp desc | limit 300',
  'fields n | sort @timestamp asc | limit 3',
  'fields n | tail 4',
  'fields user, level | dedup user',
  'parse text "took * ms" as t | stats max(t), count(*) by user | sort user',
  'pattern @message',
  'pattern @message | filter @sampleCount > 20 | display @pattern, @sampleCount',
  'pattern @message | diff',
  'logcompare timeshift 5m',
  'stats count(*) as c by user | filter c > 70 | stats sum(c), count(*)',
  'fields n | sort n | accum n as total | limit 10',
  'filter user in (SOURCE "jobs" | stats count(*) as c by user | sort c desc | limit 3 | fields user) | stats count(*) by user',
  'SOURCE "web" | join type=left left=w right=j where w.n = j.n (SOURCE "jobs") | display w.n, j.level | limit 100',
  'SOURCE "jobs" | stats count(*) by @log',
  'stats count(early), count(late), count(never) by level',
  'relevantfields level, took, user where level = "error"',
  'fields @ptr | sort @ptr | limit 5',
];

const windows: readonly (readonly [string, Partial<QueryOptions>])[] = [
  ['', {}],
  [' of a narrow range', { startMs: BASE_MS + 100_000, endMs: BASE_MS + 131_000 }],
  [' of one log group', { logGroups: ['jobs'] }],
];

const setups = [
  { threads: 2, cacheBytes: 0, always: 'share' },
  { threads: 2, cacheBytes: 1_000_000, always: 'leave-all' },
  { threads: 3, cacheBytes: 1_000_000, always: 'leave-all' },
] as const;

for (const setup of setups)
  suite(`${setup.threads} threads, ${setup.always}`, () => {
    const file = storePath();
    let threads: QueryThreads;
    before(() => {
      writeEvents(file);
      threads = openQueryThreads(setup);
    });
    after(() => threads.close());
    for (const query of queries)
      test(`answer as one does: ${query}`, async () => {
        for (const [name, window] of windows) {
          if (query.startsWith('SOURCE') && window.logGroups !== undefined) continue;
          const expected = await ask(file, query, window);
          const answer = await ask(file, query, { ...window, threads });
          assert.deepEqual(answer, expected, `${query}${name}`);
        }
      });

    test('many queries at once', async () => {
      const answers = await Promise.all(queries.map((query) => ask(file, query, { threads })));
      for (const [index, query] of queries.entries())
        assert.deepEqual(answers[index], await ask(file, query), query);
    });
  });

suite('what goes wrong in a thread', () => {
  const threads = openQueryThreads({ threads: 2, cacheBytes: 0, always: 'leave-all' });
  after(() => threads.close());

  test('a query that asks for too much fails with its sentence', async () => {
    const file = storePath();
    {
      using store = openStoreForWriting(file);
      const same = Array.from({ length: 4000 }, () => '{"k":1}');
      store.transaction(() => writeSegment(store, 'g', BASE_MS, same));
    }
    const query = 'SOURCE "g" | join type=inner left=a right=b where a.k = b.k (SOURCE "g") | display a.k';
    const failed = await ask(file, query, { endMs: BASE_MS * 2 }).catch((error: unknown) => error);
    assert.ok(failed instanceof QueryFailed, String(failed));
    const options = { endMs: BASE_MS * 2, threads };
    await assert.rejects(ask(file, query, options), (error) => {
      assert.ok(error instanceof QueryFailed);
      assert.equal(error.message, failed.message);
      return true;
    });
  });

  test('a store that cannot be opened is told as such', async () => {
    const file = storePath();
    writeEvents(file);
    const { plan, notices } = planOf('stats count(*)');
    using store = openStore(file);
    rmSync(file);
    const asked = queryStore(store, plan, notices, { ...always, threads });
    await assert.rejects(asked, (error) => error instanceof StoreError && error.code === 'no-store');
  });

  test('the share of a thread that ends is done without it', async () => {
    const file = storePath();
    writeEvents(file);
    const own = openQueryThreads({ threads: 3, cacheBytes: 0, always: 'leave-all' });
    const asked = ask(file, 'stats count(*) by level', { threads: own });
    own.close();
    assert.deepEqual(await asked, await ask(file, 'stats count(*) by level'));
  });
});

suite('a query that is stopped', () => {
  const forEver = 'filter @message not like /^(a+)+$/ | stats count(*) as n';
  const trap = `${'a'.repeat(60)}b`;
  const threads = openQueryThreads({ threads: 3, cacheBytes: 0, always: 'leave-all' });
  after(() => threads.close());

  test('has what the threads have that are not stuck; the others are ended', async () => {
    const file = storePath();
    {
      using store = openStoreForWriting(file);
      store.transaction(() => {
        for (let at = 0; at < 6; at += 1)
          writeSegment(store, 'g', BASE_MS + at, at === 3 ? [trap] : ['b', 'c']);
      });
    }
    const controller = new AbortController();
    const startedMs = performance.now();
    const asked = ask(file, forEver, { threads, signal: controller.signal });
    await wait(2500);
    controller.abort();
    const { status, table, statistics } = await asked;
    assert.equal(status, 'Partial');
    const counted = Number(table.rows[0]?.[0]);
    assert.ok(counted > 0 && counted <= 10, `${counted} of 11`);
    assert.equal(statistics.recordsScanned, counted, 'what is lost does not count');
    assert.ok(performance.now() - startedMs < 5000);
    const next = await ask(file, 'stats count(*) as n', { threads });
    assert.deepEqual(
      [next.status, next.table.rows],
      ['Complete', [['11']]],
      'the next query has threads again',
    );
  });

  test('before it begins asks for nothing', async () => {
    const file = storePath();
    writeEvents(file);
    const { status, statistics } = await ask(file, 'stats count(*)', {
      threads,
      signal: AbortSignal.abort(),
    });
    assert.deepEqual([status, statistics.recordsScanned], ['Partial', 0]);
  });
});

test('threads that wait for a query keep no process alive', () => {
  const file = storePath();
  writeEvents(file);
  const src = new URL('../../src/', import.meta.url).href;
  const program = `
    const { openQueryThreads, planWith, queryStore } = await import('${src}tasks/index.ts');
    const { openStore } = await import('${src}store/index.ts');
    const threads = openQueryThreads({ threads: 2, cacheBytes: 0, always: 'leave-all' });
    const around = ${JSON.stringify(always)};
    const { plan } = await planWith('stats count(*) as n', around);
    const { table } = await queryStore(openStore(${JSON.stringify(file)}), plan, [], { ...around, threads });
    console.log(table.rows[0][0]);`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout, signal } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  assert.deepEqual([stdout, signal], [`${SEGMENTS * ROWS + 4}\n`, null]);
});
