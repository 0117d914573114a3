// Help is asked for where what is left takes longer than a thread takes to start.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openQueryThreads } from '../../src/tasks/index.ts';
import { threadsThatWait, threadsToStart, whenRestIsLong } from '../../src/tasks/when-rest-is-long.ts';

/** After which segments help is asked for, each of which takes so many ms. */
const askedAfter = (segmentMs: readonly number[], alone = 0, costs = threadsToStart): readonly number[] => {
  let nowMs = 0;
  const isLong = whenRestIsLong(alone, segmentMs.length, costs, () => nowMs);
  return segmentMs.flatMap((ms, index) => {
    nowMs += ms;
    return isLong(index + 1) ? [index + 1] : [];
  });
};

const times = (count: number, ms: number): readonly number[] => new Array<number>(count).fill(ms);

test('not before something is known, then as long as the rest is long, and for good', () => {
  assert.deepEqual(
    askedAfter(times(16, 60)),
    Array.from({ length: 16 }, (_, index) => index + 1),
  );
  assert.deepEqual(askedAfter(times(60, 20)).slice(0, 2), [3, 4]);
});

test('not where the rest is short', () => {
  assert.deepEqual(askedAfter(times(20, 5)), []);
  assert.deepEqual(askedAfter(times(4, 60)), []);
});

test('by the last segment: the first ones are slow', () => {
  assert.deepEqual(askedAfter([40, ...times(30, 5)]), []);
});

test('not before those that are looked at alone', () => {
  assert.equal(askedAfter(times(20, 60), 3)[0], 4);
});

test('sooner where threads wait, but not for the last few ms', () => {
  assert.equal(askedAfter(times(20, 2), 0, threadsThatWait)[0], 1);
  assert.deepEqual(askedAfter(times(5, 2), 0, threadsThatWait), []);
});

test('whoever asks twice after a segment hears the same', () => {
  let nowMs = 0;
  const isLong = whenRestIsLong(0, 100, threadsToStart, () => nowMs);
  nowMs = 60;
  assert.deepEqual([isLong(1), isLong(1), isLong(1)], [true, true, true]);
});

test('what has been asked for a second is worth threads', () => {
  using threads = openQueryThreads({ threads: 2, cacheBytes: 0 });
  threads.spare(600);
  assert.equal(threads.areThere(), false);
  threads.spare(600);
  assert.equal(threads.areThere(), true);
  assert.equal(threads.upTo(1).areThere(), true);
});
