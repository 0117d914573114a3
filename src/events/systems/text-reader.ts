// Text whose events are lines, each with what goes on after it: stack traces of Java, Python, Node, Go, .NET,
// Ruby and PHP, and whatever is indented. What dates a line is the business of the format.
//
// An event without a time has that of the event before, else that of the file. Messages are the lines as they
// are, without the last line end (LF or CRLF). Empty lines are not events, but stay inside one that goes on
// after them.

import { impossibleTime, isPossibleTime } from '../event-clock.ts';
import { type EventText, newEventText } from '../event-text.ts';
import { checkEventLength } from '../limits.ts';
import { openLineSplitter } from '../line-splitter.ts';
import type { EventFields, EventSink, Reader, ReaderContext } from '../reader.ts';
import { openSkim, type SkimmedBlock } from '../skim.ts';

/** How a format of lines dates them. It belongs to one reader. */
export type LineClock = {
  /** The time that the line at [at, end) carries, or NaN. */
  timeAt(text: string, at: number, end: number): number;
  /** Did the last time that was found stand where only an event begins? */
  isStart: boolean;
  /** What the format tells of an event beside its message. */
  readonly fieldsOf?: (message: string) => EventFields | undefined;
  /** Whether the line is what the format promises; others are remarked. Without it any line is. */
  readonly isPromised?: (line: string) => boolean;
};

