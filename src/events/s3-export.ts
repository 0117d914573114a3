// What an S3 export task writes: `<ISO-8601 UTC timestamp with ms> <message>`, one event after the other
// (page S3ExportTasks; some users' files have epoch ms instead). Messages are written as they are, so one
// with newlines goes on in the lines that do not start with a timestamp.
//
// The newline that ends an event's last line belongs to the file; every other newline is the message's.
// Lambda's messages end with a newline of their own, which a file shows as an empty line after the event.

import { type EventClock, newEventClock } from './event-clock.ts';
import { type EventText, newEventText } from './event-text.ts';
import { checkEventLength } from './limits.ts';
import { openLineSplitter } from './line-splitter.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from './reader.ts';
import {
  EPOCH_MS_LENGTH,
  EXPORT_TIMESTAMP_LENGTH,
  epochMsTimestamp,
  exportTimestamp,
} from './timestamp-text.ts';

/** The time that the line at `at` starts with, or NaN: then the line continues the event before. */
const lineTimestamp = (text: string, at: number, spelling: Spelling): number => {
  const first = text.charCodeAt(at);
  if (!(first >= 48 && first <= 57)) return Number.NaN;
  const ms = spelling === 'epoch' ? Number.NaN : exportTimestamp(text, at);
  return Number.isNaN(ms) && spelling !== 'iso' ? epochMsTimestamp(text, at) : ms;
};

/** One file has one spelling of times, that of its first: digits in a message are no time then. */
type Spelling = 'iso' | 'epoch' | undefined;

const spellingOf = (text: string, at: number): Spelling =>
  Number.isNaN(exportTimestamp(text, at)) ? 'epoch' : 'iso';

/** Where the message of a line with a timestamp starts: after the first blank. */
const messageStart = (text: string, at: number): number =>
  text.charCodeAt(at + EPOCH_MS_LENGTH) === 32 ? at + EPOCH_MS_LENGTH + 1 : at + EXPORT_TIMESTAMP_LENGTH + 1;

const withoutLastNewline = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text);

/** The export being read, and its event being read: NaN as long as no timestamp was seen. */
type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly text: EventText;
  readonly clock: EventClock;
  openMs: number;
  undated: string;
  spelling: Spelling;
};

const add = ({ sink, context, clock }: State, ms: number, message: string): void => {
  checkEventLength(message.length);
  sink.add(clock.timeOf(ms, 0), message, context.logStream, Number.NaN, '');
};

/** Lines before the first timestamp wait for it; nothing but newlines is no event. */
const addUndated = (state: State, ms: number): void => {
  const { undated } = state;
  state.undated = '';
  if (undated.trim() === '') return;
  const line = 1 + (undated.match(/^\n*/)?.[0].length ?? 0);
  state.context.remark({
    code: 'undated-lines',
    message:
      'lines without a timestamp; they get the time of the next one that has one, else that of the file',
    line,
  });
  add(state, ms, undated);
};

/** Ends the open event with its text in [start, end) of the block, a newline at its end; the next is at `nextMs`. */
const closeEvent = (state: State, block: string, start: number, end: number, nextMs: number): void => {
  const isAllGathered = end === 0;
  const message = isAllGathered
    ? withoutLastNewline(state.text.take(''))
    : state.text.take(block.slice(start, end - 1));
  if (Number.isNaN(state.openMs)) {
    state.undated = message;
    if (!Number.isNaN(nextMs)) addUndated(state, nextMs);
  } else {
    add(state, state.openMs, message);
  }
  state.openMs = nextMs;
};

const readBlock = (state: State, block: string): void => {
  let start = 0;
  for (let at = 0; at < block.length; ) {
    const ms = lineTimestamp(block, at, state.spelling);
    if (state.spelling === undefined && !Number.isNaN(ms)) state.spelling = spellingOf(block, at);
    if (!Number.isNaN(ms)) {
      closeEvent(state, block, start, at, ms);
      start = messageStart(block, at);
      at = start;
    }
    const newline = block.indexOf('\n', at);
    at = newline < 0 ? block.length : newline + 1;
  }
  state.text.add(block.slice(start));
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const state: State = {
    sink,
    context,
    text: newEventText(),
    clock: newEventClock(context),
    openMs: Number.NaN,
    undated: '',
    spelling: undefined,
  };
  const lines = openLineSplitter((block) => readBlock(state, block));
  return {
    push: lines.push,
    end: () => {
      lines.end();
      closeEvent(state, '', 0, 0, Number.NaN);
      addUndated(state, context.fallbackMs);
    },
  };
};

/** Lines of Spring Boot and its kin begin with the same time, and more blanks than one behind it. */
const MOST_LINES_LOOKED_AT = 20;

const detect = (head: string): boolean => {
  const first = head.search(/[^\n]/);
  if (Number.isNaN(lineTimestamp(head, first, undefined))) return false;
  let at = first;
  for (let line = 0; line < MOST_LINES_LOOKED_AT && at < head.length; line += 1) {
    const ms = lineTimestamp(head, at, undefined);
    if (!Number.isNaN(ms) && head.charCodeAt(messageStart(head, at)) !== 32) return true;
    const newline = head.indexOf('\n', at);
    if (newline < 0) break;
    at = newline + 1;
  }
  return false;
};

export const s3Export: LogFormat = {
  name: 's3-export',
  isFromService: true,
  title: 'S3 export task: a timestamp, a blank, the message',
  example: '2024-01-01T12:00:00.000Z the message',
  detect,
  open,
};
