// Numbers without rounding: an integer times a power of two. Every double is one, sums and products of
// them stay ones, and only the end rounds, once.

/** digits × 2^exponent. */
export type ExactNumber = { readonly digits: bigint; readonly exponent: number };

export const exactZero: ExactNumber = { digits: 0n, exponent: 0 };

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as it is. */
export const exactOf = (x: number): ExactNumber => {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const fraction = (high & 0xfffff) * 2 ** 32 + bits.getUint32(4);
  const digits = BigInt(biased === 0 ? fraction : fraction + 2 ** 52);
  return { digits: x < 0 ? -digits : digits, exponent: Math.max(biased, 1) - 1075 };
};

const digitsAt = ({ digits, exponent }: ExactNumber, lower: number): bigint =>
  digits << BigInt(exponent - lower);

export const addExact = (a: ExactNumber, b: ExactNumber): ExactNumber => {
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: digitsAt(a, exponent) + digitsAt(b, exponent), exponent };
};

export const multiplyExact = (a: ExactNumber, b: ExactNumber): ExactNumber => ({
  digits: a.digits * b.digits,
  exponent: a.exponent + b.exponent,
});

export const negateExact = (a: ExactNumber): ExactNumber => ({ digits: -a.digits, exponent: a.exponent });

/** Right to within four bits, which is all the rounding below needs. */
const bitLength = (n: bigint): number => n.toString(16).length * 4;

const timesPowerOfTwo = (x: number, exponent: number): number => {
  const half = Math.trunc(exponent / 2);
  return x * 2 ** half * 2 ** (exponent - half);
};

/** More than the 53 bits of a double, so that a bit for "and something more" decides ties rightly. */
const QUOTIENT_BITS = 64;

/** The double nearest to a ÷ divisor, ties to even; the divisor is positive. Infinite beyond the range. */
export const nearestDouble = (a: ExactNumber, divisor = 1n): number => {
  if (a.digits === 0n) return 0;
  const magnitude = a.digits < 0n ? -a.digits : a.digits;
  const shift = QUOTIENT_BITS + bitLength(divisor) - bitLength(magnitude);
  const numerator = shift > 0 ? magnitude << BigInt(shift) : magnitude;
  const denominator = shift < 0 ? divisor << BigInt(-shift) : divisor;
  const quotient = numerator / denominator;
  const sticky = quotient * denominator === numerator ? quotient : quotient | 1n;
  const nearest = timesPowerOfTwo(Number(sticky), a.exponent - shift);
  return a.digits < 0n ? -nearest : nearest;
};
