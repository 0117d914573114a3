// Periods and the floors and ceilings of instants, in UTC. A bin restarts within its parent unit (evidence 34)
// and its count is capped (evidence 35); long bins follow the calendar (fidelity: long-bins).

export type Unit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'q' | 'y';
export type Period = { readonly count: number; readonly unit: Unit };

const SPELLINGS: Readonly<Record<Unit, readonly string[]>> = {
  ms: ['ms', 'msec'],
  s: ['s', 'sec'],
  m: ['m', 'min'],
  h: ['h', 'hr'],
  d: ['d'],
  w: ['w'],
  mo: ['mo', 'mon'],
  q: ['q', 'qtr'],
  y: ['y', 'yr'],
};

const LONG_WORDS: Readonly<Record<string, Unit>> = {
  millisecond: 'ms',
  second: 's',
  minute: 'm',
  hour: 'h',
  day: 'd',
  week: 'w',
  month: 'mo',
  quarter: 'q',
  year: 'y',
};

export const unitNamed = (written: string): Unit | undefined => {
  const word = written.toLowerCase();
  const singular = word.length > 2 && word.endsWith('s') ? word.slice(0, -1) : word;
  const units = Object.keys(SPELLINGS) as Unit[];
  return (
    units.find((unit) => [word, singular].some((w) => SPELLINGS[unit].includes(w))) ?? LONG_WORDS[singular]
  );
};

const CAPS: Readonly<Partial<Record<Unit, number>>> = { ms: 1000, s: 60, m: 60, h: 24 };

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The unit in which each short unit restarts. */
const PARENT = { ms: MILLISECONDS.s, s: MILLISECONDS.m, m: MILLISECONDS.h, h: MILLISECONDS.d };

/** The Monday before 1970, from which weeks are counted. */
const FIRST_MONDAY = Date.UTC(1969, 11, 29);

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;

const capped = (period: Period): Period => ({
  unit: period.unit,
  count: Math.max(1, Math.min(period.count, CAPS[period.unit] ?? period.count)),
});

/** The start of the bin an instant falls in; NaN where there is no such date. */
export const floorInstant = (ms: number, period: Period): number => binAround(ms, capped(period)).start;

/** fidelity: dateceil. An instant on a boundary stays. */
export const ceilInstant = (ms: number, period: Period): number => {
  const bin = binAround(ms, capped(period));
  return bin.start === ms ? ms : bin.end;
};

/** The start of the bin behind the one that begins here. */
export const nextBoundary = (start: number, period: Period): number => binAround(start, capped(period)).end;

/** So many milliseconds; a month counts thirty days, a quarter three months, a year 365 days. */
export const lengthOf = ({ count, unit }: Period): number => {
  if (unit === 'mo' || unit === 'q' || unit === 'y') {
    return count * MILLISECONDS.d * { mo: 30, q: 90, y: 365 }[unit];
  }
  return count * MILLISECONDS[unit];
};

/** A period as the query spells it; undefined where the unit is none. */
export const periodOf = (written: { readonly count: number; readonly unit: string }): Period | undefined => {
  const unit = unitNamed(written.unit);
  return unit === undefined ? undefined : { count: written.count, unit };
};

export const millisecondsOf = (written: { readonly count: number; readonly unit: string }): number => {
  const period = periodOf(written);
  return period === undefined ? 0 : lengthOf(period);
};

type Bin = { readonly start: number; readonly end: number };

const binAround = (ms: number, { count, unit }: Period): Bin => {
  if (unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h') return shortBin(ms, count, unit);
  if (unit === 'd') return dayBin(ms, count);
  if (unit === 'w') return weekBin(ms, count);
  return monthBin(ms, { mo: count, q: count * 3, y: count * 12 }[unit], unit === 'y');
};

const shortBin = (ms: number, count: number, unit: 'ms' | 's' | 'm' | 'h'): Bin => {
  const parentStart = floorTo(ms, PARENT[unit]);
  const length = count * MILLISECONDS[unit];
  const start = parentStart + floorTo(ms - parentStart, length);
  return { start, end: Math.min(start + length, parentStart + PARENT[unit]) };
};

const dayBin = (ms: number, count: number): Bin => {
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const day = floorTo(date.getUTCDate() - 1, count);
  const start = Date.UTC(year, month, 1 + day);
  return { start, end: Math.min(Date.UTC(year, month, 1 + day + count), Date.UTC(year, month + 1, 1)) };
};

const weekBin = (ms: number, count: number): Bin => {
  const length = count * MILLISECONDS.w;
  const start = FIRST_MONDAY + floorTo(ms - FIRST_MONDAY, length);
  return { start, end: start + length };
};

/** Months and quarters restart with the year; years are counted from the year 0. */
const monthBin = (ms: number, months: number, areYears: boolean): Bin => {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  if (areYears) {
    const first = floorTo(year, months / 12);
    return { start: Date.UTC(first, 0, 1), end: Date.UTC(first + months / 12, 0, 1) };
  }
  const month = floorTo(date.getUTCMonth(), months);
  const start = Date.UTC(year, month, 1);
  return { start, end: Math.min(Date.UTC(year, month + months, 1), Date.UTC(year + 1, 0, 1)) };
};

/** evidence 23: '2024-01-01 10:00:00.000'. */
export const printInstant = (ms: number): string => {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return date.toISOString().replace('T', ' ').replace('Z', '');
};
