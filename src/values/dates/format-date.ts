// formatDate: an instant by a strftime pattern. Names are English; %L is milliseconds in three digits, %f
// microseconds in six. Directives that are not in the table are named by `checkStrftime`.

import { missing } from '../value.ts';
import { halfDayNames, monthNames, shortNames, utcDay, weekdayNames } from './date-names.ts';
import { remember } from './remember.ts';
import { printOffset, type TimeZone, timeZone } from './time-zone.ts';

/** `clock` is the zone's clock read as if it were UTC. */
type Moment = { readonly ms: number; readonly clock: Date; readonly zone: TimeZone };

const digits = (n: number, width: number, pad = '0'): string => String(n).padStart(width, pad);

const DAY = 86_400_000;
const dayOfYear = (clock: Date): number =>
  Math.floor((clock.getTime() - utcDay(clock.getUTCFullYear(), 0, 1)) / DAY) + 1;

const shortMonth = ({ clock }: Moment): string => shortNames(monthNames)[clock.getUTCMonth()]!;

const directives: Readonly<Record<string, (moment: Moment) => string>> = {
  Y: ({ clock }) => digits(clock.getUTCFullYear(), 4),
  y: ({ clock }) => digits(clock.getUTCFullYear() % 100, 2),
  m: ({ clock }) => digits(clock.getUTCMonth() + 1, 2),
  b: shortMonth,
  h: shortMonth,
  B: ({ clock }) => monthNames[clock.getUTCMonth()]!,
  d: ({ clock }) => digits(clock.getUTCDate(), 2),
  e: ({ clock }) => digits(clock.getUTCDate(), 2, ' '),
  j: ({ clock }) => digits(dayOfYear(clock), 3),
  a: ({ clock }) => shortNames(weekdayNames)[clock.getUTCDay()]!,
  A: ({ clock }) => weekdayNames[clock.getUTCDay()]!,
  u: ({ clock }) => String(clock.getUTCDay() || 7),
  w: ({ clock }) => String(clock.getUTCDay()),
  H: ({ clock }) => digits(clock.getUTCHours(), 2),
  I: ({ clock }) => digits(clock.getUTCHours() % 12 || 12, 2),
  p: ({ clock }) => halfDayNames[clock.getUTCHours() < 12 ? 0 : 1],
  M: ({ clock }) => digits(clock.getUTCMinutes(), 2),
  S: ({ clock }) => digits(clock.getUTCSeconds(), 2),
  L: ({ clock }) => digits(clock.getUTCMilliseconds(), 3),
  f: ({ clock }) => digits(clock.getUTCMilliseconds() * 1000, 6),
  s: ({ ms }) => String(Math.floor(ms / 1000)),
  z: ({ ms, zone }) => printOffset(zone.offsetAt(ms), ''),
  Z: ({ ms, zone }) => zone.nameAt(ms),
  '%': () => '%',
};

const abbreviations = new Map(Object.entries({ F: '%Y-%m-%d', D: '%m/%d/%y', T: '%H:%M:%S', R: '%H:%M' }));

/** A percent sign and the character after it (none at the end), or text up to the next. */
const pieces = /%(.?)|[^%]+/gsu;

type Writer = (moment: Moment) => string;

const writtenOut = (pattern: string): string =>
  pattern.replace(pieces, (written, letter?: string) => abbreviations.get(letter ?? '') ?? written);

/** The pattern as its writers in order, or its first directive that is not known. */
const readStrftime = (pattern: string): readonly Writer[] | { readonly unsupported: string } => {
  const writers: Writer[] = [];
  for (const [written, letter] of writtenOut(pattern).matchAll(pieces)) {
    if (letter === undefined) writers.push(() => written);
    else if (Object.hasOwn(directives, letter)) writers.push(directives[letter]!);
    else return { unsupported: written };
  }
  return writers;
};

const compile = remember(256, (pattern): readonly Writer[] | undefined => {
  const read = readStrftime(pattern);
  return 'unsupported' in read ? undefined : read;
});

/** The first directive that is not known ("%Q"), or undefined when all are. */
export const checkStrftime = (pattern: string): string | undefined => {
  const read = readStrftime(pattern);
  return 'unsupported' in read ? read.unsupported : undefined;
};

/** Missing where the zone or a directive is not known, or the instant is beyond the range of Date. */
export const formatDate = (ms: number, pattern: string, zoneName: string): string | undefined => {
  const zone = timeZone(zoneName);
  const writers = compile(pattern);
  if (zone === undefined || writers === undefined || Number.isNaN(new Date(ms).getTime())) return missing;
  const moment: Moment = { ms, clock: new Date(ms + zone.offsetAt(ms)), zone };
  return writers.map((write) => write(moment)).join('');
};
