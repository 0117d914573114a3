// logfmt: key=value pairs, `ts=2024-01-01T12:00:00Z level=info msg="…"`. The line is the message. The service
// discovers no fields in logfmt, so there are none here: `parse … logfmt` makes them. Only the time is found.

import type { LogFormat } from '../reader.ts';
import { isoTimestampAt, timestampOf } from '../timestamp-text.ts';
import { mostLinesAre } from './head-lines.ts';
import { type LineClock, openTextReader } from './text-reader.ts';

/** Keys of the time, the most trusted first. */
const timeKeys = ['ts', 'time', 'timestamp', '@timestamp', 't', 'datetime'];
const levelKeys: ReadonlySet<string> = new Set(['level', 'lvl', 'severity']);

const keyPattern = /[A-Za-z_@][\w.@/-]{0,255}=/y;
const blank = /\s*/y;
const word = /[^\s"]*/y;

/** Where what the sticky pattern matches at `at` ends; `at` when it does not. */
const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

/** Index of the quote that ends the text in quotes that begins before `from`, at most `end`. */
const quoteEnd = (text: string, from: number, end: number): number => {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92 /* \ */) at += 1;
    else if (code === 34 /* " */) return at;
  }
  return end;
};

/** Calls `onPair` for each pair of the line at [at, end) until it gives true; other words are passed over. */
const walkPairs = (
  text: string,
  at: number,
  end: number,
  onPair: (key: string, value: string) => boolean,
): void => {
  for (let from = endOf(blank, text, at); from < end; from = endOf(blank, text, from)) {
    const valueAt = endOf(keyPattern, text, from);
    const isQuoted = text.charCodeAt(valueAt) === 34; /* " */
    const valueEnd = Math.min(end, isQuoted ? quoteEnd(text, valueAt + 1, end) : endOf(word, text, valueAt));
    if (valueAt > from) {
      const key = text.slice(from, valueAt - 1);
      if (onPair(key, text.slice(isQuoted ? valueAt + 1 : valueAt, valueEnd))) return;
    }
    from = Math.max(isQuoted ? valueEnd + 1 : valueEnd, from + 1);
  }
};

const newClock = (writtenMs: number): LineClock => {
  const timeAt = (text: string, at: number, end: number): number => {
    let bestRank = timeKeys.length;
    let bestMs = Number.NaN;
    walkPairs(text, at, end, (key, value) => {
      const rank = timeKeys.indexOf(key);
      if (rank < 0 || rank >= bestRank) return false;
      const ms = timestampOf(value, writtenMs);
      if (Number.isNaN(ms)) return false;
      bestRank = rank;
      bestMs = ms;
      return rank === 0;
    });
    return Number.isNaN(bestMs) ? isoTimestampAt(text, at) : bestMs;
  };
  return { timeAt, isStart: true, isPromised: (line) => pairsOf(line).size > 0 };
};

const pairsOf = (line: string): ReadonlySet<string> => {
  const keys = new Set<string>();
  walkPairs(line, 0, line.length, (key) => {
    keys.add(key);
    return false;
  });
  return keys;
};

/** A line of pairs from its start, three or more, one of them a time or a level. */
const isLogfmt = (line: string): boolean => {
  if (!/^[A-Za-z_@][\w.@/-]*=/.test(line)) return false;
  const keys = pairsOf(line);
  return (
    keys.size >= 3 && (timeKeys.some((key) => keys.has(key)) || [...levelKeys].some((key) => keys.has(key)))
  );
};

export const logfmt: LogFormat = {
  name: 'logfmt',
  title: 'logfmt: key=value pairs',
  example: 'ts=2024-01-01T12:00:00Z level=info msg="the message"',
  // What the Go runtime prints when it panics may be many lines.
  detect: (head, whole) => mostLinesAre(head, whole, isLogfmt, 0.5),
  open: (sink, context) => openTextReader(sink, context, newClock(context.fallbackMs)),
};
