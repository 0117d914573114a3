// Timestamps at the start of a log line and inside JSON, to epoch milliseconds; NaN for none.
//
// Exports are read a million lines at a time, so their fixed form is read digit by digit, with the last
// hour remembered, instead of through Date.parse.

const zero = 48;
const blank = 32;

/** The number in `count` digits at `at`, or NaN. */
const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Midnight UTC of a day of the calendar, or NaN. */
const dayMs = (year: number, month: number, day: number): number => {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth[month - 1]!)) return Number.NaN;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)))
    return Number.NaN;
  const date = new Date(0);
  return date.setUTCFullYear(year, month - 1, day);
};

// Lines come in order, more or less: nearly all share the hour of the line before. `hourKey` is yyyymmddhh.
let hourKey = -1;
let hourMs = Number.NaN;

const hourStart = (key: number): number => {
  if (key === hourKey) return hourMs;
  const hour = key % 100;
  const day = Math.floor(key / 100) % 100;
  const month = Math.floor(key / 10_000) % 100;
  const start = hour <= 23 ? dayMs(Math.floor(key / 1_000_000), month, day) + hour * 3_600_000 : Number.NaN;
  if (!Number.isNaN(start)) {
    hourKey = key;
    hourMs = start;
  }
  return start;
};

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

const isoPattern =
  /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:(Z|UTC|[+-]\d\d(?::?\d\d)?)| (Z|UTC|[+-]\d\d:?\d\d))?(?![\d:])/y;

/** No zone is further from UTC; what is, is no zone. */
const MAX_ZONE_MS = 14 * 3_600_000;

const zoneMs = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
};

const isoMatchMs = (match: RegExpExecArray): number => {
  const [, year, month, day, hour, minute, second = '0', fraction = '', attached, apart] = match;
  const offsetMs = zoneMs(attached ?? apart);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const time = Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000 + ms;
  return (
    dayMs(Number(year), Number(month), Number(day)) + time - (Math.abs(offsetMs) > MAX_ZONE_MS ? 0 : offsetMs)
  );
};

/**
 * The ISO-8601 timestamp at `at`: T or blank before the time; seconds, fraction (dot or comma) and zone
 * optional. No zone means UTC; a fraction finer than a millisecond is cut. NaN when there is none.
 */
export const isoTimestampAt = (text: string, at: number): number => {
  const first = text.charCodeAt(at);
  if (!(first >= zero && first <= zero + 9)) return Number.NaN;
  isoPattern.lastIndex = at;
  const match = isoPattern.exec(text);
  return match === null ? Number.NaN : isoMatchMs(match);
};

// Until the year 5138 a number of seconds is below this, and a number of ms above it since 1973.
const secondsBelow = 1e11;
const millisecondsBelow = 1e14;
const microsecondsBelow = 1e17;

/** Epoch seconds, ms, µs or ns, told apart by magnitude, as whole ms. */
export const epochMs = (epoch: number): number => {
  const size = Math.abs(epoch);
  if (size < secondsBelow) return Math.round(epoch * 1000);
  if (size < millisecondsBelow) return Math.round(epoch);
  return Math.floor(epoch / (size < microsecondsBelow ? 1e3 : 1e6));
};

const epochPattern = /^\d{9,19}(?:\.\d+)?$/;

/** A timestamp as JSON values carry it: ISO-8601 text, or epoch time as number or as text. NaN for none. */
export const timestampOf = (value: unknown): number => {
  const ms = anyTimestampOf(value);
  return Math.abs(ms) <= MAX_TIME_MS ? ms : Number.NaN;
};

/** What Date can hold; nothing beyond it is a time. */
const MAX_TIME_MS = 8.64e15;

const anyTimestampOf = (value: unknown): number => {
  if (typeof value === 'number') return epochMs(value);
  if (typeof value !== 'string') return Number.NaN;
  return epochPattern.test(value) ? epochMs(Number(value)) : isoTimestampAt(value, 0);
};
