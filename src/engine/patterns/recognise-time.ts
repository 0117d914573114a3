// Times and dates at a place in a text. Each function answers where the token ends, or -1; each looks at a
// bounded number of characters, so no text makes the scanner slow.

import { classAt, DIGIT, digitsEnd, isDigitAt, LETTER, type Scanned } from './characters.ts';

const COLON = 58;
const SLASH = 47;
const DASH = 45;
const DOT = 46;
const COMMA = 44;
const SPACE = 32;

/** The number that the digits of [from, end) are, or -1 when these are not one or two digits. */
const smallNumber = (t: Scanned, from: number, end: number): number => {
  if (end - from < 1 || end - from > 2) return -1;
  let n = 0;
  for (let at = from; at < end; at += 1) {
    if (!isDigitAt(t, at)) return -1;
    n = 10 * n + t.units[at]! - 48;
  }
  return n;
};

const isPair = (t: Scanned, at: number, most: number): boolean => {
  const n = smallNumber(t, at, at + 2);
  return n >= 0 && n <= most;
};

const endsThere = (t: Scanned, at: number): boolean => {
  const next = classAt(t, at);
  return next !== LETTER && next !== DIGIT;
};

const zoneWords = ['UTC', 'GMT', 'AM', 'PM', 'am', 'pm'];

/** A zone may follow a clock: `Z`, `+02:00`, ` -0700`, ` UTC`. */
const zoneEnd = (t: Scanned, at: number): number => {
  if (t.units[at]! === 90) return endsThere(t, at + 1) ? at + 1 : at;
  const from = t.units[at]! === SPACE ? at + 1 : at;
  const sign = t.units[from]!;
  if (sign === 43 || sign === DASH) {
    if (!isPair(t, from + 1, 14)) return at;
    const minutes = t.units[from + 3]! === COLON ? from + 4 : from + 3;
    return isPair(t, minutes, 59) && endsThere(t, minutes + 2) ? minutes + 2 : at;
  }
  if (classAt(t, from) !== LETTER) return at;
  const word = zoneWords.find((zone) => t.text.startsWith(zone, from));
  return word !== undefined && endsThere(t, from + word.length) ? from + word.length : at;
};

/** A point takes any number of digits; a comma three, because it also separates. */
const fractionEnd = (t: Scanned, at: number): number => {
  const point = t.units[at]!;
  if (point !== DOT && point !== COMMA) return at;
  const end = digitsEnd(t, at + 1);
  const count = end - at - 1;
  return count === 3 || (point === DOT && count > 0) ? end : at;
};

/** `12:30`, `1:05:22`, `12:30:05.123Z`. */
export const clockEnd = (t: Scanned, at: number): number => {
  const hours = digitsEnd(t, at);
  const hour = smallNumber(t, at, hours);
  if (hour < 0 || hour > 24 || t.units[hours]! !== COLON || !isPair(t, hours + 1, 59)) return -1;
  let end = hours + 3;
  if (t.units[end]! === COLON && isPair(t, end + 1, 60)) end = fractionEnd(t, end + 3);
  end = zoneEnd(t, end);
  if (!endsThere(t, end)) return -1;
  return t.units[end]! === COLON && classAt(t, end + 1) === DIGIT ? -1 : end;
};

const months = new Set('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '));

const isMonth = (t: Scanned, at: number): boolean =>
  classAt(t, at) === LETTER && months.has(t.text.slice(at, at + 3).toLowerCase());

const isYear = (t: Scanned, at: number): boolean => digitsEnd(t, at) === at + 4;

/** `2024-01-31`, `2024/01/31`, `31/01/2024`, `31/Jan/2024`, each also with the other separator. */
const dateEnd = (t: Scanned, at: number): number => {
  const first = digitsEnd(t, at);
  const separator = t.units[first]!;
  if (separator !== DASH && separator !== SLASH) return -1;
  if (first - at === 4) {
    const day = first + 4;
    const is = isPair(t, first + 1, 12) && t.units[first + 3]! === separator && isPair(t, day, 31);
    return is ? day + 2 : -1;
  }
  const n = smallNumber(t, at, first);
  if (n < 1 || n > 31) return -1;
  const isName = isMonth(t, first + 1);
  const second = isName ? first + 4 : digitsEnd(t, first + 1);
  const m = isName ? 1 : smallNumber(t, first + 1, second);
  if (m < 1 || m > 31 || (n > 12 && m > 12)) return -1;
  return t.units[second]! === separator && isYear(t, second + 1) ? second + 5 : -1;
};

/** `20240131T123005Z`. */
const compactEnd = (t: Scanned, at: number): number => {
  if (digitsEnd(t, at) !== at + 8 || t.units[at + 8]! !== 84) return -1;
  const end = digitsEnd(t, at + 9);
  if (end !== at + 15) return -1;
  const zoned = zoneEnd(t, fractionEnd(t, end));
  return endsThere(t, zoned) ? zoned : -1;
};

/** Between a date and its clock: `T`, a blank, `:` (web servers). */
const clockAfter = (t: Scanned, at: number): number => {
  const between = t.units[at]!;
  return between === 84 || between === SPACE || between === COLON ? clockEnd(t, at + 1) : -1;
};

/** A date alone: its end; with a clock: the end of both, as a negative number; neither: 0. */
export const dateOrInstant = (t: Scanned, at: number): number => {
  const compact = compactEnd(t, at);
  if (compact > 0) return -compact;
  const end = dateEnd(t, at);
  if (end < 0) return 0;
  const instant = clockAfter(t, end);
  if (instant > 0) return -instant;
  return endsThere(t, end) ? end : 0;
};

/** `Jan  1 12:30:05`, as syslog writes; the text at the place is three letters. */
export const monthInstantEnd = (t: Scanned, at: number): number => {
  if (!isMonth(t, at) || t.units[at + 3]! !== SPACE) return -1;
  const day = t.units[at + 4]! === SPACE ? at + 5 : at + 4;
  const end = digitsEnd(t, day);
  const n = smallNumber(t, day, end);
  return n >= 1 && n <= 31 && t.units[end]! === SPACE ? clockEnd(t, end + 1) : -1;
};
