// Threads hand on what they have gathered before they are done where it is much: more groups than that, in
// segments that share some of them, and the answer is that of one thread.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planQuery } from '../../src/plan/index.ts';
import { segmentBuilder } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import { openQueryThreads, queryStore, startQuery } from '../../src/tasks/index.ts';
import { newClaims, partsWaiting, takeWaiting } from '../../src/tasks/segment-claims.ts';
import { temporaryStores } from '../store/temporary-store.ts';

const storePath = temporaryStores();
const BASE_MS = 1_700_000_000_000;
const SEGMENTS = 12;
const ROWS = 10_000;
/** Of the groups of a segment, so many are in the one before too. */
const SHARED = 2_000;

const writeEvents = (file: string): void => {
  using store = openStoreForWriting(file);
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    const builder = segmentBuilder('app');
    for (let row = 0; row < ROWS; row += 1) {
      const id = segment * (ROWS - SHARED) + row;
      const took = (id * 7919) % 1009;
      const at = BASE_MS + segment * ROWS + row;
      builder.add(at, JSON.stringify({ id: `r${id}`, took, kind: `k${id % 3}` }), 'stream', at);
    }
    store.writeSegment(builder.seal('all'));
  }
};

const queries = [
  'stats count(*) as n, sum(took) as total by id | sort n desc, total desc, id | limit 20',
  'stats count(*) as n by id | stats count(*), sum(n), max(n)',
  'stats count_distinct(id), count_distinct(took) by kind | sort kind',
  'stats pct(took, 50), earliest(took) by id, kind | sort id desc | limit 10',
];

const planOf = (text: string) => {
  const { plan, diagnostics } = planQuery(text);
  if (plan === undefined) throw new Error(`${text}: ${diagnostics[0]?.code}`);
  return plan;
};

test('groups that are handed on in parts are those of one thread', async () => {
  const file = storePath();
  writeEvents(file);
  using store = openStore(file);
  const options = { startMs: BASE_MS, endMs: BASE_MS + SEGMENTS * ROWS, nowMs: BASE_MS } as const;
  for (const text of queries) {
    const plan = planOf(text);
    const ask = (threads?: ReturnType<typeof openQueryThreads>) =>
      queryStore(store, plan, [], { ...options, percentiles: 'service', threads });
    const alone = await ask();
    assert.ok(alone.table.rows.length > 0);
    for (const always of ['share', 'leave-all'] as const) {
      using threads = openQueryThreads({ threads: 3, cacheBytes: 0, always });
      assert.deepEqual(await ask(threads), alone, `${text}, ${always}`);
    }
  }
});

test('while a part waits to be taken in, no other is handed on before the end', async () => {
  const file = storePath();
  writeEvents(file);
  using store = openStore(file);
  const plan = planOf(
    'stats count_distinct(id), count_distinct(@message), count_distinct(@timestamp) by kind',
  );
  const options = { startMs: BASE_MS, endMs: BASE_MS + SEGMENTS * ROWS, nowMs: BASE_MS } as const;
  const { question } = startQuery(plan, { ...options, percentiles: 'service', logGroups: ['app'] });
  const segments = store.segments({ startMs: BASE_MS, endMs: BASE_MS + SEGMENTS * ROWS, logGroups: ['app'] });
  /** How many segments each part holds. */
  const parts = async (takesIn: boolean): Promise<readonly number[]> => {
    using threads = openQueryThreads({ threads: 2, cacheBytes: 0 });
    const claims = newClaims(segments.length);
    const job = { storePath: file, question, segments, claims, isOneByOne: false };
    const sizes: number[] = [];
    const ended = Promise.withResolvers<void>();
    threads.ask(job, (_thread, heard) => {
      if (heard.kind === 'ended') ended.resolve();
      if (heard.kind !== 'gathered') return;
      sizes.push(heard.segments.length);
      if (takesIn) takeWaiting(claims);
    });
    await ended.promise;
    assert.equal(partsWaiting(claims), takesIn ? 0 : sizes.length);
    return sizes;
  };
  const untaken = await parts(false);
  assert.equal(untaken.length, 2);
  assert.ok(untaken[0]! < untaken[1]!, 'the first is handed on as soon as it is much');
  assert.ok((await parts(true)).length > 2);
});
