// Functions of numbers (CWL_QuerySyntax-operations-functions). Where the documentation is silent the choice
// is on docs/fidelity.md.

import { missing, numberOf, numberOrMissing, type Value } from '../../values/index.ts';
import { type Kernel, ofNumber, ofNumbers } from './kernel.ts';

/** x × 10^places, by its decimal spelling, so that 1.005 shifted by 2 is 100.5. */
const shiftDecimal = (x: number, places: number): number => {
  const [digits, exponent = '0'] = String(x).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};

/** Ties go away from zero, as people round, judged on the number's shortest decimal spelling. */
export const roundTo = (x: number, decimals = 0): number => {
  const places = Math.trunc(decimals);
  if (places === 0) return Math.sign(x) * Math.round(Math.abs(x));
  const rounded = shiftDecimal(Math.round(shiftDecimal(Math.abs(x), places)), -places);
  // From some place on every double is its own rounding, and the shift overflows.
  return Number.isFinite(rounded) ? Math.sign(x) * rounded : x;
};

const EARTH_RADIUS_KM = 6371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const haversine = (latitude1: number, longitude1: number, latitude2: number, longitude2: number): number => {
  const a =
    Math.sin(radians(latitude2 - latitude1) / 2) ** 2 +
    Math.cos(radians(latitude1)) *
      Math.cos(radians(latitude2)) *
      Math.sin(radians(longitude2 - longitude1) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
};

/** The integer part where it lies in [-limit, limit), else missing. */
const integerBelow =
  (limit: number) =>
  (n: number): Value => {
    const whole = Math.trunc(n);
    return whole >= -limit && whole < limit ? whole : missing;
  };

/** greatest and least pass over what is missing or no number (evidence 13). */
const choose =
  (better: (a: number, b: number) => number): Kernel =>
  (args) => {
    const numbers = args.map(numberOf).filter((n) => !Number.isNaN(n));
    return numbers.length === 0 ? missing : numbers.reduce((a, b) => better(a, b));
  };

export const numericKernels = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  greatest: choose(Math.max),
  least: choose(Math.min),
  log: ofNumber((n) => numberOrMissing(Math.log(n))),
  round: ofNumbers(roundTo),
  sqrt: ofNumber((n) => numberOrMissing(Math.sqrt(n))),
  haversine: ofNumbers(haversine),
  toNumber: ofNumber((n) => n),
  toInt: ofNumber(integerBelow(2 ** 31)),
  /** Beyond 2^53 the integer is the nearest that a double holds. */
  toLong: ofNumber(integerBelow(2 ** 63)),
  toDouble: ofNumber((n) => n),
} satisfies Record<string, Kernel>;
