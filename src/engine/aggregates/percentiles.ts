// Percentiles of many groups, as the service answers them (evidence 1 to 8): the nearest rank, among the
// numbers themselves while a group has fewer than 100 different ones, among buckets from the 100th on. Which
// of the two depends on the numbers only, never on their order, so partial results merge to the answer of
// one pass. Mode 'exact' keeps every number and answers the true nearest rank at any size.
//
// The state is plain data, so that it can be posted to another thread. In service mode a group keeps at most
// 99 numbers or one count for each occupied bucket.

import { longer, roomFor } from '../growing-numbers.ts';
import {
  addToBucket,
  type BucketCounts,
  countInBucket,
  createBucketCounts,
  occupiedBuckets,
} from './bucket-counts.ts';
import { bucketOf, bucketValue } from './logarithmic-bucket.ts';

export type PercentileMode = 'service' | 'exact';

/** Different numbers, ascending, and how often each came. */
type Sample = { readonly form: 'sample'; readonly values: number[]; readonly times: number[]; count: number };

type Buckets = {
  readonly form: 'buckets';
  readonly table: BucketCounts;
  count: number;
  least: number;
  most: number;
  /** The occupied buckets in order, as of so many numbers: a query asks for several percentiles at once. */
  order: { readonly count: number; readonly keys: Int32Array };
};

type Everything = {
  readonly form: 'everything';
  values: Float64Array<ArrayBuffer>;
  count: number;
  sorted: boolean;
};

type GroupNumbers = Sample | Buckets | Everything;

export type Percentiles = { readonly mode: PercentileMode; readonly groups: (GroupNumbers | undefined)[] };

/** The service's limit lies in 86 to 100 (evidence 3). */
const DISTINCT_LIMIT = 100;

export const createPercentiles = (mode: PercentileMode): Percentiles => ({ mode, groups: [] });

const createGroup = (mode: PercentileMode): GroupNumbers =>
  mode === 'service'
    ? { form: 'sample', values: [], times: [], count: 0 }
    : { form: 'everything', values: new Float64Array(4), count: 0, sorted: false };

const groupAt = ({ mode, groups }: Percentiles, group: number): GroupNumbers => {
  while (groups.length < group) groups.push(undefined);
  const numbers = groups[group] ?? createGroup(mode);
  groups[group] = numbers;
  return numbers;
};

/** Where the number is, or where it belongs, in an ascending list. */
const positionOf = (values: readonly number[], value: number): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const addToBuckets = (numbers: Buckets, value: number, times: number): void => {
  addToBucket(numbers.table, bucketOf(value), times);
  numbers.count += times;
  if (value < numbers.least) numbers.least = value;
  if (value > numbers.most) numbers.most = value;
};

const bucketsOf = (sample: Sample): Buckets => {
  const buckets: Buckets = {
    form: 'buckets',
    table: createBucketCounts(),
    count: 0,
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY,
    order: { count: 0, keys: new Int32Array(0) },
  };
  for (const [i, value] of sample.values.entries()) addToBuckets(buckets, value, sample.times[i]!);
  return buckets;
};

const addToSample = (sample: Sample, value: number, times: number): void => {
  const at = positionOf(sample.values, value);
  if (sample.values[at] === value) sample.times[at] = sample.times[at]! + times;
  else {
    sample.values.splice(at, 0, value);
    sample.times.splice(at, 0, times);
  }
  sample.count += times;
};

const addToEverything = (numbers: Everything, value: number): void => {
  if (numbers.count === numbers.values.length)
    numbers.values = longer(numbers.values, roomFor(numbers.count + 1, numbers.count));
  numbers.values[numbers.count] = value;
  numbers.count += 1;
  numbers.sorted = false;
};

/** Adds a number so many times; zero has no sign here. */
const addTimes = (percentiles: Percentiles, group: number, value: number, times: number): void => {
  const numbers = groupAt(percentiles, group);
  if (numbers.form === 'buckets') addToBuckets(numbers, value, times);
  else if (numbers.form === 'everything') addToEverything(numbers, value);
  else {
    addToSample(numbers, value, times);
    if (numbers.values.length === DISTINCT_LIMIT) percentiles.groups[group] = bucketsOf(numbers);
  }
};

