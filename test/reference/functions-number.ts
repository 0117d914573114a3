// Functions of numbers (insights functions "Numeric operations"). No argument is missing here; one that is
// no number makes the result missing.

import { add, decimal, fraction, multiply, toDouble } from './exact.ts';
import { numberOf, type Value } from './values.ts';

type StrictFunction = (values: readonly Value[]) => Value;

const ofNumbers =
  (compute: (...numbers: number[]) => number | undefined): StrictFunction =>
  (values) => {
    const numbers = values.map(numberOf);
    return numbers.includes(undefined) ? undefined : compute(...(numbers as number[]));
  };

/** Half goes away from zero, in decimal digits: 2.345 to two decimals is 2.35. */
const round = (number: number, decimals = 0): number => {
  const places = Math.max(-400, Math.min(400, Math.trunc(decimals)));
  const scale = places >= 0 ? fraction(10n ** BigInt(places)) : fraction(1n, 10n ** BigInt(-places));
  const unscale = fraction(scale.below, scale.above);
  const half = fraction(1n, 2n);
  const scaled = multiply(decimal(Math.abs(number)), scale);
  const { above, below } = add(scaled, half);
  return Math.sign(number) * toDouble(multiply(fraction(above / below), unscale));
};

const EARTH_RADIUS_KM = 6371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const haversine = (lat1 = 0, lon1 = 0, lat2 = 0, lon2 = 0): number => {
  const [dLat, dLon] = [radians(lat2 - lat1), radians(lon2 - lon1)];
  const across = Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.sin(dLat / 2) ** 2 + across));
};

const within = (number: number, limit: number): number | undefined =>
  number >= -limit && number < limit ? number : undefined;

export const numberFunctions: Readonly<Record<string, StrictFunction>> = {
  abs: ofNumbers((a = 0) => Math.abs(a)),
  ceil: ofNumbers((a = 0) => Math.ceil(a)),
  floor: ofNumbers((a = 0) => Math.floor(a)),
  log: ofNumbers((a = 0) => Math.log(a)),
  sqrt: ofNumbers((a = 0) => Math.sqrt(a)),
  round: ofNumbers((a = 0, decimals = 0) => round(a, decimals)),
  haversine: ofNumbers(haversine),
  // As a group key: the lower bound of a bucket so wide (evidence 53).
  histogram: ofNumbers((a = 0, width = 1) => Math.floor(a / width) * width),
  tonumber: ofNumbers((a) => a),
  todouble: ofNumbers((a) => a),
  toint: ofNumbers((a = 0) => within(Math.trunc(a), 2 ** 31)),
  tolong: ofNumbers((a = 0) => within(Math.trunc(a), 2 ** 63)),
};
