// Doubles as exact integers and the doubles next to a double, written apart from the engine's own, to judge it.

import fc from 'fast-check';

/** A finite double in units of 2^-1074, of which every double is a whole number. */
export const unitsOf = (x: number): bigint => {
  let whole = x;
  let halvings = 0;
  for (; !Number.isInteger(whole); halvings += 1) whole *= 2;
  return BigInt(whole) << BigInt(1074 - halvings);
};

const bits = new DataView(new ArrayBuffer(8));

const bitsOf = (x: number): bigint => {
  bits.setFloat64(0, x);
  return bits.getBigInt64(0);
};

const ofBits = (pattern: bigint): number => {
  bits.setBigInt64(0, pattern);
  return bits.getFloat64(0);
};

/** The double next to x away from zero, and the one towards zero. */
const neighbours = (x: number): readonly number[] =>
  x === 0 ? [-Number.MIN_VALUE, Number.MIN_VALUE] : [ofBits(bitsOf(x) + 1n), ofBits(bitsOf(x) - 1n)];

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b);

/** Is x the double nearest to numerator ÷ denominator (in units of 2^-1074), even where two are? */
export const isNearest = (x: number, numerator: bigint, denominator = 1n): boolean => {
  const far = distance(unitsOf(x) * denominator, numerator);
  return neighbours(x)
    .filter(Number.isFinite)
    .every((other) => {
      const otherFar = distance(unitsOf(other) * denominator, numerator);
      return far < otherFar || (far === otherFar && bitsOf(x) % 2n === 0n);
    });
};

/** What logs hold, and what arithmetic fears. */
export const numbers = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 100),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e250, max: 1e250 }),
);

/** Numbers, each with the part it belongs to. */
export const partitioned = fc.array(fc.tuple(numbers, fc.integer({ min: 0, max: 3 })), { maxLength: 300 });
