// Any text: each line is an event, and so is a stack trace with the line before it. This is also the home of
// JSON lines that are messages themselves, dated by a key (systems/json-time.ts).
//
// Other lines are dated by the time they begin with, or that begins within their first 64 characters, in any
// usual spelling. A time that is not at the start may be one the message speaks of. So one that stands free
// (not in brackets or quotes, not after =) counts only where lines lately did not begin with a time; so does
// an epoch time, which may be any number. Messages keep the timestamp.

import type { EventSink, LogFormat, Reader, ReaderContext } from './reader.ts';
import { isDigit, isLetter } from './systems/calendar.ts';
import { jsonTime } from './systems/json-time.ts';
import { mayBeSpelledTime, spelledTimeAt } from './systems/spelled-time.ts';
import { type LineClock, openTextReader } from './systems/text-reader.ts';
import { epochMs, isoTimestampAt } from './timestamp-text.ts';

/** How far into a line a time may begin, in characters. */
const MOST_BEFORE_TIME = 64;

/** Longest way from the start of a time to its first colon: `Wednesday, September 20, 2024, 12:`. */
const MOST_BEFORE_COLON = 34;

/** So many lines after one that began with a time, free times further in count again. */
const LINES_OF_TRUST = 16;

const timeHere = (text: string, at: number, writtenMs: number): number => {
  const ms = isoTimestampAt(text, at);
  return Number.isNaN(ms) ? spelledTimeAt(text, at, writtenMs) : ms;
};

const isBracket = (code: number): boolean => code === 91 /* [ */ || code === 40 /* ( */;
const isMark = (code: number): boolean =>
  isBracket(code) || code === 34 /* " */ || code === 39 /* ' */ || code === 61 /* = */ || code === 60; /* < */

/** Does what follows go on with a word, a number, a version, a path? No time begins there. */
const isWithinWord = (before: number): boolean =>
  isDigit(before) || isLetter(before) || before === 95 /* _ */ || (before >= 45 && before <= 47); /* - . / */

/** The time that the line at `at` begins with, perhaps behind a bracket or quote; NaN for none. */
const startTime = (text: string, at: number, first: number, writtenMs: number): number => {
  if (first >= 97 /* a */) return Number.NaN;
  if (isDigit(first) || isLetter(first)) return timeHere(text, at, writtenMs);
  return isMark(first) ? timeHere(text, at + 1, writtenMs) : Number.NaN;
};

// 10, 13, 16 or 19 digits: s, ms, µs or ns since September 2001.
const epochPattern = /[1-9]\d{9}(?:\.\d{1,9}|\d{3}|\d{6}|\d{9})?(?=[\s,;:|\]]|$)/y;

const epochAtStart = (text: string, at: number): number => {
  const from = isBracket(text.charCodeAt(at)) ? at + 1 : at;
  // The ninth digit spares nearly all lines the pattern.
  if (!isDigit(text.charCodeAt(from)) || !isDigit(text.charCodeAt(from + 9))) return Number.NaN;
  epochPattern.lastIndex = from;
  const match = epochPattern.exec(text);
  return match === null ? Number.NaN : epochMs(Number(match[0]));
};

/** Is there a digit before and are there two digits after the colon at `at`? Every time has such a colon. */
const isTimeColon = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2));

const newClock = (writtenMs: number): LineClock => {
  // The first colon at or after the start of the line, in the block that it was looked for in.
  let block = '';
  let colon = -1;
  let linesSinceStart = LINES_OF_TRUST;

  const nextColon = (text: string, at: number): number => {
    if (text !== block) colon = -1;
    if (colon < at) {
      block = text;
      const found = text.indexOf(':', at);
      colon = found < 0 ? text.length : found;
    }
    return colon;
  };

  /** Does the line have a colon where a time could have it? Most lines without a time do not. */
  const hasTimeColon = (text: string, at: number, last: number): boolean => {
    for (let i = nextColon(text, at); i < last; i = nextColon(text, i + 1))
      if (isTimeColon(text, i)) return true;
    return false;
  };

  const innerTime = (text: string, at: number, end: number): number => {
    if (!hasTimeColon(text, at + 1, Math.min(end, at + MOST_BEFORE_TIME + MOST_BEFORE_COLON)))
      return Number.NaN;
    const isFreeTrusted = linesSinceStart >= LINES_OF_TRUST;
    const last = Math.min(end, at + MOST_BEFORE_TIME);
    for (let i = at + 1; i < last; i++) {
      const before = text.charCodeAt(i - 1);
      if (isWithinWord(before) || !(isFreeTrusted || isMark(before))) continue;
      const here = text.charCodeAt(i);
      if (!isDigit(here) && !isLetter(here)) continue;
      const iso = isoTimestampAt(text, i);
      if (!Number.isNaN(iso)) return iso;
      const ms = mayBeSpelledTime(text, i) ? spelledTimeAt(text, i, writtenMs) : Number.NaN;
      if (!Number.isNaN(ms)) return ms;
    }
    return Number.NaN;
  };

  const timeAt = (text: string, at: number, end: number): number => {
    clock.isStart = true;
    const first = text.charCodeAt(at);
    if (first === 123 /* { */) return jsonTime(text.slice(at, end), writtenMs);
    const ms = startTime(text, at, first, writtenMs);
    if (!Number.isNaN(ms)) {
      linesSinceStart = 0;
      return ms;
    }
    clock.isStart = false;
    linesSinceStart += 1;
    const mayBeEpoch = first < 97 /* a */ && linesSinceStart > LINES_OF_TRUST;
    const epoch = mayBeEpoch ? epochAtStart(text, at) : Number.NaN;
    return Number.isNaN(epoch) ? innerTime(text, at, end) : epoch;
  };
  const clock = { timeAt, isStart: true };
  return clock;
};

const open = (sink: EventSink, context: ReaderContext): Reader =>
  openTextReader(sink, context, newClock(context.fallbackMs));

export const plainText: LogFormat = {
  name: 'plain-text',
  title: 'text or JSON, an event on each line',
  example: '2024-01-01 12:00:00 any text',
  detect: () => true,
  open,
};
