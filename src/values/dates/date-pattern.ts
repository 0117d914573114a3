// The patterns of parseDate, which are Java's DateTimeFormatter patterns: a pattern becomes a regular
// expression with one group for each of its fields, and the fields' texts become a date's parts.
//
// As in Java, text is English and its case counts, "MM" is exactly two digits and "M" one or two. Optional
// sections and the rarer letters are not supported; `checkDatePattern` names them.

import { halfDayNames, monthNames, shortNames, weekdayNames } from './date-names.ts';
import { parseOffset } from './time-zone.ts';

export type DatePart =
  | 'year'
  | 'month'
  | 'day'
  | 'dayOfYear'
  | 'weekday'
  | 'hour'
  | 'halfDayHour'
  | 'halfDay'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'offsetMs';

/** The parts of a date that a text gave, each counted as people write it (month from 1), and its zone's name. */
export type DateParts = { [part in DatePart]?: number } & { zone?: string };

type Field = { readonly source: string; readonly put: (parts: DateParts, text: string) => void };

export type DatePattern = { readonly regex: RegExp; readonly fields: readonly Field[] };

const numeric = (part: DatePart, source: string, read: (text: string) => number = Number): Field => ({
  source,
  put: (parts, text) => {
    parts[part] = read(text);
  },
});

const named = (part: DatePart, names: readonly string[], first: number): Field =>
  numeric(part, names.join('|'), (text) => names.indexOf(text) + first);

const oneOrTwo = (part: DatePart, count: number, read?: (text: string) => number): Field | undefined =>
  count === 1 ? numeric(part, '\\d{1,2}', read) : count === 2 ? numeric(part, '\\d{2}', read) : undefined;

const zoneName: Field = {
  source: '[A-Za-z][\\w/+:-]*|[+-]\\d\\d:\\d\\d',
  put: (parts, text) => {
    parts.zone = text;
  },
};

const offset = (source: string): Field =>
  numeric('offsetMs', source, (text) => (text === 'Z' ? 0 : (parseOffset(text) ?? Number.NaN)));

/** By number of letters: +09 or +0930, +0930, +09:30. */
const offsetSources = ['[+-]\\d\\d(?:\\d\\d)?', '[+-]\\d{4}', '[+-]\\d\\d:\\d\\d'];

const year = (count: number): Field => {
  if (count === 2) return numeric('year', '\\d{2}', (text) => 2000 + Number(text));
  return numeric('year', count === 1 ? '\\d{1,9}' : `\\d{${count}}`);
};

const month = (count: number): Field | undefined => {
  if (count === 3) return named('month', shortNames(monthNames), 1);
  return count === 4 ? named('month', monthNames, 1) : oneOrTwo('month', count);
};

const weekday = (count: number): Field | undefined => {
  if (count <= 3) return named('weekday', shortNames(weekdayNames), 0);
  return count === 4 ? named('weekday', weekdayNames, 0) : undefined;
};

const dayOfYear = (count: number): Field | undefined =>
  count > 3 ? undefined : numeric('dayOfYear', count === 3 ? '\\d{3}' : `\\d{${count},3}`);

/** Digits beyond the third are cut off: an instant has milliseconds. */
const fraction = (count: number): Field | undefined =>
  count > 9
    ? undefined
    : numeric('millisecond', `\\d{${count}}`, (text) => Number(text.padEnd(3, '0').slice(0, 3)));

const isoOffset = (zulu: string) => (count: number) =>
  count > 3 ? undefined : offset(zulu + offsetSources[count - 1]!);

const plainOffset = (count: number): Field | undefined => {
  if (count <= 3) return offset(offsetSources[1]!);
  return count === 5 ? offset(`Z|${offsetSources[2]}`) : undefined;
};

/** A letter and how often it stands, to a field; undefined where the letter does not stand so often. */
const letters: Readonly<Record<string, (count: number) => Field | undefined>> = {
  y: year,
  u: year,
  M: month,
  L: month,
  d: (count) => oneOrTwo('day', count),
  D: dayOfYear,
  E: weekday,
  H: (count) => oneOrTwo('hour', count),
  k: (count) => oneOrTwo('hour', count, (text) => (text === '24' ? 0 : Number(text))),
  h: (count) => oneOrTwo('halfDayHour', count, (text) => (text === '12' ? 0 : Number(text))),
  K: (count) => oneOrTwo('halfDayHour', count),
  a: (count) => (count === 1 ? named('halfDay', halfDayNames, 0) : undefined),
  m: (count) => oneOrTwo('minute', count),
  s: (count) => oneOrTwo('second', count),
  S: fraction,
  X: isoOffset('Z|'),
  x: isoOffset(''),
  Z: plainOffset,
  z: (count) => (count <= 4 ? zoneName : undefined),
  V: (count) => (count === 2 ? zoneName : undefined),
};

/** Quoted text, '' for a quote, a run of one letter, or any other character. */
const tokens = /'((?:[^']|'')+)'|('')|(([A-Za-z])\4*)|([^A-Za-z])/g;
const reserved = new Set(["'", '[', ']', '{', '}', '#']);

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The pattern, or the part of it that is not supported. */
export const readDatePattern = (pattern: string): DatePattern | { readonly unsupported: string } => {
  const fields: Field[] = [];
  let source = '';
  for (const [, quoted, quote, run, letter, other] of pattern.matchAll(tokens)) {
    if (quoted !== undefined) source += escapeRegex(quoted.replaceAll("''", "'"));
    else if (quote !== undefined) source += "'";
    else if (run !== undefined && letter !== undefined) {
      const field = Object.hasOwn(letters, letter) ? letters[letter]?.(run.length) : undefined;
      if (field === undefined) return { unsupported: run };
      fields.push(field);
      source += `(${field.source})`;
    } else if (other !== undefined) {
      if (reserved.has(other)) return { unsupported: other };
      source += escapeRegex(other);
    }
  }
  return { regex: new RegExp(`^${source}$`), fields };
};

/** The letters of a parseDate pattern that this engine does not know, or undefined when it knows them all. */
export const checkDatePattern = (pattern: string): string | undefined => {
  const read = readDatePattern(pattern);
  return 'unsupported' in read ? read.unsupported : undefined;
};
