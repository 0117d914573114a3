// Numbers as a query can hold them: digits, without an exponent.

/** More than any number can be; so many digits read as infinity. */
const BEYOND = '9'.repeat(310);

export const printNumber = (number: number): string => {
  if (!Number.isFinite(number)) return BEYOND;
  const [digits = '', exponent] = String(number).split('e');
  if (exponent === undefined) return digits;
  const [whole = '', part = ''] = digits.split('.');
  const shift = Number(exponent);
  return shift > 0 ? whole + part.padEnd(shift, '0') : `0.${'0'.repeat(-shift - 1)}${whole}${part}`;
};
