// Periods of time and the floor of an instant to one (bin, datefloor, dateceil).
//
// The count restarts within the parent unit: bin(25m) starts anew each full hour (evidence 34), and the
// count of ms, s, m, h is capped at the parent's size (evidence 35). Days restart with the month, months and
// quarters with the year; weeks start on Monday and are counted from the Monday before 1970
// (docs/fidelity.md, "long-bins"). All in UTC (evidence 36).

export type PeriodUnit =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year';

/** `count` is a positive number as written; see `cappedCount`. */
export type Period = { readonly count: number; readonly unit: PeriodUnit };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday; weeks are counted from the Monday before. */
const FIRST_MONDAY = -3 * DAY;

/** Length in ms, the parent's length in ms and the documented cap of the count. */
const clockUnits = {
  millisecond: { length: 1, parent: SECOND, cap: 1000 },
  second: { length: SECOND, parent: MINUTE, cap: 60 },
  minute: { length: MINUTE, parent: HOUR, cap: 60 },
  hour: { length: HOUR, parent: DAY, cap: 24 },
} as const;

const isClockUnit = (unit: PeriodUnit): unit is keyof typeof clockUnits => unit in clockUnits;

/** The count that a period has: it is capped at the size of its parent (evidence 35). */
export const cappedCount = (period: Period): number => {
  const whole = Math.max(1, Math.floor(period.count));
  return isClockUnit(period.unit) ? Math.min(whole, clockUnits[period.unit].cap) : whole;
};

const floorBy = (n: number, step: number): number => Math.floor(n / step) * step;

/** Date.UTC reads the years 0 to 99 as 1900 to 1999, so the year is set apart. */
const utc = (year: number, month: number, day: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
};

const floorCalendar = (ms: number, count: number, unit: 'day' | 'month' | 'quarter' | 'year'): number => {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (unit) {
    case 'day':
      return utc(year, month, floorBy(date.getUTCDate() - 1, count) + 1);
    case 'month':
      return utc(year, floorBy(month, count), 1);
    case 'quarter':
      return utc(year, floorBy(month, 3 * count), 1);
    case 'year':
      return utc(floorBy(year, count), 0, 1);
  }
};

/** The start of the period that holds the instant `ms`. NaN (missing) stays NaN. */
export const floorToPeriod = (ms: number, period: Period): number => {
  const count = cappedCount(period);
  if (isClockUnit(period.unit)) {
    const { length, parent } = clockUnits[period.unit];
    const start = floorBy(ms, parent);
    return start + floorBy(ms - start, count * length);
  }
  if (Number.isNaN(ms)) return Number.NaN;
  if (period.unit === 'week') return floorBy(ms - FIRST_MONDAY, count * WEEK) + FIRST_MONDAY;
  return floorCalendar(ms, count, period.unit);
};

/** The start of the period after the one that holds `ms`. */
const nextPeriod = (ms: number, period: Period): number => {
  const start = floorToPeriod(ms, period);
  const count = cappedCount(period);
  if (isClockUnit(period.unit)) {
    const { length, parent } = clockUnits[period.unit];
    return Math.min(start + count * length, floorBy(start, parent) + parent);
  }
  if (period.unit === 'week') return start + count * WEEK;
  const date = new Date(start);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (period.unit) {
    case 'day':
      return Math.min(start + count * DAY, utc(year, month + 1, 1));
    case 'month':
      return Math.min(utc(year, month + count, 1), utc(year + 1, 0, 1));
    case 'quarter':
      return Math.min(utc(year, month + 3 * count, 1), utc(year + 1, 0, 1));
    case 'year':
      return utc(year + count, 0, 1);
  }
};

/** The first period start at or after `ms`; an instant on a boundary stays (docs/fidelity.md, "dateceil"). */
export const ceilToPeriod = (ms: number, period: Period): number =>
  Number.isNaN(ms) || floorToPeriod(ms, period) === ms ? ms : nextPeriod(ms, period);

/** Days in the units that have no length of their own (docs/fidelity.md, "rate-of-months"). */
const longDays = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;

/** How long a period is, in ms, where it is a length and no place in the calendar. */
export const periodLength = ({ count, unit }: Period): number =>
  count * (isClockUnit(unit) ? clockUnits[unit].length : longDays[unit] * DAY);

/** Every spelling of a unit; multi-letter units also take a plural "s" (insights-ql 3.4). */
const spellings: Record<PeriodUnit, readonly string[]> = {
  millisecond: ['ms', 'msec', 'millisecond'],
  second: ['s', 'sec', 'second'],
  minute: ['m', 'min', 'minute'],
  hour: ['h', 'hr', 'hour'],
  day: ['d', 'day'],
  week: ['w', 'wk', 'week'],
  month: ['mo', 'mon', 'month'],
  quarter: ['q', 'qtr', 'quarter'],
  year: ['y', 'yr', 'year'],
};

/** Every accepted spelling, lower case, to its unit. */
export const periodUnits: ReadonlyMap<string, PeriodUnit> = new Map(
  Object.entries(spellings).flatMap(([unit, words]) =>
    words
      .flatMap((word) => (word.length > 1 && word !== 'ms' ? [word, `${word}s`] : [word]))
      .map((word) => [word, unit as PeriodUnit] as const),
  ),
);
