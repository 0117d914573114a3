// What an S3 export task writes: `<ISO-8601 UTC timestamp with ms> <message>`, one event after the other
// (page S3ExportTasks; some users' files have epoch ms instead). Messages are written as they are, so one
// with newlines goes on in the lines that do not start with a timestamp.
//
// The newline that ends an event's last line belongs to the file; every other newline is the message's.
// Lambda's messages end with a newline of their own, which a file shows as an empty line after the event.

import { type EventClock, newEventClock } from './event-clock.ts';
import { type EventText, newEventText } from './event-text.ts';
import { readExportBytes } from './export-events.ts';
import { checkEventLength } from './limits.ts';
import { openLineSplitter } from './line-splitter.ts';
import type { ByteTools, EventSink, LogFormat, Reader, ReaderContext } from './reader.ts';
import { openSkim, type Skim, type SkimmedBlock } from './skim.ts';
import {
  EPOCH_MS_LENGTH,
  EXPORT_TIMESTAMP_LENGTH,
  epochMsTimestamp,
  exportTimestamp,
} from './timestamp-text.ts';

const LF = 10;

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

/** Text that an event is cut from. */
type Block = { slice(start: number, end?: number): string };

/** The export being read, and its event being read: NaN as long as no timestamp was seen. */
type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly text: EventText;
  readonly clock: EventClock;
  /** The present block, where events may be passed over. */
  skimmed: SkimmedBlock | undefined;
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

/** Passes over the open event, all of it at [start, end) of the block, where nobody need look at it. */
const passOver = ({ skimmed, clock, text, openMs }: State, start: number, end: number): boolean => {
  if (skimmed === undefined || Number.isNaN(openMs) || text.length() > 0) return false;
  if (!skimmed.mayPass(start, end)) return false;
  checkEventLength(end - start);
  skimmed.pass(clock.timeOf(openMs, 0), start, end);
  return true;
};

/** Ends the open event with its text in [start, end) of the block, a newline at its end; the next is at `nextMs`. */
const closeEvent = (state: State, block: Block, start: number, end: number, nextMs: number): void => {
  const isAllGathered = end === 0;
  if (isAllGathered || !passOver(state, start, end - 1)) {
    const message = isAllGathered
      ? withoutLastNewline(state.text.take(''))
      : state.text.take(block.slice(start, end - 1));
    if (!Number.isNaN(state.openMs)) add(state, state.openMs, message);
    else {
      state.undated = message;
      if (!Number.isNaN(nextMs)) addUndated(state, nextMs);
    }
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

/** The same where times are known to be spelled as ISO 8601 and the text is ASCII. */
const readBytes = (state: State, bytes: Uint8Array, tools: ByteTools, skim: Skim): void => {
  const block: Block = { slice: (from, to = bytes.length) => tools.ascii(bytes, from, to) };
  const last = readExportBytes(bytes, {
    skimming: skim.skimming,
    nextText: skim.ofBytes(bytes, tools),
    clock: state.clock,
    begin: (start, ms) => closeEvent(state, block, 0, start, ms),
    make: (ms, start, end) => add(state, ms, block.slice(start, end)),
  });
  if (last !== undefined) state.openMs = last.ms;
  state.text.add(block.slice(last?.start ?? 0));
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const skim = context.skimming && openSkim(context.skimming, sink);
  const state: State = {
    sink: skim?.sink ?? sink,
    context,
    text: newEventText(),
    clock: newEventClock(context),
    skimmed: undefined,
    openMs: Number.NaN,
    undated: '',
    spelling: undefined,
  };
  const lines = openLineSplitter((block, isAscii) => {
    if (skim === undefined) readBlock(state, block);
    else {
      state.skimmed = skim.ofText(block, isAscii);
      skim.reading(() => readBlock(state, block));
    }
  });
  const tools = context.byteTools;
  /** The first line may go on one before, and the last in what follows: as text both find what they belong to. */
  const pushAscii = (bytes: Uint8Array, byteTools: ByteTools, toSkim: Skim): void => {
    const first = bytes.indexOf(LF) + 1;
    lines.push(byteTools.ascii(bytes, 0, first), true);
    const last = state.spelling === 'iso' ? bytes.lastIndexOf(LF) + 1 : first;
    if (last > first) {
      const whole = bytes.subarray(first, last);
      // The open event may have begun in the piece before.
      state.skimmed = undefined;
      readBytes(state, whole, byteTools, toSkim);
    }
    lines.push(byteTools.ascii(bytes, last, bytes.length), true);
  };
  return {
    push: lines.push,
    // Only where most events are passed over do bytes spare anything.
    ...(tools && skim && { pushAscii: (bytes: Uint8Array) => pushAscii(bytes, tools, skim) }),
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
