// For laws of the common formats: messages, times and cuts, and what must be read of what was written.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAs } from './system-reading.ts';

export const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 });
export const instant = fc.integer({ min: 1e12, max: 2e12 });
export const fragment = fc.constantFrom(
  ' ',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '=',
  '\t',
  'é',
  '😀',
  '2',
  'x',
  '-',
  '%',
);
export const text = fc.oneof(fc.string({ unit: fragment }), fc.string());
/** Messages of one line; what ends with CR would lose it to the line end. */
export const line = text.map((message) => message.replace(/[\r\n\u2028\u2029]/g, ' '));
export const stream = fc.constantFrom('stdout', 'stderr');
export const iso = (ms: number): string => new Date(ms).toISOString();

// Times as formats spell them.
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
export const monthOf = (ms: number): string => months[new Date(ms).getUTCMonth()] ?? '';
export const weekdayOf = (ms: number): string => weekdays[new Date(ms).getUTCDay()] ?? '';
export const dayOfMonth = (ms: number): string => iso(ms).slice(8, 10);
export const second = (ms: number): number => Math.floor(ms / 1000) * 1000;
export const isoSecond = (ms: number): string => iso(ms).slice(0, 19);
/** With a fraction that is to be cut. */
export const microseconds = (ms: number): string => `${iso(ms).slice(0, -1)}999Z`;
/** As the Common Log Format has it, without its brackets. */
export const clfTime = (ms: number): string =>
  `${dayOfMonth(ms)}/${monthOf(ms)}/${iso(ms).slice(0, 4)}:${iso(ms).slice(11, 19)} +0000`;

/** `time` as system-reading.ts prints it. */
export const printed = (ms: number): string => iso(ms).slice(0, -1).replace('2024-01-01T', '');

export type Written = {
  readonly ms: number;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
};

export const assertReadBack = (
  name: string,
  lines: readonly string[],
  lengths: readonly number[],
  written: readonly Written[],
): void => {
  const { events, remarks } = readAs(name, lines.map((each) => `${each}\n`).join(''), lengths);
  assert.deepEqual(
    events,
    written.map(({ ms, message, fields }) => ({ time: printed(ms), message, fields })),
  );
  assert.deepEqual(remarks, []);
};
