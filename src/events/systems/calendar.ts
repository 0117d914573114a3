// Digits, days, zones and years: what every spelling of a time is made of. NaN says that there is none.

const zero = 48;

/** The number in `count` digits at `at`, or NaN. */
export const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** The number in two digits at `at`, or NaN. */
export const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

export const isDigit = (code: number): boolean => code >= zero && code <= zero + 9;

/** A letter of ASCII, in either case. */
export const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Midnight UTC of a day of the calendar, or NaN. */
export const dayMs = (year: number, month: number, day: number): number => {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth[month - 1]!)) return Number.NaN;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)))
    return Number.NaN;
  const date = new Date(0);
  return date.setUTCFullYear(year, month - 1, day);
};

// Lines come in order, more or less: nearly all share the hour of the line before. `hourKey` is yyyymmddhh.
let hourKey = -1;
let hourMs = Number.NaN;

/** Start of the hour that is spelled yyyymmddhh, or NaN; the last one is remembered. */
export const hourStart = (key: number): number => {
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

/** Milliseconds of a fraction of a second in decimal digits; what is finer is cut. */
export const fractionMs = (fraction: string | undefined): number =>
  fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));

/** Time of day in ms, or NaN. A leap second is the first of the next minute, as POSIX counts. */
export const timeOfDayMs = (hour: number, minute: number, second: number, ms: number): number =>
  hour <= 23 && minute <= 59 && second <= 60
    ? hour * 3_600_000 + minute * 60_000 + second * 1000 + ms
    : Number.NaN;

// The zone names of RFC 2822, and those of Europe and Japan, which mean one thing everywhere. Others (IST,
// BST …) mean several things: they are not read, and their times are taken as UTC.
const zoneHours: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  UT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  JST: 9,
};

/** Spares the words that follow most times, such as INFO, a closer look. */
const zoneLetters: ReadonlySet<number> = new Set(Object.keys(zoneHours).map((name) => name.charCodeAt(0)));

/** No zone is further from UTC; what is, is no zone. */
const MAX_ZONE_MS = 14 * 3_600_000;

const zonePattern = /(?:GMT|UTC)?([+-])(\d\d)(?::?(\d\d))?(?!\d)|([A-Z]{1,4})(?![A-Za-z\d])/y;

/** How far the zone that is spelled at `at` is ahead of UTC, in ms; 0 when there is none, which means UTC. */
export const zoneMsAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code !== 43 && code !== 45 && !zoneLetters.has(code)) return 0;
  zonePattern.lastIndex = at;
  const match = zonePattern.exec(text);
  if (match === null) return 0;
  const [, sign, hours, minutes = '0', name] = match;
  if (name !== undefined) return (zoneHours[name] ?? 0) * 3_600_000;
  const ms = Number(hours) * 3_600_000 + Number(minutes) * 60_000;
  if (ms > MAX_ZONE_MS) return 0;
  return sign === '-' ? -ms : ms;
};

const DAY_MS = 86_400_000;

/**
 * Midnight of a day that is spelled without its year: the latest year in which it begins at most a day after
 * the file was last written. The day more is for clocks ahead of UTC; leap days are eight years apart at most.
 */
export const yearlessDayMs = (month: number, day: number, writtenMs: number): number => {
  const last = new Date(writtenMs + DAY_MS).getUTCFullYear();
  for (let year = last; year >= last - 8; year--) {
    const ms = dayMs(year, month, day);
    if (ms <= writtenMs + DAY_MS) return ms;
  }
  return Number.NaN;
};
