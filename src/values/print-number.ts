// How the service prints a computed number (evidence 10): from 1 up at most four decimals, below 1 four
// significant digits, nearest, no padding, never an exponent.

const dropTrailingZeros = (digits: string): string =>
  digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;

/** toFixed writes an exponent from 1e21 on; such numbers are whole, so BigInt has their digits. */
const LARGEST_FIXED = 1e21;

export const printNumber = (n: number): string => {
  if (Number.isInteger(n) && Math.abs(n) < LARGEST_FIXED) return n === 0 ? '0' : String(n);
  const magnitude = Math.abs(n);
  if (magnitude >= LARGEST_FIXED) return BigInt(n).toString();
  if (magnitude >= 1) return dropTrailingZeros(n.toFixed(4));
  const [digits = '', exponent = '0'] = n.toExponential(3).split('e');
  if (exponent === '+0') return dropTrailingZeros(digits);
  const zeros = '0'.repeat(-Number(exponent) - 1);
  return dropTrailingZeros(`${n < 0 ? '-' : ''}0.${zeros}${digits.replace(/[-.]/g, '')}`);
};
