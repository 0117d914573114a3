// Variance and standard deviation of many groups, from exact sums of the numbers and of their squares, so
// that neither order nor cancellation can change a digit: variance = (n·Σx² − (Σx)²) ÷ n², rounded once.
//
// Both are of the population: the documentation says so of variance, and stddev is taken as its root.

import { addExact, exactOf, multiplyExact, nearestDouble, negateExact } from './exact-number.ts';
import {
  addExactToSum,
  addPairToSum,
  addToSum,
  countOf,
  createSums,
  type ExactSums,
  exactSumOf,
  mergeSums,
} from './exact-sum.ts';

export type ExactMoments = { readonly numbers: ExactSums; readonly squares: ExactSums };

export const createMoments = (): ExactMoments => ({ numbers: createSums(), squares: createSums() });

/** Between these the square and its rounding error are doubles; outside it is kept as an exact number. */
const SMALLEST_SQUARED = 2 ** -480;
const LARGEST_SQUARED = 2 ** 449;

/** 2^27 + 1 cuts a double into two halves of at most 26 bits (Veltkamp). */
const SPLITTER = 134_217_729;

/** x² − square, exactly, where square is x × x rounded (Dekker). */
const squareError = (x: number, square: number): number => {
  const scaled = SPLITTER * x;
  const high = scaled - (scaled - x);
  const low = x - high;
  return low * low - (square - high * high - 2 * high * low);
};

/** Adds a number to a group. What is no number (NaN, infinite) does not count. */
export const addToMoments = ({ numbers, squares }: ExactMoments, group: number, value: number): void => {
  if (!Number.isFinite(value)) return;
  addToSum(numbers, group, value);
  const magnitude = Math.abs(value);
  const square = value * value;
  if (magnitude === 0) addToSum(squares, group, 0);
  else if (magnitude >= SMALLEST_SQUARED && magnitude <= LARGEST_SQUARED)
    addPairToSum(squares, group, square, squareError(value, square));
  else addExactToSum(squares, group, multiplyExact(exactOf(value), exactOf(value)));
};

/** Adds every group of `from` to the group of `into` that the mapping gives. */
export const mergeMoments = (into: ExactMoments, from: ExactMoments, mapping: ArrayLike<number>): void => {
  mergeSums(into.numbers, from.numbers, mapping);
  mergeSums(into.squares, from.squares, mapping);
};

/** The population variance; NaN (missing) for a group without numbers or beyond the range of doubles. */
export const varianceOf = ({ numbers, squares }: ExactMoments, group: number): number => {
  const count = countOf(numbers, group);
  if (count === 0) return Number.NaN;
  const sum = exactSumOf(numbers, group);
  const scaledSquares = multiplyExact(exactOf(count), exactSumOf(squares, group));
  const difference = addExact(scaledSquares, negateExact(multiplyExact(sum, sum)));
  const variance = nearestDouble(difference, BigInt(count) ** 2n);
  return Number.isFinite(variance) ? variance : Number.NaN;
};

/** The population standard deviation. */
export const stddevOf = (moments: ExactMoments, group: number): number =>
  Math.sqrt(varianceOf(moments, group));
