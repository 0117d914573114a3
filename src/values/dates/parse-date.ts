// parseDate: a text and a pattern to epoch milliseconds. Parts resolve as java.time's SMART style does: the
// 31st of a short month is its last day, 24:00 is the next midnight. What the pattern lacks counts as the
// first (January, the 1st, 00:00), but without a year there is no date.

import { missing } from '../value.ts';
import { utcDay } from './date-names.ts';
import { type DateParts, type DatePattern, readDatePattern } from './date-pattern.ts';
import { remember } from './remember.ts';
import { instantOfClock, type TimeZone, timeZone } from './time-zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The zones that RFC 822 names; java.time reads them with "z". */
const abbreviations = new Map(
  Object.entries({ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 }),
);

const zoneOf = (name: string): TimeZone | undefined => {
  const hours = abbreviations.get(name);
  return timeZone(hours === undefined ? name : `-0${-hours}:00`);
};

const isWithin = (n: number, least: number, most: number): boolean => n >= least && n <= most;

/** Midnight of the day as if in UTC, or NaN. */
const dayOf = ({ year, month = 1, day = 1, dayOfYear, weekday }: DateParts): number => {
  if (year === undefined || !isWithin(month, 1, 12) || !isWithin(day, 1, 31)) return Number.NaN;
  const lastOfMonth = new Date(utcDay(year, month, 0)).getUTCDate();
  const ms =
    dayOfYear === undefined
      ? utcDay(year, month - 1, Math.min(day, lastOfMonth))
      : utcDay(year, 0, dayOfYear);
  const date = new Date(ms);
  const agrees = weekday === undefined || weekday === date.getUTCDay();
  return agrees && date.getUTCFullYear() === year && dayOfYear !== 0 ? ms : Number.NaN;
};

/** Milliseconds since midnight, or NaN. */
const clockOf = ({
  hour,
  halfDayHour = 0,
  halfDay = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
}: DateParts): number => {
  if (!isWithin(halfDayHour, 0, 11) || !isWithin(minute, 0, 59) || !isWithin(second, 0, 59))
    return Number.NaN;
  const ms = (hour ?? halfDayHour + 12 * halfDay) * HOUR + minute * 60_000 + second * 1000 + millisecond;
  return isWithin(ms, 0, DAY) ? ms : Number.NaN;
};

const compile = remember(256, (pattern): DatePattern | undefined => {
  const read = readDatePattern(pattern);
  return 'unsupported' in read ? undefined : read;
});

const partsOf = (text: string, { regex, fields }: DatePattern): DateParts | undefined => {
  const match = regex.exec(text);
  if (match === null) return undefined;
  const parts: DateParts = {};
  for (const [i, field] of fields.entries()) field.put(parts, match[i + 1] ?? '');
  return parts;
};

/** Epoch ms; missing where the text does not fit. A zone in the text wins over the argument. */
export const parseDate = (text: string, pattern: string, zoneName: string): number | undefined => {
  const compiled = compile(pattern);
  const parts = compiled && partsOf(text, compiled);
  if (parts === undefined) return missing;
  const local = dayOf(parts) + clockOf(parts);
  if (Number.isNaN(local) || Number.isNaN(parts.offsetMs)) return missing;
  if (parts.offsetMs !== undefined) return local - parts.offsetMs;
  const zone = zoneOf(parts.zone ?? zoneName);
  return zone && instantOfClock(local, zone);
};
