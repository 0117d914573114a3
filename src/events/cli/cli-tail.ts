// What `aws logs tail` prints, in its three formats, with and without colours:
//
//   detailed   2024-03-13T18:56:24.046000+00:00 <stream> <message>
//   json       the same, but a message that is JSON starts on the next line, indented (no fraction when it is 0)
//   short      2024-03-13T18:56:24 <message>
//
// Messages are printed raw but for white space at their end, so one with newlines goes on in the lines that
// do not start with a time. A JSON message is restored in compact form: its own spacing is lost. Without
// colours a stream's name is taken to end at the first blank.

import { type EventClock, newEventClock } from '../event-clock.ts';
import { type EventText, newEventText } from '../event-text.ts';
import { openLineReader } from '../line-splitter.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';
import { isoTimestampAt } from '../timestamp-text.ts';
import { compactJson } from './compact-json.ts';

const second = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`;
/** The service's times are milliseconds, so that the last three digits of a fraction are always 0. */
const millisecond = String.raw`${second}(?:\.\d{3}000)?\+00:00`;

const esc = '\u001b';
const color = (code: number): string => String.raw`${esc}\[${code}m`;
/** Older versions reset the colours after each line, which shows before the next. */
const resets = `(?:${color(0)})*`;
const green = (text: string): string => `${color(32)}(${text})${color(0)}`;
const cyan = (text: string): string => `${color(36)}(${text})${color(0)}`;

type Layout = { readonly head: RegExp; readonly isColored: boolean };

const coloredLong: Layout = {
  head: new RegExp(`^${resets}${green(millisecond)} ${cyan(`[^${esc}]*`)}(?: |$)`),
  isColored: true,
};
const coloredShort: Layout = { head: new RegExp(`^${resets}${green(second)}(?: |$)`), isColored: true };
const plainLong: Layout = {
  head: new RegExp(String.raw`^(${millisecond}) ([^\s${esc}]+)(?: |$)`),
  isColored: false,
};
const plainShort: Layout = { head: new RegExp(`^(${second})(?: |$)`), isColored: false };
const layouts: readonly Layout[] = [coloredLong, coloredShort, plainLong, plainShort];

/** One run of the command has one layout: the first line with a time decides. */
const layoutOf = (line: string): Layout | undefined => layouts.find(({ head }) => head.test(line));

/** The output being read, and its event being read. */
type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly clock: EventClock;
  readonly text: EventText;
  layout: Layout | undefined;
  event: { readonly ms: number; readonly logStream: string } | undefined;
};

/** What begins a value that is printed over several lines, or is one of the short ones. */
const prettyStart = /^\n(?:[{[]\n|\{\}$|\[\]$|[^{[\s])/;

/** A message that starts on the next line is JSON that was indented, if it is JSON. */
const restored = (text: string): string =>
  prettyStart.test(text) ? (compactJson(text.slice(1)) ?? text) : text;

/** Where colours are reset after each line, they are after the last one too. */
const lastResets = new RegExp(`\n(?:${color(0)})+\n$`);

const closeEvent = (state: State, isLast: boolean): void => {
  if (state.event === undefined) return;
  const { ms, logStream } = state.event;
  state.event = undefined;
  const printed = state.text.take('');
  const text = (
    isLast && state.layout?.isColored === true ? printed.replace(lastResets, '\n') : printed
  ).slice(0, -1);
  state.sink.add(ms, restored(text), logStream, Number.NaN, '');
};

const readLine = (state: State, line: string, lineNumber: number): void => {
  state.layout ??= layoutOf(line);
  const match = state.layout?.head.exec(line);
  if (match != null) {
    closeEvent(state, false);
    const [{ length }, time = '', logStream = state.context.logStream] = match;
    const isoMs = isoTimestampAt(time, 0);
    if (Number.isNaN(isoMs)) badLine(state, 'a day or a time of day that does not exist', lineNumber);
    state.event = { ms: state.clock.timeOf(isoMs, lineNumber), logStream };
    state.text.add(`${line.slice(length)}\n`);
  } else if (state.event !== undefined) {
    state.text.add(`${line}\n`);
  } else if (line.trim() !== '') {
    badLine(state, 'a line without a time', lineNumber);
    state.sink.add(state.clock.timeOf(Number.NaN, lineNumber), line, state.context.logStream, Number.NaN, '');
  }
};

const badLine = ({ context }: State, message: string, line: number): void =>
  context.remark({ code: 'bad-line', message, line });

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const state: State = {
    sink,
    context,
    clock: newEventClock(context),
    text: newEventText(),
    layout: undefined,
    event: undefined,
  };
  const lines = openLineReader((line, lineNumber) => readLine(state, line, lineNumber));
  return {
    push: lines.push,
    end: () => {
      lines.end();
      closeEvent(state, true);
    },
  };
};

const anyLongLine = new RegExp(String.raw`^${second}(?:\.\d+)?\+00:00 `);
const withFraction = new RegExp(String.raw`^${second}\.\d{3}000\+`);

/**
 * Some syslog daemons write such lines too, with true microseconds: here every line's end in 000, and at
 * least one line has them.
 */
const isLong = (lines: readonly string[]): boolean => {
  const dated = lines.filter((line) => anyLongLine.test(line));
  return dated.every((line) => plainLong.head.test(line)) && dated.some((line) => withFraction.test(line));
};

/**
 * Any application may start its lines with a date and a time, and then they belong to its message. So a short
 * line is one of ours only if what follows the time cannot: an event of Lambda's, JSON, a time of its own.
 */
const messageOfItsOwn =
  /^\S+ (?:\{|(?:START|END|REPORT) RequestId: |INIT_START |(?:\[\w+\]\t?)?\d{4}-\d\d-\d\d[T ]\d\d:)/;

const isShort = (lines: readonly string[]): boolean =>
  lines.every((line) => !plainShort.head.test(line) || messageOfItsOwn.test(line));

const detect = (head: string, whole: boolean): boolean => {
  const lines = head.split('\n');
  // The head may cut its last line.
  if (!whole) lines.pop();
  const layout = layoutOf(lines.find((line) => line.trim() !== '') ?? '');
  if (layout === plainLong) return isLong(lines);
  return layout === plainShort ? isShort(lines) : layout !== undefined;
};

export const cliTail: LogFormat = {
  name: 'cli-tail',
  isFromService: true,
  title: 'aws logs tail, in its formats detailed, short and json',
  example: '2024-01-01T12:00:00.000000+00:00 stream the message',
  detect,
  open,
};
