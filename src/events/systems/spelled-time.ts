// Times as people and programs spell them, to epoch milliseconds; NaN for none. All but ISO 8601, whose reader
// is with the timestamps, because imports spend their time there.
//
// A zone that is spelled counts, no zone means UTC. Times without a year get one by the file's own time. Days
// that are all digits are read only with the year first: 01/02/2024 means different days to different people.

import { dayMs, digits, fractionMs, isDigit, timeOfDayMs, yearlessDayMs, zoneMsAt } from './calendar.ts';

const monthCodes: ReadonlyMap<number, number> = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, index) => [
    (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
    index + 1,
  ]),
);

const nameCode = (text: string, at: number): number =>
  ((text.charCodeAt(at) | 32) << 16) | ((text.charCodeAt(at + 1) | 32) << 8) | (text.charCodeAt(at + 2) | 32);

const weekdayCodes: ReadonlySet<number> = new Set(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) => nameCode(name, 0)),
);

/** Month 1 to 12 whose English name begins at `at`, or NaN. */
const monthAt = (text: string, at: number): number => monthCodes.get(nameCode(text, at)) ?? Number.NaN;

const clock = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s?([AaPp])[Mm]\b)?`;
// 10/Oct/2000:13:55:36 -0700, 02-Jan-2024 15:04:05.123, 02 Jan 2024 15:04:05
const dayFirst = new RegExp(String.raw`(\d{1,2})([/ -])[A-Za-z]{3,9}\2(\d{4})[:T ]${clock}(?!\d)`, 'y');
// Jan  2 15:04:05, Jan 02 2024 15:04:05, Jan 02, 2024 3:04:05 PM, January 2, 2024, 3:04 PM
const monthFirst = new RegExp(
  String.raw`[A-Za-z]{3,9}\.? {1,2}(\d{1,2})(?:,? (\d{4}),?)? ${clock}(?!\d)`,
  'y',
);
// Wed Oct 11 14:32:52.123456 2023, Wed Oct 11 14:32:52 UTC 2023
const yearLast = /(?: [A-Z]{2,4})? (\d{4})(?!\d)/y;
const weekday = /[A-Z][a-z]{2,8},? /y;
// I0102 15:04:05.000000, I20240102 15:04:05.000000
const glog = /[A-Z](\d{4})?(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.(\d+)(?!\d)/y;
const basicIso = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?:[.,](\d+))?(?!\d)/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Hour of the day, of an hour that may be one of twelve. */
const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  if (!(hour >= 1 && hour <= 12)) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

/** Time of day in the groups of `clock`, of which the first is `first`. */
const clockMs = (match: RegExpExecArray, first: number): number => {
  const [hour, minute, second, fraction, half] = match.slice(first, first + 5);
  return timeOfDayMs(hourOf(Number(hour), half), Number(minute), Number(second ?? 0), fractionMs(fraction));
};

/** The zone after a time that ends at `end`, with a blank before it or none. */
const zoneAfter = (text: string, end: number): number =>
  zoneMsAt(text, text.charCodeAt(end) === 32 ? end + 1 : end);

const dayFirstTime = (text: string, at: number): number => {
  const match = matchAt(dayFirst, text, at);
  if (match === null) return Number.NaN;
  const month = monthAt(text, at + match[1]!.length + 1);
  return (
    dayMs(Number(match[3]), month, Number(match[1])) + clockMs(match, 4) - zoneAfter(text, dayFirst.lastIndex)
  );
};

/** `isAfterWeekday`: only then may the year stand at the end, where other logs have their first word. */
const monthFirstTime = (text: string, at: number, writtenMs: number, isAfterWeekday: boolean): number => {
  const month = monthAt(text, at);
  if (Number.isNaN(month)) return Number.NaN;
  const match = matchAt(monthFirst, text, at);
  if (match === null) return Number.NaN;
  const end = monthFirst.lastIndex;
  const year = match[2] ?? (isAfterWeekday ? matchAt(yearLast, text, end)?.[1] : undefined);
  const day = Number(match[1]);
  const midnight =
    year === undefined ? yearlessDayMs(month, day, writtenMs) : dayMs(Number(year), month, day);
  return midnight + clockMs(match, 3) - zoneAfter(text, end);
};

const glogTime = (text: string, at: number, writtenMs: number): number => {
  const match = matchAt(glog, text, at);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction] = match;
  const midnight =
    year === undefined
      ? yearlessDayMs(Number(month), Number(day), writtenMs)
      : dayMs(Number(year), Number(month), Number(day));
  return midnight + timeOfDayMs(Number(hour), Number(minute), Number(second), fractionMs(fraction));
};

const basicIsoTime = (text: string, at: number): number => {
  const match = matchAt(basicIso, text, at);
  if (match === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const time = timeOfDayMs(hour!, minute!, second!, fractionMs(match[7]));
  return dayMs(year!, month!, day!) + time - zoneMsAt(text, basicIso.lastIndex);
};

/** The levels of glog, klog and absl, by their letters. */
const isGlogLevel = (code: number): boolean =>
  code === 73 || code === 87 || code === 69 || code === 70 || code === 68;

/**
 * The time at `at` in any spelling but ISO 8601 with dashes or slashes. `writtenMs` is when the file was last
 * written, for times without a year.
 */
export const spelledTimeAt = (text: string, at: number, writtenMs: number): number => {
  const first = text.charCodeAt(at);
  if (isDigit(first)) {
    if (text.charCodeAt(at + 8) === 84 /* T */) return basicIsoTime(text, at);
    return dayFirstTime(text, at);
  }
  if (!(first >= 65 && first <= 90)) return Number.NaN;
  if (isGlogLevel(first) && isDigit(text.charCodeAt(at + 1))) return glogTime(text, at, writtenMs);
  if (!weekdayCodes.has(nameCode(text, at))) return monthFirstTime(text, at, writtenMs, false);
  if (matchAt(weekday, text, at) === null) return Number.NaN;
  const next = weekday.lastIndex;
  return isDigit(text.charCodeAt(next))
    ? dayFirstTime(text, next)
    : monthFirstTime(text, next, writtenMs, true);
};

/** Could a time begin at `at` at all? Cheap, for those who look for one. */
export const mayBeSpelledTime = (text: string, at: number): boolean => {
  const first = text.charCodeAt(at);
  if (isDigit(first)) {
    const second = text.charCodeAt(at + 1);
    const separator = text.charCodeAt(at + (isDigit(second) ? 2 : 1));
    return separator === 47 || separator === 45 || separator === 32 || !Number.isNaN(digits(text, at, 8));
  }
  const code = nameCode(text, at);
  return monthCodes.has(code) || weekdayCodes.has(code);
};
