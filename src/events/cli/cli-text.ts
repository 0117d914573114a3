// What `aws logs filter-log-events` and `get-log-events` print with `--output text`: a row for each event,
// its values in the alphabetical order of their keys with tabs between them, as they are.
//
//   EVENTS <eventId> <ingestionTime> <logStreamName> <message> <timestamp>    filter-log-events
//   EVENTS <ingestionTime> <message> <timestamp>                              get-log-events
//
// With `--query events` the word EVENTS is absent; `--query 'events[].[timestamp,message]'` is a third
// layout. The first row decides which of them a file has.
//
// Nothing is escaped, so messages with tabs and newlines are ambiguous. A row begins at every line that
// starts as rows do, and ends at the last line before the next row whose end is a tab and a time; a message
// is split only where it holds the beginning of a row of its own.

import { type EventClock, newEventClock } from '../event-clock.ts';
import { fieldsOfId } from '../event-id.ts';
import { type EventText, newEventText } from '../event-text.ts';
import { openLineReader } from '../line-splitter.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';

type RowStart = {
  /** Epoch ms of the values before the message; NaN where the layout has none. */
  readonly timestampMs: number;
  readonly ingestionMs: number;
  readonly logStream: string | undefined;
  readonly id: string | undefined;
  /** Where the message begins. */
  readonly length: number;
};

type Layout = {
  readonly start: RegExp;
  readonly read: (match: RegExpExecArray) => RowStart;
  /** Does a row end with a tab and the event's time? */
  readonly endsWithTime: boolean;
};

/** Times have 13 digits from 2001 to 2286; event ids have 56, emulators' fewer. */
const filterLogEvents: Layout = {
  start: /^(?:EVENTS\t(\d{20,60})|(\d{50,60}))\t(\d{13})\t([^\t:*]+)\t/,
  read: ({ 0: { length }, 1: named, 2: bare, 3: ingestion, 4: logStream }) => ({
    timestampMs: Number.NaN,
    ingestionMs: Number(ingestion),
    logStream,
    id: named ?? bare,
    length,
  }),
  endsWithTime: true,
};

const getLogEvents: Layout = {
  start: /^(?:EVENTS\t)?(\d{13})\t/,
  read: ({ 0: { length }, 1: ingestion }) => ({
    timestampMs: Number.NaN,
    ingestionMs: Number(ingestion),
    logStream: undefined,
    id: undefined,
    length,
  }),
  endsWithTime: true,
};

const timeAndMessage: Layout = {
  start: /^(\d{13})\t/,
  read: ({ 0: { length }, 1: timestamp }) => ({
    timestampMs: Number(timestamp),
    ingestionMs: Number.NaN,
    logStream: undefined,
    id: undefined,
    length,
  }),
  endsWithTime: false,
};

const lineEndsWithTime = /\t\d{13}\r?$/;

const layoutOf = (line: string): Layout | undefined => {
  if (filterLogEvents.start.test(line)) return filterLogEvents;
  if (!getLogEvents.start.test(line)) return undefined;
  return line.startsWith('EVENTS') || lineEndsWithTime.test(line) ? getLogEvents : timeAndMessage;
};

/** Lines of the output that are about the answer, not events: the streams searched, the tokens of its pages. */
const otherRow = /^(?:SEARCHEDLOGSTREAMS\t|NEXTTOKEN\t|[bf]\/\d{40,}(?:\/s)?\t[bf]\/\d{40,}(?:\/s)?\r?$)/;

/** The output being read, and its row being read. */
type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly clock: EventClock;
  readonly text: EventText;
  layout: Layout | undefined;
  row: { readonly start: RowStart; readonly source: string; readonly line: number } | undefined;
  /** Is the text so far a whole row, if the next line begins another? */
  isRowWhole: boolean;
};

const addBadText = (state: State, text: string, line: number): void => {
  if (text.trim() === '') return;
  state.context.remark({ code: 'bad-line', message: 'text that is no row of --output text', line });
  state.sink.add(state.clock.timeOf(Number.NaN, line), text, state.context.logStream, Number.NaN, '');
};

/** Rows are gathered with a newline after each line, the last too. */
const withoutLastNewline = (text: string): string => text.slice(0, -1);

/** Where the last tab with a time at the end of a line is, or -1. */
const lastTime = (text: string): number => {
  for (let tab = text.lastIndexOf('\t'); tab >= 0; tab = text.lastIndexOf('\t', tab - 1)) {
    if (/^\t\d{13}\r?(?:\n|$)/.test(text.slice(tab, tab + 16))) return tab;
    if (tab === 0) return -1;
  }
  return -1;
};

const closeRow = (state: State): void => {
  const { row, layout } = state;
  if (row === undefined || layout === undefined) return;
  state.row = undefined;
  const text = state.text.take('');
  const tab = layout.endsWithTime ? lastTime(text) : 0;
  if (tab < 0) {
    addBadText(state, row.source + withoutLastNewline(text), row.line);
    return;
  }
  const { timestampMs, ingestionMs, logStream = state.context.logStream, id } = row.start;
  const message = layout.endsWithTime ? text.slice(0, tab) : withoutLastNewline(text);
  const ms = layout.endsWithTime ? Number(text.slice(tab + 1, tab + 14)) : timestampMs;
  state.sink.add(state.clock.timeOf(ms, row.line), message, logStream, ingestionMs, '', fieldsOfId(id));
  if (!layout.endsWithTime) return;
  const lines = message.split('\n').length;
  addBadText(state, withoutLastNewline(text.slice(tab + 14).replace(/^\r?\n/, '')), row.line + lines);
};

const readLine = (state: State, line: string, lineNumber: number): void => {
  state.layout ??= layoutOf(line);
  const match = state.layout?.start.exec(line);
  if (state.layout !== undefined && match != null) {
    closeRow(state);
    const start = state.layout.read(match);
    state.row = { start, source: match[0], line: lineNumber };
    state.text.add(`${line.slice(start.length)}\n`);
  } else if (otherRow.test(line) && (state.row === undefined || state.isRowWhole)) {
    closeRow(state);
  } else if (state.row !== undefined) {
    state.text.add(`${line}\n`);
  } else {
    addBadText(state, line, lineNumber);
  }
  state.isRowWhole = state.layout?.endsWithTime === true && lineEndsWithTime.test(line);
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const state: State = {
    sink,
    context,
    clock: newEventClock(context),
    text: newEventText(),
    layout: undefined,
    row: undefined,
    isRowWhole: false,
  };
  const lines = openLineReader((line, lineNumber) => readLine(state, line, lineNumber));
  return {
    push: lines.push,
    end: () => {
      lines.end();
      closeRow(state);
    },
  };
};

export const cliText: LogFormat = {
  name: 'cli-text',
  isFromService: true,
  title: 'filter-log-events or get-log-events with --output text',
  example: 'EVENTS\t3612…\t1704110400500\tstream\tthe message\t1704110400000',
  detect: (head) => {
    const line = head.split('\n', 20).find((candidate) => candidate.trim() !== '') ?? '';
    return layoutOf(line) !== undefined || otherRow.test(line);
  },
  open,
};
