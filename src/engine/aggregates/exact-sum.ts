// Sums of doubles, many groups at once, exact: the answer is the double nearest to the true sum, whatever
// the order of the numbers and however they were divided among segments and threads.
//
// A group's sum is high + low, two doubles kept without loss (TwoSum). What does not fit into the two goes
// to the group's spill, a list of non-overlapping doubles (Shewchuk), and numbers so large that a sum could
// overflow on the way go to `huge`, as exact integers. Both are rare. The state is plain data, so that it
// can be posted to another thread.

import { giveBack, longer, roomFor } from '../growing-numbers.ts';
import { addExact, type ExactNumber, exactOf, exactZero, nearestDouble } from './exact-number.ts';

export type ExactSums = {
  high: Float64Array<ArrayBuffer>;
  low: Float64Array<ArrayBuffer>;
  /** How many numbers each group has. */
  counts: Float64Array<ArrayBuffer>;
  readonly spills: (number[] | undefined)[];
  readonly huge: Map<number, ExactNumber>;
};

/** 2^53 numbers below this cannot overflow. */
const HUGE = 2 ** 900;

export const createSums = (): ExactSums => ({
  high: new Float64Array(16),
  low: new Float64Array(16),
  counts: new Float64Array(16),
  spills: [],
  huge: new Map(),
});

const makeRoom = (sums: ExactSums, group: number): void => {
  const length = roomFor(group + 1, sums.high.length);
  sums.high = longer(sums.high, length);
  sums.low = longer(sums.low, length);
  sums.counts = longer(sums.counts, length);
};

/** Adds to a list of non-overlapping doubles, smallest first, without loss (Shewchuk's grow-expansion). */
const growExpansion = (partials: number[], value: number): void => {
  let carried = value;
  let kept = 0;
  for (let i = 0; i < partials.length; i += 1) {
    const other = partials[i]!;
    const larger = Math.abs(carried) < Math.abs(other) ? other : carried;
    const smaller = larger === other ? carried : other;
    carried = larger + smaller;
    const lost = smaller - (carried - larger);
    if (lost !== 0) partials[kept++] = lost;
  }
  partials.length = kept;
  partials.push(carried);
};

const spill = (sums: ExactSums, group: number, value: number): void => {
  const partials = sums.spills[group];
  if (partials === undefined) sums.spills[group] = [value];
  else growExpansion(partials, value);
};

/** Adds without counting. The number is finite and not huge; the group has room. */
const addWithin = (sums: ExactSums, group: number, value: number): void => {
  const high = sums.high[group]!;
  const sum = high + value;
  const part = sum - high;
  const lost = high - (sum - part) + (value - part);
  sums.high[group] = sum;
  if (lost === 0) return;
  const low = sums.low[group]!;
  const lowSum = low + lost;
  const lowPart = lowSum - low;
  const lostAgain = low - (lowSum - lowPart) + (lost - lowPart);
  sums.low[group] = lowSum;
  if (lostAgain !== 0) spill(sums, group, lostAgain);
};

const addHuge = (sums: ExactSums, group: number, value: ExactNumber): void => {
  sums.huge.set(group, addExact(sums.huge.get(group) ?? exactZero, value));
};

/** Adds a number to a group. What is no number (NaN, infinite) does not count. */
export const addToSum = (sums: ExactSums, group: number, value: number): void => {
  if (group >= sums.high.length) makeRoom(sums, group);
  if (value > -HUGE && value < HUGE) addWithin(sums, group, value);
  else if (Number.isFinite(value)) addHuge(sums, group, exactOf(value));
  else return;
  sums.counts[group] = sums.counts[group]! + 1;
};

/** Adds each number to its group; groups are below `groupCount`. */
export const addAllToSums = (
  sums: ExactSums,
  groups: Uint32Array,
  values: Float64Array,
  groupCount: number,
): void => {
  if (groupCount > sums.high.length) makeRoom(sums, groupCount - 1);
  const { high, counts } = sums;
  for (let i = 0; i < values.length; i += 1) {
    const group = groups[i]!;
    const value = values[i]!;
    const before = high[group]!;
    const sum = before + value;
    // Mostly nothing is lost and nothing is huge; NaN and infinity are not below it either.
    if (sum - before === value && sum - value === before && value > -HUGE && value < HUGE) {
      high[group] = sum;
      counts[group]! += 1;
    } else addToSum(sums, group, value);
  }
};

/** Adds the exact value a + b, counting it as one number; both are below 2^900. */
export const addPairToSum = (sums: ExactSums, group: number, a: number, b: number): void => {
  addToSum(sums, group, a);
  if (b !== 0) addWithin(sums, group, b);
};

/** Adds an exact number, counting it as one. */
export const addExactToSum = (sums: ExactSums, group: number, value: ExactNumber): void => {
  if (group >= sums.high.length) makeRoom(sums, group);
  addHuge(sums, group, value);
  sums.counts[group] = sums.counts[group]! + 1;
};

/** Adds every group of `from`, which is used up, to the group of `into` that the mapping gives. */
export const mergeSums = (into: ExactSums, from: ExactSums, mapping: ArrayLike<number>): void => {
  for (let group = 0; group < Math.min(mapping.length, from.high.length); group += 1) {
    const target = mapping[group]!;
    if (target >= into.high.length) makeRoom(into, target);
    addWithin(into, target, from.high[group]!);
    addWithin(into, target, from.low[group]!);
    for (const partial of from.spills[group] ?? []) addWithin(into, target, partial);
    into.counts[target] = into.counts[target]! + from.counts[group]!;
  }
  for (const [group, value] of from.huge) if (group < mapping.length) addHuge(into, mapping[group]!, value);
  giveBack(from.high, from.low, from.counts);
};

/** How many numbers were added to the group. */
export const countOf = (sums: ExactSums, group: number): number => sums.counts[group] ?? 0;

/** The sum without rounding. */
export const exactSumOf = (sums: ExactSums, group: number): ExactNumber =>
  [sums.high[group] ?? 0, sums.low[group] ?? 0, ...(sums.spills[group] ?? [])]
    .map(exactOf)
    .reduce(addExact, sums.huge.get(group) ?? exactZero);

/**
 * The double nearest to the sum; NaN (missing) when no number was added or the sum is beyond the range of
 * doubles. The sum of two doubles rounds once, so without a spill high + low is it.
 */
export const sumOf = (sums: ExactSums, group: number): number => {
  if (countOf(sums, group) === 0) return Number.NaN;
  if (sums.spills[group] === undefined && !sums.huge.has(group)) return sums.high[group]! + sums.low[group]!;
  const sum = nearestDouble(exactSumOf(sums, group));
  return Number.isFinite(sum) ? sum : Number.NaN;
};
