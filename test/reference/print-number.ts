// How a computed number prints (evidence 10): from 1 up at most four decimals, below 1 four significant
// digits, trailing zeros dropped, never an exponent.

/** From here on toFixed writes an exponent; such numbers are whole. */
const LARGE = 1e21;

export const printNumber = (number: number): string => {
  const size = Math.abs(number);
  if (size === 0) return '0';
  if (size >= LARGE) return BigInt(number).toString();
  if (Number.isInteger(number)) return String(number);
  if (size >= 1) return withoutTrailingZeros(number.toFixed(4));
  return withoutTrailingZeros(withoutExponent(number.toPrecision(4)));
};

const withoutTrailingZeros = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

/** '1.667e-9' as '0.000000001667'. */
const withoutExponent = (text: string): string => {
  const parts = /^(-?)(\d)(?:\.(\d+))?e(-\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', first = '', rest = '', power = '0'] = parts;
  return `${sign}0.${'0'.repeat(-Number(power) - 1)}${first}${rest}`;
};