// How stack traces go on at the margin; a bracket alone there ends pretty JSON.
const marginContinuation =
  /at |Caused by:|Traceback \(|\.\.\. \d+ more|During handling of the above|The above exception was|goroutine \d+ \[|\[signal SIG|--- End of |Stack trace:|#\d+ (?:\/|\{main\}|\[internal|[A-Z]:\\)/y;
const isMarginStart = new Uint8Array(128);
for (const start of 'aC.DgTS[-#') isMarginStart[start.charCodeAt(0)] = 1;
// Rails prints backtraces at the margin: app/models/user.rb:12:in 'User#save'
const rubyFrame = /\S+:\d+:in [`'][^'\r\n]*'(?=[\r\n]|$)/y;
// The exception that follows the line of the log that tells of it, its trace below: only there. The bounds keep
// the pattern from remembering its way through megabytes.
const exceptionHeader =
  /(?:[\w$]{1,100}\.){0,30}[\w$]{0,100}(?:Exception|Error|Throwable)(?: \[\w+\])?(?::|[\r\n]|$)/y;

const tracebackEnd = 'Traceback (most recent call last):';
const isIndented = (code: number): boolean => code === 32 || code === 9;

/** What the open event is in the middle of. */
type Trace = 'none' | 'python' | 'go';

/** The text being read, and its event being read. */
type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly clock: LineClock;
  readonly text: EventText;
  /** The present block, where events may be passed over. */
  skimmed: SkimmedBlock | undefined;
  /** Length of the open event without empty lines at its end; 0 while none is open. */
  openLength: number;
  /** Time of the open event, or of the last; NaN at first. */
  lastMs: number;
  lineNumber: number;
  /** Has the open event a time of its own, and is the line before its last? */
  isOpenDated: boolean;
  isAfterEmpty: boolean;
  /** Python ends a traceback with one line at the margin, the exception itself; Go a goroutine with an empty one. */
  trace: Trace;
};

/** Ends the open event with its text in [start, end) of the block. */
const closeEvent = (state: State, block: string, start: number, end: number): void => {
  if (state.openLength === 0) return;
  checkEventLength(state.openLength);
  const { sink, context, clock, skimmed } = state;
  const messageEnd = start + state.openLength;
  if (skimmed !== undefined && state.text.length() === 0 && skimmed.mayPass(start, messageEnd)) {
    skimmed.pass(state.lastMs, start, messageEnd);
    state.openLength = 0;
    return;
  }
  const message = state.text.take(block.slice(start, end)).slice(0, state.openLength);
  const fields = context.wantsFields ? clock.fieldsOf?.(message) : undefined;
  sink.add(state.lastMs, message, context.logStream, Number.NaN, '', fields);
  state.openLength = 0;
};

const dateEvent = (state: State, ms: number): void => {
  state.isOpenDated = isPossibleTime(ms);
  if (state.isOpenDated) {
    state.lastMs = ms;
    return;
  }
  const { context } = state;
  if (!Number.isNaN(ms)) context.remark(impossibleTime(state.lineNumber));
  if (Number.isNaN(state.lastMs)) {
    const message = 'lines without a timestamp before the first that has one; they get the time of the file';
    context.remark({ code: 'undated-lines', message, line: state.lineNumber });
    state.lastMs = context.fallbackMs;
  }
};

const matches = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

/** Does the line go on with the open event, whatever times are in it? */
const continues = (state: State, block: string, at: number, end: number): boolean => {
  const first = block.charCodeAt(at);
  if (isIndented(first) || first === 41 /* ) */ || first === 93 /* ] */ || first === 125 /* } */) return true;
  if ((first >= 48 && first <= 57) || first === 123 /* { */) return false;
  if (isMarginStart[first] === 1 && matches(marginContinuation, block, at)) return true;
  if (block.charCodeAt(end - 1) === 39 /* ' */ && matches(rubyFrame, block, at)) return true;
  return state.isOpenDated && !state.isAfterEmpty && matches(exceptionHeader, block, at);
};

/** Is this the line of the open trace that stands at the margin? */
const isOfTrace = (state: State, block: string, at: number, ms: number): boolean => {
  if (state.trace === 'none') return false;
  const isOther = block.charCodeAt(at) === 123 /* { */ || (!Number.isNaN(ms) && state.clock.isStart);
  if (isOther || state.trace === 'python') state.trace = 'none';
  return !isOther;
};

const noteTrace = (state: State, block: string, at: number, end: number): void => {
  const first = block.charCodeAt(at);
  if (isIndented(first)) return;
  if (block.charCodeAt(end - 1) === 58 /* : */ && block.endsWith(tracebackEnd, end)) state.trace = 'python';
  else if (first === 103 /* g */ && block.startsWith('goroutine ', at)) state.trace = 'go';
  else if (state.trace !== 'go') state.trace = 'none';
};

const remarkUnpromised = (state: State, line: string): void => {
  if (state.clock.isPromised?.(line) !== false) return;
  const message = 'a line that is not what the format promises; it is an event of its own';
  state.context.remark({ code: 'bad-line', message, line: state.lineNumber });
};

/** Reads the line at [at, end); gives the start of the event that it belongs to. */
const readLine = (state: State, block: string, start: number, at: number, end: number): number => {
  const isOpen = state.openLength > 0;
  let eventStart = start;
  if (!isOpen || !continues(state, block, at, end)) {
    const ms = state.clock.timeAt(block, at, end);
    if (!isOpen || !isOfTrace(state, block, at, ms)) {
      closeEvent(state, block, start, at);
      dateEvent(state, ms);
      if (!state.isOpenDated && state.clock.isPromised !== undefined)
        remarkUnpromised(state, block.slice(at, end));
      eventStart = at;
    }
  }
  state.isAfterEmpty = false;
  state.openLength = state.text.length() + end - eventStart;
  noteTrace(state, block, at, end);
  return eventStart;
};

const readEmptyLine = (state: State): void => {
  state.isAfterEmpty = true;
  if (state.trace === 'go') state.trace = 'none';
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
    else readEmptyLine(state);
    at = next;
  }
  if (state.openLength > 0) state.text.add(block.slice(start));
};

/** Reads text as events of lines; `clock` is this reader's own. */
export const openTextReader = (sink: EventSink, context: ReaderContext, clock: LineClock): Reader => {
  // An event with fields of its own is passed over by nobody.
  const skim =
    context.skimming && clock.fieldsOf === undefined ? openSkim(context.skimming, sink) : undefined;
  const state: State = {
    sink: skim?.sink ?? sink,
    context,
    clock,
    text: newEventText(),
    skimmed: undefined,
    openLength: 0,
    lastMs: Number.NaN,
    lineNumber: 0,
    isOpenDated: false,
    isAfterEmpty: false,
    trace: 'none',
  };
  const lines = openLineSplitter((block, isAscii) => {
    if (skim === undefined) readBlock(state, block);
    else {
      state.skimmed = skim.ofText(block, isAscii);
      skim.reading(() => readBlock(state, block));
    }
  });
  return {
    push: lines.push,
    end: () => {
      lines.end();
      state.skimmed = undefined;
      closeEvent(state, '', 0, 0);
    },
  };
};
