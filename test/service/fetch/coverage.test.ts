// Which time is to be asked for again: laws, held against a plain list of milliseconds.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  rangesToResume,
  settledRanges,
  type TimeRange,
  withFetched,
  withoutRanges,
  withWanted,
} from '../../../src/service/fetch/coverage.ts';
import type { FetchedSlice } from '../../../src/store/index.ts';

const MOST = 40;
const range = fc
  .tuple(fc.nat(MOST - 1), fc.integer({ min: 1, max: 12 }))
  .map(([startMs, length]) => ({ startMs, endMs: Math.min(MOST, startMs + length) }));

const millisecondsOf = (ranges: readonly TimeRange[]): readonly number[] =>
  ranges.flatMap(({ startMs, endMs }) => Array.from({ length: endMs - startMs }, (_, i) => startMs + i));

test('what is left of ranges without others is each remaining millisecond once, in order', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 6 }), fc.array(range, { maxLength: 6 }), (ranges, others) => {
      const taken = new Set(millisecondsOf(others));
      const expected = [...new Set(millisecondsOf(ranges))]
        .filter((ms) => !taken.has(ms))
        .sort((a, b) => a - b);
      assert.deepEqual(millisecondsOf(withoutRanges(ranges, others)), expected);
    }),
  );
});

/** Fetches one after the other, each somewhat later. */
const fetches = fc.array(fc.tuple(range, fc.nat(15)), { minLength: 1, maxLength: 12 }).map((list) => {
  let nowMs = 0;
  return list.map(([slice, pauseMs]) => {
    nowMs += pauseMs;
    return { ...slice, fetchedMs: nowMs };
  });
});

test('settled is only what was last fetched late enough, and all of it where nothing is unsettled before', () => {
  fc.assert(
    fc.property(fetches, fc.nat(10), (list, lateMs) => {
      const record = list.reduce<readonly FetchedSlice[]>(
        (all, slice) => withFetched(all, slice, lateMs),
        [],
      );
      const settled = new Set(millisecondsOf(settledRanges(record, lateMs)));
      for (let ms = 0; ms < MOST; ms += 1) {
        const of = list.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs);
        const isSafe = of.some(({ fetchedMs }) => ms < fetchedMs - lateMs);
        if (settled.has(ms)) assert.ok(isSafe, `${ms} is not settled`);
        const last = of.at(-1);
        if (last !== undefined && ms < last.fetchedMs - lateMs)
          assert.ok(settled.has(ms), `${ms} is settled`);
      }
    }),
  );
});

test('the record of one that follows stays one slice', () => {
  let record: readonly FetchedSlice[] = [];
  for (let nowMs = 1_000; nowMs < 100_000; nowMs += 1_000)
    for (const wanted of rangesToResume(record, nowMs, 3_000) ?? [{ startMs: 0, endMs: nowMs }])
      record = withFetched(record, { ...wanted, fetchedMs: nowMs }, 3_000);
  assert.deepEqual(record, [{ startMs: 0, endMs: 99_000, fetchedMs: 99_000 }]);
  assert.deepEqual(settledRanges(record, 3_000), [{ startMs: 0, endMs: 96_000 }]);
});

test('a run that was ended is resumed where it was, and goes on to now', () => {
  const wanted = withWanted([], [{ startMs: 0, endMs: 100 }]);
  assert.deepEqual(rangesToResume(wanted, 500, 10), [{ startMs: 0, endMs: 500 }]);
  const some = [
    { startMs: 0, endMs: 20, fetchedMs: 400 },
    { startMs: 60, endMs: 80, fetchedMs: 400 },
  ].reduce<readonly FetchedSlice[]>((all, slice) => withFetched(all, slice, 10), wanted);
  assert.deepEqual(rangesToResume(some, 500, 10), [
    { startMs: 20, endMs: 60 },
    { startMs: 80, endMs: 500 },
  ]);
});

test('nothing is resumed of a group of which nothing is known', () => {
  assert.equal(rangesToResume([], 500, 10), undefined);
});
