// Threads hand on what they have gathered before they are done where it is much: more groups than that, in
// segments that share some of them, and the answer is that of one thread.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planQuery } from '../../src/plan/index.ts';
import { segmentBuilder } from '../../src/segments/index.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import { openQueryThreads, queryStore } from '../../src/tasks/index.ts';
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

test('groups that are handed on in parts are those of one thread', async () => {
  const file = storePath();
  writeEvents(file);
  using store = openStore(file);
  const options = { startMs: BASE_MS, endMs: BASE_MS + SEGMENTS * ROWS, nowMs: BASE_MS } as const;
  for (const text of queries) {
    const { plan, notices, diagnostics } = planQuery(text);
    if (plan === undefined) throw new Error(`${text}: ${diagnostics[0]?.code}`);
    const ask = (threads?: ReturnType<typeof openQueryThreads>) =>
      queryStore(store, plan, notices, { ...options, percentiles: 'service', threads });
    const alone = await ask();
    assert.ok(alone.table.rows.length > 0);
    for (const always of ['share', 'leave-all'] as const) {
      using threads = openQueryThreads({ threads: 3, cacheBytes: 0, always });
      assert.deepEqual(await ask(threads), alone, `${text}, ${always}`);
    }
  }
});
