// Aggregates over the rows of one group. Rows without the value do not count; sums are exact and rounded
// once (evidence 1-8, 12, 15; fidelity: percentile-*, min-max-of-text, stddev, earliest-latest).

import { distinctValues, histogram, mostFrequent, rate } from './aggregates-distribution.ts';
import {
  ceiling,
  decimal,
  divide,
  exactly,
  fraction,
  multiply,
  subtract,
  sumOf,
  toDouble,
  total,
} from './exact.ts';
import { type Row, timeOf } from './row.ts';
import {
  identityOf,
  isInstant,
  isStructure,
  numberOf,
  orderForSort,
  type Present,
  type Value,
} from './values.ts';

/** A row with what the argument of the aggregate is for it. */
export type Argued = { readonly row: Row; readonly value: Value };
type Given = { readonly row: Row; readonly value: Present };

export const aggregateNames = new Set(
  `count sum avg min max median pct stddev variance countdistinct earliest latest sortsfirst sortslast
  countovertime sumovertime values topk rate histogram`.split(/\s+/),
);

/**
 * `parameter` is what the aggregate is told besides: the percentage of `pct`, the count of `topk` and
 * `histogram`, the milliseconds of `rate`. Only `count` sees structures.
 */
export const aggregate = (name: string, rows: readonly Argued[], parameter: number): Value => {
  if (name === 'count' || name === 'countovertime')
    return rows.filter((one) => one.value !== undefined).length;
  const given = rows.filter((one): one is Given => one.value !== undefined && !isStructure(one.value));
  const numbers = given.map((one) => numberOf(one.value)).filter((number) => number !== undefined);
  const values = given.map((one) => one.value);
  switch (name) {
    case 'countdistinct':
      return new Set(values.map(identityOf)).size;
    case 'pct':
      return percentile(numbers, parameter);
    case 'median':
      return percentile(numbers, 50);
    case 'earliest':
      return withoutDate(inTime(given)[0]?.value);
    case 'latest':
      return withoutDate(inTime(given).at(-1)?.value);
    case 'sortsfirst':
      return withoutDate(values.toSorted(orderForSort)[0]);
    case 'sortslast':
      return withoutDate(values.toSorted(orderForSort).at(-1));
    case 'min':
      return numbers.length > 0 ? smallest(numbers) : values.toSorted(orderForSort)[0];
    case 'max':
      return numbers.length > 0 ? largest(numbers) : values.toSorted(orderForSort).at(-1);
    case 'values':
      return distinctValues(values);
    case 'topk':
      return mostFrequent(values, parameter);
    case 'histogram':
      return histogram(numbers, parameter);
    case 'rate':
      return rate(timedNumbers(given), parameter);
    default:
      return numbers.length === 0 ? undefined : finite(numeric(name, numbers));
  }
};

const finite = (number: number): Value => (Number.isFinite(number) ? number : undefined);

const smallest = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));
const largest = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b));

const numeric = (name: string, numbers: readonly number[]): number => {
  if (name === 'sum' || name === 'sumovertime') return toDouble(sumOf(numbers));
  if (name === 'avg') return toDouble(divide(sumOf(numbers), numbers.length));
  if (name === 'variance') return variance(numbers);
  if (name === 'stddev') return Math.sqrt(variance(numbers));
  throw new Error(`the reference engine has no aggregate "${name}"`);
};

/** The mean of the squares less the square of the mean, exactly. */
const variance = (numbers: readonly number[]): number => {
  const mean = divide(sumOf(numbers), numbers.length);
  const squares = numbers.map(exactly).map((one) => multiply(one, one));
  return toDouble(subtract(divide(total(squares), numbers.length), multiply(mean, mean)));
};

/** fidelity: timestamp-aggregates. */
const withoutDate = (value: Value): Value => (isInstant(value) ? value.ms : value);

/** By @timestamp, then by arrival; rows of an earlier `stats` in the order they have. Rows without a time are out. */
const inTime = (given: readonly Given[]): readonly Given[] =>
  given
    .filter(({ row }) => timeOf(row) !== undefined)
    .toSorted(
      (a, b) => (timeOf(a.row) ?? 0) - (timeOf(b.row) ?? 0) || (a.row.arrival ?? 0) - (b.row.arrival ?? 0),
    );

const timedNumbers = (given: readonly Given[]) =>
  inTime(given).flatMap(({ row, value }) => {
    const number = numberOf(value);
    return number === undefined ? [] : [{ ms: timeOf(row) ?? 0, number }];
  });

/** From so many distinct values on, a percentile is a bucket's value (evidence 2 and 3). */
const EXACT_BELOW = 100;

const percentile = (numbers: readonly number[], percent: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const last = sorted.at(-1);
  if (last === undefined) return 0;
  if (percent <= 0) return sorted[0] ?? 0;
  if (percent >= 100) return last;
  const rank = ceiling(divide(multiply(decimal(percent), fraction(BigInt(sorted.length))), 100));
  const value = sorted[Math.max(1, rank) - 1] ?? last;
  return new Set(sorted).size < EXACT_BELOW ? value : bucketOf(value);
};

/** The largest power of 1.001 not above the value; zero is its own bucket, negatives mirror positives. */
const bucketOf = (value: number): number => {
  if (value === 0) return 0;
  const size = Math.abs(value);
  let power = Math.floor(Math.log(size) / Math.log(1.001));
  while (1.001 ** power > size) power -= 1;
  while (1.001 ** (power + 1) <= size) power += 1;
  return Math.sign(value) * 1.001 ** power;
};
