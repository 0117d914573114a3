// Texts that are kept as numbers: those that are the shortest spelling of their number.

const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Every decimal of so many digits is the shortest spelling of a double of its own. */
const SURE_DIGITS = 15;
/** From so many zeros behind the point on, JavaScript writes an exponent. */
const MOST_LEADING_ZEROS = 6;

/**
 * Digits, perhaps with a sign before and a point between them, short enough to be sure of: no zero stands in
 * front of other digits, nor at the end of a fraction. False means that one must look closer.
 */
const isSurelyShortest = (text: string): boolean => {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  const length = text.length;
  if (length === start || length - start > SURE_DIGITS) return false;
  let point = -1;
  let firstDigit = -1;
  for (let at = start; at < length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digit > 0 && firstDigit === -1) firstDigit = at;
    } else if (digit === POINT - ZERO && point === -1) point = at;
    else return false;
  }
  if (firstDigit === -1) return false;
  if (point === -1) return firstDigit === start;
  if (point === start || text.charCodeAt(length - 1) <= ZERO || point === length - 1) return false;
  if (firstDigit < point) return firstDigit === start;
  return point === start + 1 && firstDigit - point <= MOST_LEADING_ZEROS;
};

/** "4.10", but not "04.1" or "-0.00". */
const FIXED = /^(?:-(?=.*[1-9]))?(?:0|[1-9]\d*)\.(\d+)$/;

/** Digits behind the point, where the number spelled with so many is the text again; else undefined. */
export const fixedDecimals = (text: string): number | undefined =>
  text.length > SURE_DIGITS + 1 ? undefined : FIXED.exec(text)?.[1]?.length;

/** The number that says all that the text does, or NaN. */
export const numeralOf = (text: string): number => {
  const first = text.charCodeAt(0);
  // Spares looking closer at words; Infinity and NaN are words too.
  if (!(first >= ZERO && first <= ZERO + 9) && first !== MINUS) return Number.NaN;
  const n = Number(text);
  if (isSurelyShortest(text)) return n;
  return Number.isFinite(n) && String(n) === text ? n : Number.NaN;
};

/** Of the number that readDecimal has given last: digits behind the point. */
export let lastDecimals = 0;

/**
 * The number that the units [from, to) spell, with no digit too many but zeros at the end of a fraction; NaN
 * where they spell none, or one that might have another spelling of as many decimals.
 */
export const readDecimal = (units: ArrayLike<number>, from: number, to: number): number => {
  const start = units[from] === MINUS ? from + 1 : from;
  const length = to - start;
  if (length < 1 || length > SURE_DIGITS) return Number.NaN;
  let whole = 0;
  let point = -1;
  for (let at = start; at < to; at += 1) {
    const digit = units[at]! - ZERO;
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit;
    else if (digit === POINT - ZERO && point === -1) point = at;
    else return Number.NaN;
  }
  const integerEnd = point === -1 ? to : point;
  if (integerEnd === start || point === to - 1) return Number.NaN;
  if (units[start] === ZERO && integerEnd > start + 1) return Number.NaN;
  if (start > from && whole === 0) return Number.NaN;
  lastDecimals = point === -1 ? 0 : to - 1 - point;
  // Both are exact, so the quotient is the nearest double.
  const value = whole / powersOfTen[lastDecimals]!;
  return start > from ? -value : value;
};

const powersOfTen = Array.from({ length: SURE_DIGITS + 1 }, (_, power) => 10 ** power);

/** Smaller numbers are spelled with an exponent. */
const LEAST_PLAIN = 1e-6;

/** Of a number that readDecimal gave: is its spelling the shortest? `last`: the unit that it ends with. */
export const isShortest = (value: number, decimals: number, last: number): boolean =>
  decimals === 0 || (last !== ZERO && Math.abs(value) >= LEAST_PLAIN);
