// Dates read by a Java DateTimeFormatter pattern and written by a strftime pattern; the common letters only.

import { regexOfText } from './regex.ts';

/** What the wall clock of a zone is ahead of UTC at an instant; undefined for no such zone. */
const offsetOf = (ms: number, zone: string): number | undefined => {
  if (zone === 'UTC' || zone === 'Z') return 0;
  try {
    const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' } as const;
    const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(ms).split(' ');
    return Date.parse(`${date}T${time}Z`) - Math.floor(ms / 1000) * 1000;
  } catch {
    return undefined;
  }
};

const WRITERS: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  m: (date) => String(date.getUTCMonth() + 1).padStart(2, '0'),
  d: (date) => String(date.getUTCDate()).padStart(2, '0'),
  H: (date) => String(date.getUTCHours()).padStart(2, '0'),
  M: (date) => String(date.getUTCMinutes()).padStart(2, '0'),
  S: (date) => String(date.getUTCSeconds()).padStart(2, '0'),
  y: (date) => String(date.getUTCFullYear() % 100).padStart(2, '0'),
  j: (date) =>
    String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(
      3,
      '0',
    ),
  '%': () => '%',
};

export const formatDate = (ms: number, pattern: string, zone: string): string | undefined => {
  const offset = offsetOf(ms, zone);
  if (offset === undefined || Number.isNaN(new Date(ms).getTime())) return undefined;
  const wall = new Date(ms + offset);
  const expanded = pattern.replaceAll('%F', '%Y-%m-%d').replaceAll('%T', '%H:%M:%S');
  return expanded.replace(/%([\s\S])/g, (written, letter: string) => WRITERS[letter]?.(wall) ?? written);
};

/** A date in parts, as a pattern finds them. */
const LETTERS = 'yuMdHmsS';

type Reading = { readonly source: string; readonly letters: readonly string[] };

/** The regular expression of a Java pattern: `yyyy-MM-dd'T'HH:mm:ss.SSSX`. */
const readingOf = (pattern: string): Reading => {
  const letters: string[] = [];
  const source = pattern.replace(
    /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']/g,
    (part, quoted?: string, letter?: string) => {
      if (quoted !== undefined) return regexOfText(quoted === '' ? "'" : quoted);
      if (letter === undefined) return regexOfText(part);
      letters.push(letter);
      if (letter === 'X' || letter === 'Z' || letter === 'x') return '(Z|[+-]\\d{2}:?\\d{2})';
      return LETTERS.includes(letter) && part.length > 1 ? `(\\d{${part.length}})` : '(\\d+)';
    },
  );
  return { source, letters };
};

const zoneOffset = (written: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(written) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

export const parseDate = (text: string, pattern: string, zone: string): number | undefined => {
  const { source, letters } = readingOf(pattern);
  const found = new RegExp(`^${source}$`).exec(text);
  if (found === null) return undefined;
  const part = (letter: string): string | undefined => found[letters.indexOf(letter) + 1];
  const at = (letter: string, fallback: number): number =>
    letters.includes(letter) ? Number(part(letter)) : fallback;
  const fraction = letters.includes('S') ? Math.trunc(Number(`0.${part('S')}`) * 1000) : 0;
  if (!letters.includes('y') && !letters.includes('u')) return undefined;
  const year = letters.includes('y') ? at('y', 1970) : at('u', 1970);
  const wall = Date.UTC(year, at('M', 1) - 1, at('d', 1), at('H', 0), at('m', 0), at('s', 0), fraction);
  const written = ['X', 'Z', 'x'].find((letter) => letters.includes(letter));
  if (written !== undefined) return wall - zoneOffset(part(written) ?? 'Z');
  const guess = offsetOf(wall, zone);
  return guess === undefined ? undefined : wall - (offsetOf(wall - guess, zone) ?? 0);
};
