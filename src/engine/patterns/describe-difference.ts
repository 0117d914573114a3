// How a count differs from that of an earlier range, in words.

import { printNumber } from '../../values/index.ts';

/** A plain short sentence about `count` events in the range and `baseline` in the range before it. */
export const describeDifference = (count: number, baseline: number): string => {
  if (count === baseline) return 'unchanged';
  if (baseline === 0) return 'new in this range';
  if (count === 0) return 'gone';
  const difference = count - baseline;
  const percent = Math.round((1000 * Math.abs(difference)) / baseline) / 10;
  return difference > 0
    ? `${difference} more than before (+${printNumber(percent)} %)`
    : `${-difference} fewer than before (-${printNumber(percent)} %)`;
};
