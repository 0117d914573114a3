// `5m`, `5 min`: digits, then the unit. Only units of one fixed length have milliseconds of their own.

import { printNumber } from '../print-number.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const lengths: readonly (readonly [RegExp, number])[] = [
  [/^(ms|msecs?|milliseconds?)$/, 1],
  [/^(s|secs?|seconds?)$/, SECOND],
  [/^(m|mins?|minutes?)$/, MINUTE],
  [/^(h|hrs?|hours?)$/, HOUR],
  [/^(d|days?)$/, DAY],
  [/^(w|wks?|weeks?)$/, 7 * DAY],
];

const printedUnits = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
] as const;

/** In the largest unit of which it is a whole number; in days rather than weeks, as ranges are written. */
export const printPeriod = (ms: number): string => {
  const isWhole = (length: number): boolean => Number.isInteger(ms / length) && (ms / length) * length === ms;
  if (ms === 0) return '0s';
  const [unit, length] = printedUnits.find(([, one]) => isWhole(one)) ?? ['ms', 1];
  return `${printNumber(ms / length)}${unit}`;
};

/** `ms` is NaN for months, quarters and years, which differ in length. */
export const readPeriod = (
  image: string,
): { readonly count: number; readonly unit: string; readonly ms: number } => {
  const [, count = '', written = ''] = /^(\d+)[ \t]*(\w+)$/.exec(image) ?? [];
  const unit = written.toLowerCase();
  const length = lengths.find(([pattern]) => pattern.test(unit))?.[1] ?? Number.NaN;
  return { count: Number(count), unit, ms: Number(count) * length };
};
