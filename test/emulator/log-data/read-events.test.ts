// The events of a log group in order, over segments that overlap, and many of one millisecond.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Boundary, isBehind } from '../../../src/emulator/log-data/boundary.ts';
import { eventsInOrder } from '../../../src/emulator/log-data/read-events.ts';
import { EVENT_ID, segmentBuilder } from '../../../src/segments/index.ts';
import {
  compareKeys,
  firstEventId,
  openStoreForWriting,
  type WritableStore,
} from '../../../src/store/index.ts';
import { NOW, startService } from './calling.ts';

type Given = { readonly ms: number; readonly id: string | undefined };

const bringSegment = (store: WritableStore, logGroup: string, events: readonly Given[]): void => {
  const builder = segmentBuilder(logGroup);
  events.forEach(({ ms, id }, index) => {
    const extra = id === undefined ? undefined : { names: [EVENT_ID], values: [id] };
    builder.add(ms, `${index}`, 's', Number.NaN, extra);
  });
  store.transaction(() => store.writeSegment(builder.seal('all')));
};

const read = (
  store: WritableStore,
  logGroup: string,
  isForward: boolean,
  from: Boundary | undefined,
): readonly Boundary[] =>
  [
    ...eventsInOrder(store, {
      logGroup,
      startMs: 0,
      endMs: Number.MAX_SAFE_INTEGER,
      isForward,
      from,
      isStream: undefined,
    }),
  ].flatMap((event) => (event === undefined ? [] : [event.before()]));

/** An id as the service's are: any number behind the time. */
const idOf = (ms: number, low: number): string =>
  String(BigInt(firstEventId(ms)) + BigInt(low) * 2n ** 100n).padStart(56, '0');

const anyEvent = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }))
  .map(([after, low]): Given => {
    const ms = NOW + after;
    return { ms, id: low === undefined ? undefined : idOf(ms, low) };
  });

test('any segments: by time and key, from any boundary, in either direction', () => {
  const { store } = startService();
  let groups = 0;
  const anySegments = fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), { maxLength: 4 });
  fc.assert(
    fc.property(anySegments, (segments) => {
      groups += 1;
      const logGroup = `g${groups}`;
      for (const events of segments) bringSegment(store, logGroup, events);
      const all = read(store, logGroup, true, undefined);
      assert.equal(all.length, segments.flat().length);
      // Keys ascend; events of one key are counted from 0.
      all.forEach(({ key, count }, index) => {
        const before = all[index - 1];
        const isSame = before?.key === key;
        assert.ok(before === undefined || compareKeys(before.key, key) <= 0);
        assert.equal(count, isSame ? before.count + 1 : 0);
      });
      const backward = read(store, logGroup, false, undefined);
      assert.deepEqual(backward, all.toReversed());
      for (const from of all) {
        const behind = all.filter(({ key, count }) => isBehind(from, key, count));
        assert.deepEqual(read(store, logGroup, true, from), behind);
        const before = all.slice(0, all.length - behind.length);
        assert.deepEqual(read(store, logGroup, false, from), before.toReversed());
      }
    }),
    { numRuns: 60 },
  );
});

test('a page among very many events of one millisecond costs no more than a page', () => {
  // With the columns kept, as the server has them.
  using store = openStoreForWriting(startService().store.path, { cacheBytes: 256 * 1024 * 1024 });
  const [segments, rows] = [20, 10_000];
  for (let segment = 0; segment < segments; segment += 1)
    bringSegment(
      store,
      'g',
      Array.from({ length: rows }, (_, row) => ({
        ms: NOW,
        // Every second segment has ids, and not in their order.
        id: segment % 2 === 0 ? undefined : idOf(NOW, (row * 7) % rows),
      })),
    );
  const pageFrom = (isForward: boolean, from: Boundary | undefined) => {
    const events = eventsInOrder(store, {
      logGroup: 'g',
      startMs: 0,
      endMs: Number.MAX_SAFE_INTEGER,
      isForward,
      from,
      isStream: undefined,
    });
    const page: Boundary[] = [];
    for (const event of events) {
      if (event !== undefined) page.push(event.behind());
      if (page.length === 100) break;
    }
    return page;
  };
  let from = pageFrom(true, undefined).at(-1);
  const startMs = performance.now();
  for (let pages = 0; pages < 20; pages += 1) from = pageFrom(true, from).at(-1);
  for (let pages = 0; pages < 20; pages += 1) pageFrom(false, from);
  const took = performance.now() - startMs;
  // To order all 200,000 events takes some 0.5 s a page.
  assert.ok(took < 2000, `40 pages took ${Math.round(took)} ms`);
});
