// Exact sums: every double is a fraction of integers, so sums and means are computed with integers of any
// size and rounded to a double once, at the end.

export type Fraction = { readonly above: bigint; readonly below: bigint };

export const fraction = (above: bigint, below = 1n): Fraction => ({ above, below });

/** The fraction that a double is. */
export const exactly = (number: number): Fraction => {
  let scaled = number;
  let below = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    below *= 2n;
  }
  return fraction(BigInt(scaled), below);
};

/** The fraction that a decimal spelling names: 99.9 is 999/10. */
export const decimal = (number: number): Fraction => {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
  const [, whole = '0', part = '', power = '0'] = parts ?? [];
  const exponent = BigInt(power) - BigInt(part.length);
  const digits = BigInt(whole + part);
  return exponent >= 0n ? fraction(digits * 10n ** exponent) : fraction(digits, 10n ** -exponent);
};

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.below === b.below
    ? fraction(a.above + b.above, a.below)
    : fraction(a.above * b.below + b.above * a.below, a.below * b.below);

export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, fraction(-b.above, b.below));

export const multiply = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.above * b.above, a.below * b.below);

export const divide = (a: Fraction, count: number): Fraction => fraction(a.above, a.below * BigInt(count));

/** The sum of fractions whose lower parts are powers of two: all are brought to the largest one. */
export const total = (parts: readonly Fraction[]): Fraction => {
  let below = 1n;
  for (const part of parts) if (part.below > below) below = part.below;
  let above = 0n;
  for (const part of parts) above += part.above * (below / part.below);
  return fraction(above, below);
};

export const sumOf = (numbers: readonly number[]): Fraction => total(numbers.map(exactly));

/** The smallest integer not below the fraction. */
export const ceiling = ({ above, below }: Fraction): number => {
  const quotient = above / below;
  return Number(above > 0n && above % below !== 0n ? quotient + 1n : quotient);
};

const bitsOf = (number: bigint): number => number.toString(2).length;

/** The double nearest to the fraction: seventy bits and a mark for what is left over are enough to round once. */
export const toDouble = ({ above, below }: Fraction): number => {
  if (above === 0n) return 0;
  const size = above < 0n ? -above : above;
  const shift = 70 - (bitsOf(size) - bitsOf(below));
  const [top, bottom] = shift >= 0 ? [size << BigInt(shift), below] : [size, below << BigInt(-shift)];
  const leftOver = top % bottom === 0n ? 0n : 1n;
  const rounded = Number(((top / bottom) << 1n) | leftOver);
  const half = Math.trunc((-shift - 1) / 2);
  return (above < 0n ? -1 : 1) * rounded * 2 ** half * 2 ** (-shift - 1 - half);
};
