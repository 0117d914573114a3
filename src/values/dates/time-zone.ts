// Time zones: "UTC", offsets such as "+09:00", and the names of the IANA data base, which Intl knows.

import { remember } from './remember.ts';

const MINUTE = 60_000;
/** Offsets change on quarter hours, so one answer holds for the quarter hour. */
const QUARTER_HOUR = 15 * MINUTE;

/** Milliseconds to add to UTC at an instant to get the zone's clock. */
export type TimeZone = {
  readonly offsetAt: (ms: number) => number;
  /** "UTC", "PST", "GMT+9": how %Z prints the zone at an instant. */
  readonly nameAt: (ms: number) => string;
};

const offsetText = /^([+-])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?$/;

/** Milliseconds of "+09:00", "-0730", "+02"; undefined when it is no offset. */
export const parseOffset = (text: string): number | undefined => {
  const [, sign, hours, minutes = '0', seconds = '0'] = offsetText.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59)
    return undefined;
  const ms = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000;
  return sign === '-' ? -ms : ms;
};

/** "+09:00" with the separator between hours and minutes. */
export const printOffset = (offsetMs: number, separator: string): string => {
  const minutes = Math.trunc(Math.abs(offsetMs) / MINUTE);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}${separator}${two(minutes % 60)}`;
};

const fixedZone = (offsetMs: number, name: string): TimeZone => ({
  offsetAt: () => offsetMs,
  nameAt: () => name,
});

/** The zone's own part of a date as Intl prints it: "1/14/2022, GMT-08:00" → "GMT-08:00". */
const zonePart = (format: Intl.DateTimeFormat, ms: number): string =>
  format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '';

const ianaZone = (timeZone: string): TimeZone => {
  const long = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const short = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' });
  let known = Number.NaN;
  let offset = 0;
  const offsetAt = (ms: number): number => {
    const quarter = Math.floor(ms / QUARTER_HOUR);
    if (quarter !== known) {
      offset = parseOffset(zonePart(long, quarter * QUARTER_HOUR).replace('GMT', '')) ?? 0;
      known = quarter;
    }
    return offset;
  };
  return { offsetAt, nameAt: (ms) => zonePart(short, ms) };
};

const findZone = (name: string): TimeZone | undefined => {
  if (/^(utc|gmt|ut|z)$/i.test(name)) return fixedZone(0, 'UTC');
  const offset = parseOffset(name);
  if (offset !== undefined) return fixedZone(offset, printOffset(offset, ':'));
  try {
    return ianaZone(name);
  } catch {
    return undefined;
  }
};

/** The zone of that name, or undefined when there is none. There are about 600 names. */
export const timeZone: (name: string) => TimeZone | undefined = remember(1000, findZone);

export const isTimeZone = (name: string): boolean => timeZone(name) !== undefined;

const DAY = 24 * 60 * MINUTE;

/**
 * The instant at which the zone's clock shows `localMs` (milliseconds as if in UTC). Of two such instants
 * the earlier; in a gap the clock is taken as it ran before it, as java.time does.
 */
export const instantOfClock = (localMs: number, zone: TimeZone): number => {
  const before = localMs - zone.offsetAt(localMs - DAY);
  const after = localMs - zone.offsetAt(localMs + DAY);
  return [before, after].find((ms) => localMs - zone.offsetAt(ms) === ms) ?? before;
};
