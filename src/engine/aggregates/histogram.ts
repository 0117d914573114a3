// Histograms of many groups: the range from the smallest number to the largest in equal parts, and how many
// numbers lie in each. The parts are known only when all numbers are, so every different number is kept with
// its count.

import { type Json, missing, printNumber, type Value } from '../../values/index.ts';

/** How often each number came in each group. */
export type NumberCounts = (Map<number, number> | undefined)[];

export const createNumberCounts = (): NumberCounts => [];

const addTimes = (state: NumberCounts, group: number, value: number, times: number): void => {
  let counts = state[group];
  if (counts === undefined) {
    counts = new Map();
    state[group] = counts;
  }
  counts.set(value, (counts.get(value) ?? 0) + times);
};

/** Adds a number to a group. What is no number (NaN, infinite) does not count. */
export const addToNumberCounts = (state: NumberCounts, group: number, value: number): void => {
  if (Number.isFinite(value)) addTimes(state, group, value, 1);
};

/** Adds every group of `from` to the group of `into` that the mapping gives. */
export const mergeNumberCounts = (
  into: NumberCounts,
  from: NumberCounts,
  mapping: ArrayLike<number>,
): void => {
  from.forEach((counts, group) => {
    for (const [value, times] of counts ?? []) addTimes(into, mapping[group]!, value, times);
  });
};

/** The lower bounds of equal ranges, ascending. Weighted, so that no difference overflows. */
const lowerBounds = (least: number, most: number, ranges: number): readonly number[] =>
  Array.from({ length: ranges }, (_, i) =>
    i === 0 ? least : least * ((ranges - i) / ranges) + most * (i / ranges),
  );

/** The last range whose lower bound is not above the number. */
const rangeOf = (bounds: readonly number[], value: number): number => {
  let low = 0;
  let high = bounds.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (bounds[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
};

/**
 * A map from each range's lower bound to the number of values in it; missing for a group without numbers.
 * Numbers that are all the same are one range. Bounds that print the same are one key.
 */
export const histogramOf = (state: NumberCounts, group: number, ranges: number): Value => {
  const numbers = state[group];
  if (numbers === undefined) return missing;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of numbers.keys()) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const bounds = least === most ? [least] : lowerBounds(least, most, ranges);
  const counts = new Array<number>(bounds.length).fill(0);
  for (const [value, times] of numbers) counts[rangeOf(bounds, value)]! += times;
  const printed = new Map<string, number>();
  bounds.forEach((bound, i) => {
    const key = printNumber(bound);
    printed.set(key, (printed.get(key) ?? 0) + counts[i]!);
  });
  const entries = new Map<string, Json>();
  for (const [key, times] of printed) entries.set(key, { kind: 'numeral', text: String(times) });
  return { kind: 'map', entries };
};
