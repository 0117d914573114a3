// Lines of an S3 export in ASCII bytes: where the next one is that begins with a timestamp. Of a line break and
// `2024-03-13T18:56:24.046Z` one looks at the Z alone, and from there as far on as what stands there allows
// (Horspool 1980): most of a message is never looked at.

import { hourStart } from './systems/calendar.ts';

const LF = 10;
const Z = 90;

/** Digits stand as 0. */
const shape = '\n0000-00-00T00:00:00.000Z';

/** How far behind the line break the Z is. */
const Z_BEHIND = shape.length - 1;

/** For each byte, by how much a Z is further on at least, when this byte is where one was looked for. */
const shifts = new Uint8Array(256).fill(shape.length);
for (let at = 0; at < Z_BEHIND; at += 1) {
  const code = shape.charCodeAt(at);
  for (let other = 0; other < (code === 48 ? 10 : 1); other += 1) shifts[code + other] = Z_BEHIND - at;
}

/**
 * The start of the next line that has a Z where a timestamp has its own, its line break at `from` or later;
 * the end of the bytes when there is none.
 */
export const nextLikelyLine = (bytes: Uint8Array, from: number): number => {
  const { length } = bytes;
  let at = from + Z_BEHIND;
  while (at < length) {
    const code = bytes[at]!;
    if (code === Z && bytes[at - Z_BEHIND] === LF) return at - Z_BEHIND + 1;
    at += shifts[code]!;
  }
  return length;
};

/** Four bytes in one number. */
const word = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

// Nearly all lines share the hour of the line before: these are its bytes `2024-03-13T18:`, and its start.
let years = 0;
let months = 0;
let days = 0;
let hours = 0;
let hourMs = Number.NaN;

/** The start of the hour that the 13 bytes at `at` spell, or NaN; a colon is known to follow. */
const readHour = (bytes: Uint8Array, at: number): number => {
  let key = 0;
  for (let index = 0; index < 13; index += 1) {
    const digit = bytes[at + index]! - 48;
    if (shape.charCodeAt(index + 1) !== 48) continue;
    if (digit < 0 || digit > 9) return Number.NaN;
    key = key * 10 + digit;
  }
  const isSpelled = bytes[at + 4] === 45 && bytes[at + 7] === 45 /* - */ && bytes[at + 10] === 84; /* T */
  return isSpelled ? hourStart(key) : Number.NaN;
};

/**
 * As exportTimestamp reads it in text: the time at `at` and the blank behind it, or NaN. What is no digit is below 0
 * or above 9: the signs of all differences are asked at once.
 */
export const exportTimestampIn = (bytes: Uint8Array, at: number): number => {
  if (bytes[at + 24] !== 32 || bytes[at + 23] !== Z || bytes[at + 19] !== 46 /* . */) return Number.NaN;
  if (bytes[at + 13] !== 58 || bytes[at + 16] !== 58 /* : */) return Number.NaN;
  const a = bytes[at + 14]! - 48;
  const b = bytes[at + 15]! - 48;
  const c = bytes[at + 17]! - 48;
  const d = bytes[at + 18]! - 48;
  const e = bytes[at + 20]! - 48;
  const f = bytes[at + 21]! - 48;
  const g = bytes[at + 22]! - 48;
  const signs =
    a | (9 - a) | b | (9 - b) | c | (9 - c) | d | (9 - d) | e | (9 - e) | f | (9 - f) | g | (9 - g);
  // No minute and no second begins with a 6.
  if (signs < 0 || a > 5 || c > 5) return Number.NaN;
  const year = word(bytes, at);
  const month = word(bytes, at + 4);
  const day = word(bytes, at + 8);
  const hour = bytes[at + 12]!;
  if (year !== years || month !== months || day !== days || hour !== hours) {
    const start = readHour(bytes, at);
    if (Number.isNaN(start)) return start;
    years = year;
    months = month;
    days = day;
    hours = hour;
    hourMs = start;
  }
  return hourMs + ((a * 10 + b) * 60_000 + (c * 10 + d) * 1000 + e * 100 + f * 10 + g);
};
