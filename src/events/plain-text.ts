// Any text: each line is an event, and so is a stack trace with the line before it. This is also the home of
// JSON lines that are messages themselves.
//
// An event is dated by the ISO-8601 timestamp at its start or, in a JSON object, by a top-level key; else by
// the event before; else by the context. Messages keep the timestamp: they are the whole line, without the
// line end (LF or CRLF). Empty lines are not events, but stay inside one that goes on after them.

import { flattenJson, type LeafSink } from './discovery/json.ts';
import { type EventText, newEventText } from './event-text.ts';
import { checkEventLength } from './limits.ts';
import { openLineSplitter } from './line-splitter.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from './reader.ts';
import { isoTimestampAt, timestampOf } from './timestamp-text.ts';

/** Paths of the keys that may date a JSON line, the most trusted first; "@timestamp" is discovered as "@@timestamp". */
const timePaths = ['timestamp', '@@timestamp', 'time', 'ts'];
const wantedPaths: ReadonlySet<string> = new Set(timePaths);
const timesFound: number[] = [];

/** Smaller numbers under such keys are durations and counts rather than times before 1973. */
const SMALLEST_EPOCH = 1e8;

const takeTime: LeafSink = (path, kind, value) => {
  const isTime = kind === 'text' || (kind === 'number' && Number(value) >= SMALLEST_EPOCH);
  timesFound[timePaths.indexOf(path)] = isTime
    ? timestampOf(kind === 'number' ? Number(value) : value)
    : Number.NaN;
};

const jsonTime = (line: string): number => {
  timesFound.fill(Number.NaN);
  flattenJson(line, takeTime, wantedPaths);
  return timesFound.find((ms) => !Number.isNaN(ms ?? Number.NaN)) ?? Number.NaN;
};

/** The time that the line at [at, end) carries, or NaN. */
const lineTime = (text: string, at: number, end: number): number => {
  const first = text.charCodeAt(at);
  if (first === 123 /* { */) return jsonTime(text.slice(at, end));
  return isoTimestampAt(text, first === 91 /* [ */ ? at + 1 : at);
};

// How stack traces go on: indented, or with one of these; a bracket alone at the margin ends pretty JSON.
const continuation =
  /[\t )}\]]|at |Caused by:|Traceback \(|\.\.\. \d+ more|During handling of the above|The above exception was/y;

const continues = (text: string, at: number): boolean => {
  continuation.lastIndex = at;
  return continuation.test(text);
};

const tracebackEnd = 'Traceback (most recent call last):';
const isIndented = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9;

/** The text being read, and its event being read. */
type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly text: EventText;
  /** Length of the open event without empty lines at its end; 0 while none is open. */
  openLength: number;
  /** Time of the open event, or of the last; NaN at first. */
  lastMs: number;
  lineNumber: number;
  /** Python ends a traceback with one line at the margin, the exception itself. */
  isInTraceback: boolean;
};

const closeEvent = (state: State, rest: string): void => {
  if (state.openLength === 0) return;
  checkEventLength(state.openLength);
  const message = state.text.take(rest).slice(0, state.openLength);
  state.sink.add(state.lastMs, message, state.context.logStream, Number.NaN, '');
  state.openLength = 0;
};

const dateEvent = (state: State, ms: number): void => {
  if (!Number.isNaN(ms)) {
    state.lastMs = ms;
  } else if (Number.isNaN(state.lastMs)) {
    const message =
      'lines without a timestamp; they get the time of the next one that has one, else that of the file';
    state.context.remark({ code: 'undated-lines', message, line: state.lineNumber });
    state.lastMs = state.context.fallbackMs;
  }
};

const belongsToOpenEvent = (state: State, block: string, at: number, ms: number): boolean => {
  if (state.openLength === 0 || !Number.isNaN(ms)) return false;
  if (continues(block, at)) return true;
  const isLastOfTraceback = state.isInTraceback;
  state.isInTraceback = false;
  return isLastOfTraceback && block.charCodeAt(at) !== 123 /* { */;
};

/** Reads the line at [at, end); gives the start of the event that it belongs to. */
const readLine = (state: State, block: string, start: number, at: number, end: number): number => {
  const ms = lineTime(block, at, end);
  let eventStart = start;
  if (!belongsToOpenEvent(state, block, at, ms)) {
    closeEvent(state, block.slice(start, at));
    dateEvent(state, ms);
    eventStart = at;
  }
  state.openLength = state.text.length() + end - eventStart;
  if (!isIndented(block, at)) state.isInTraceback = block.endsWith(tracebackEnd, end);
  return eventStart;
};

const readBlock = (state: State, block: string): void => {
  let start = 0;
  for (let at = 0; at < block.length; ) {
    const newline = block.indexOf('\n', at);
    const next = newline < 0 ? block.length : newline + 1;
    let end = newline < 0 ? next : newline;
    if (end > at && block.charCodeAt(end - 1) === 13 /* CR */) end -= 1;
    state.lineNumber += 1;
    if (end > at) start = readLine(state, block, start, at, end);
    at = next;
  }
  if (state.openLength > 0) state.text.add(block.slice(start));
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const state: State = {
    sink,
    context,
    text: newEventText(),
    openLength: 0,
    lastMs: Number.NaN,
    lineNumber: 0,
    isInTraceback: false,
  };
  const lines = openLineSplitter((block) => readBlock(state, block));
  return {
    push: lines.push,
    end: () => {
      lines.end();
      closeEvent(state, '');
    },
  };
};

export const plainText: LogFormat = {
  name: 'plain-text',
  title: 'text, an event on each line',
  example: '2024-01-01 12:00:00 any text',
  detect: () => true,
  open,
};
