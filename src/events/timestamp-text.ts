// Timestamps at the start of a log line and inside JSON, to epoch milliseconds; NaN for none.
//
// Logs are read a million lines at a time, so what most of them have is read digit by digit, with the last
// hour remembered, instead of through patterns or Date.parse.

import { digits, hourStart, isDigit, isLetter, twoDigits, zoneMsAt } from './systems/calendar.ts';
import { spelledTimeAt } from './systems/spelled-time.ts';

const blank = 32;

/** Length of `2024-03-13T18:56:24.046Z`, the timestamp that S3 exports write. */
export const EXPORT_TIMESTAMP_LENGTH = 24;

/** The time in `2024-03-13T18:56:24.046Z ` (with the blank that ends it) at `at`, else NaN. */
export const exportTimestamp = (text: string, at: number): number => {
  if (text.charCodeAt(at + 24) !== blank || text.charCodeAt(at + 23) !== 90 /* Z */) return Number.NaN;
  if (text.charCodeAt(at + 10) !== 84 /* T */ || text.charCodeAt(at + 19) !== 46 /* . */) return Number.NaN;
  if (text.charCodeAt(at + 4) !== 45 || text.charCodeAt(at + 7) !== 45 /* - */) return Number.NaN;
  if (text.charCodeAt(at + 13) !== 58 || text.charCodeAt(at + 16) !== 58 /* : */) return Number.NaN;
  const date = digits(text, at, 4) * 10_000 + digits(text, at + 5, 2) * 100 + digits(text, at + 8, 2);
  const minute = digits(text, at + 14, 2);
  const second = digits(text, at + 17, 2);
  if (!(minute <= 59 && second <= 59)) return Number.NaN;
  const hour = hourStart(date * 100 + digits(text, at + 11, 2));
  return hour + minute * 60_000 + second * 1000 + digits(text, at + 20, 3);
};

/** Length of an epoch time in milliseconds, from 2001-09-09 to 2286-11-20. */
export const EPOCH_MS_LENGTH = 13;

/** The time in `1396035378988 ` (13 digits and the blank that ends them) at `at`, else NaN. */
export const epochMsTimestamp = (text: string, at: number): number =>
  text.charCodeAt(at + EPOCH_MS_LENGTH) === blank ? digits(text, at, EPOCH_MS_LENGTH) : Number.NaN;

/** The zone of an ISO time that ends at `at`, in ms ahead of UTC; apart from the time only where it is plain. */
const isoZoneMs = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code !== blank) return (code | 32) === 122 /* z */ ? 0 : zoneMsAt(text, at);
  const next = text.charCodeAt(at + 1);
  const isSigned = next === 43 || next === 45;
  // ` -12 ` after a time is not a zone but the log's next word.
  if (isSigned && !((isDigit(text.charCodeAt(at + 4)) || text.charCodeAt(at + 4) === 58) /* : */)) return 0;
  return isSigned || (isLetter(next) && next < 91) ? zoneMsAt(text, at + 1) : 0;
};

/** Where the digits from `at` on end. */
const digitsEnd = (text: string, at: number): number => {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
};

/** ms of the fraction whose digits are [at, end); what is finer is cut. */
const fractionOf = (text: string, at: number, end: number): number => {
  if (end - at >= 3) return digits(text, at, 3);
  return digits(text, at, end - at) * (end - at === 2 ? 10 : 100);
};

/**
 * The ISO-8601 timestamp at `at`: dashes or slashes in the day, T or blank before the time; seconds, fraction
 * (dot or comma) and zone optional. No zone means UTC; a fraction finer than a millisecond is cut. NaN when
 * there is none.
 */
export const isoTimestampAt = (text: string, at: number): number => {
  const separator = text.charCodeAt(at + 4);
  if ((separator !== 45 && separator !== 47) || text.charCodeAt(at + 7) !== separator) return Number.NaN;
  if (text.charCodeAt(at + 13) !== 58 /* : */) return Number.NaN;
  const middle = text.charCodeAt(at + 10);
  if (middle !== blank && (middle | 32) !== 116 /* t */) return Number.NaN;
  const date = digits(text, at, 4) * 10_000 + twoDigits(text, at + 5) * 100 + twoDigits(text, at + 8);
  const minute = twoDigits(text, at + 14);
  if (!(minute <= 59)) return Number.NaN;
  let ms = hourStart(date * 100 + twoDigits(text, at + 11)) + minute * 60_000;
  let end = at + 16;
  if (text.charCodeAt(end) === 58 /* : */ && isDigit(text.charCodeAt(end + 1))) {
    const second = twoDigits(text, end + 1);
    // A leap second is the first of the next minute, as POSIX counts.
    if (!(second <= 60)) return Number.NaN;
    ms += second * 1000;
    end += 3;
    const point = text.charCodeAt(end);
    if ((point === 46 || point === 44 || point === 58) && isDigit(text.charCodeAt(end + 1))) {
      const fractionEnd = digitsEnd(text, end + 1);
      ms += fractionOf(text, end + 1, fractionEnd);
      end = fractionEnd;
    }
  }
  return isDigit(text.charCodeAt(end)) ? Number.NaN : ms - isoZoneMs(text, end);
};

// Until the year 5138 a number of seconds is below this, and a number of ms above it since 1973.
const secondsBelow = 1e11;
const millisecondsBelow = 1e14;
const microsecondsBelow = 1e17;

/** Numbers of ns are beyond 2^53: the nearest double is at most this many ns away. */
const NANOSECOND_ERROR = 128;

/** Whole ms of ns, the ns that are meant and not the double: the remainder is exact, sums and quotients are not. */
const nanosecondsAsMs = (epoch: number): number => {
  const rest = epoch % 1e6;
  return Math.round((epoch - rest) / 1e6) + (rest >= 1e6 - NANOSECOND_ERROR ? 1 : 0);
};

/** Epoch seconds, ms, µs or ns, told apart by magnitude, as whole ms. */
export const epochMs = (epoch: number): number => {
  const size = Math.abs(epoch);
  if (size < secondsBelow) return Math.round(epoch * 1000);
  if (size < millisecondsBelow) return Math.round(epoch);
  return size < microsecondsBelow ? Math.floor(epoch / 1e3) : nanosecondsAsMs(epoch);
};

const epochPattern = /^\d{9,19}(?:\.\d+)?$/;

/**
 * A timestamp as JSON values carry it: text in any spelling, or epoch time as number or as text. NaN for none.
 * `writtenMs` gives a year to times without one; without it they are none.
 */
export const timestampOf = (value: unknown, writtenMs = Number.NaN): number => {
  const ms = anyTimestampOf(value, writtenMs);
  return Math.abs(ms) <= MAX_TIME_MS ? ms : Number.NaN;
};

/** What Date can hold; nothing beyond it is a time. */
const MAX_TIME_MS = 8.64e15;

const anyTimestampOf = (value: unknown, writtenMs: number): number => {
  if (typeof value === 'number') return epochMs(value);
  if (typeof value !== 'string') return Number.NaN;
  const ms = isoTimestampAt(value, 0);
  if (!Number.isNaN(ms)) return ms;
  return epochPattern.test(value) ? epochMs(Number(value)) : spelledTimeAt(value, 0, writtenMs);
};