/** Adds a number to a group. What is no number (NaN, infinite) does not count. */
export const addToPercentiles = (percentiles: Percentiles, group: number, value: number): void => {
  if (Number.isFinite(value)) addTimes(percentiles, group, value + 0, 1);
};

const mergeBuckets = (percentiles: Percentiles, group: number, from: Buckets): void => {
  const into = groupAt(percentiles, group);
  if (into.form === 'everything') return;
  const buckets = into.form === 'buckets' ? into : bucketsOf(into);
  percentiles.groups[group] = buckets;
  for (const key of occupiedBuckets(from.table))
    addToBucket(buckets.table, key, countInBucket(from.table, key));
  buckets.count += from.count;
  buckets.least = Math.min(buckets.least, from.least);
  buckets.most = Math.max(buckets.most, from.most);
};

const mergeGroup = (into: Percentiles, group: number, from: GroupNumbers): void => {
  switch (from.form) {
    case 'sample':
      for (const [i, value] of from.values.entries()) addTimes(into, group, value, from.times[i]!);
      return;
    case 'buckets':
      mergeBuckets(into, group, from);
      return;
    case 'everything':
      for (let i = 0; i < from.count; i += 1) addTimes(into, group, from.values[i]!, 1);
  }
};

/** Adds every group of `from` to the group of `into` that the mapping gives; both are of the same mode. */
export const mergePercentiles = (into: Percentiles, from: Percentiles, mapping: ArrayLike<number>): void => {
  for (let group = 0; group < Math.min(mapping.length, from.groups.length); group += 1) {
    const numbers = from.groups[group];
    if (numbers !== undefined) mergeGroup(into, mapping[group]!, numbers);
  }
};

/** p × n ÷ 100 comes with three roundings of at most 2^-53; what exceeds an integer by less is that integer. */
const ROUNDING = 1e-15;

/** The nearest rank, from 1: the ⌈p/100 · n⌉-th smallest. */
const nearestRank = (percent: number, count: number): number => {
  const exact = (percent * count) / 100;
  return Math.min(count, Math.max(1, Math.ceil(exact - exact * ROUNDING)));
};

const answerOfSample = ({ values, times, count }: Sample, percent: number): number => {
  let left = nearestRank(percent, count);
  let i = 0;
  while (left > times[i]!) left -= times[i++]!;
  return values[i]!;
};

const bucketsInOrder = (numbers: Buckets): Int32Array => {
  const { table, count, order } = numbers;
  if (order.count !== count) numbers.order = { count, keys: occupiedBuckets(table) };
  return numbers.order.keys;
};

/** The ends are exact (evidence 6). */
const answerOfBuckets = (numbers: Buckets, percent: number): number => {
  if (percent <= 0) return numbers.least;
  if (percent >= 100) return numbers.most;
  let left = nearestRank(percent, numbers.count);
  for (const key of bucketsInOrder(numbers)) {
    left -= countInBucket(numbers.table, key);
    if (left <= 0) return bucketValue(key);
  }
  return numbers.most;
};

const answerOfEverything = (numbers: Everything, percent: number): number => {
  if (!numbers.sorted) numbers.values.subarray(0, numbers.count).sort();
  numbers.sorted = true;
  return numbers.values[nearestRank(percent, numbers.count) - 1]!;
};

/** The percentile of a group; 0 for a group without numbers (evidence 8). */
export const percentileOf = ({ groups }: Percentiles, group: number, percent: number): number => {
  const numbers = groups[group];
  if (numbers === undefined) return 0;
  switch (numbers.form) {
    case 'sample':
      return answerOfSample(numbers, percent);
    case 'buckets':
      return answerOfBuckets(numbers, percent);
    case 'everything':
      return answerOfEverything(numbers, percent);
  }
};
