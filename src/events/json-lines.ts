// JSON lines that wrap log events: {"timestamp":…,"message":…} with, at will, log stream, log group and
// ingestion time. A line with any other key is not a wrapper but a message of its own (many applications log
// "timestamp" and "message" among other keys), so it is never unwrapped: no key is ever lost. A file that has
// such lines among its first is no file of wrappers: its lines are all messages (plain-text.ts).

import { newEventClock } from './event-clock.ts';
import { openLineReader } from './line-splitter.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from './reader.ts';
import { jsonTime } from './systems/json-time.ts';
import { timestampOf } from './timestamp-text.ts';

type Wrapper = {
  readonly timestamp: unknown;
  readonly message: string;
  readonly logStream?: unknown;
  readonly logStreamName?: unknown;
  readonly logGroup?: unknown;
  readonly logGroupName?: unknown;
  readonly ingestionTime?: unknown;
};

const wrapperKeys: ReadonlySet<string> = new Set([
  'timestamp',
  'message',
  'logStream',
  'logStreamName',
  'logGroup',
  'logGroupName',
  'ingestionTime',
  'eventId',
  'id',
]);

const isWrapper = (value: unknown): value is Wrapper => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key in value) if (!wrapperKeys.has(key)) return false;
  return 'message' in value && typeof value.message === 'string' && 'timestamp' in value;
};

/** What the line holds, or undefined when it is not one JSON text. */
const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const firstText = (first: unknown, second: unknown, otherwise: string): string => {
  if (typeof first === 'string') return first;
  return typeof second === 'string' ? second : otherwise;
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const clock = newEventClock(context);
  const addOther = (text: string, line: number): void => {
    context.remark({ code: 'bad-line', message: 'a line that is no {"timestamp","message"} object', line });
    sink.add(clock.timeOf(jsonTime(text, context.fallbackMs), line), text, context.logStream, Number.NaN, '');
  };
  return openLineReader((text, line) => {
    if (text.trim() === '') return;
    const value = parseLine(text);
    const ms = isWrapper(value) ? timestampOf(value.timestamp, context.fallbackMs) : Number.NaN;
    if (!isWrapper(value) || Number.isNaN(ms)) return addOther(text, line);
    const logStream = firstText(value.logStream, value.logStreamName, context.logStream);
    const logGroup = firstText(value.logGroup, value.logGroupName, '');
    sink.add(clock.timeOf(ms, line), value.message, logStream, timestampOf(value.ingestionTime), logGroup);
  });
};

/** A first line longer than the head cannot be parsed; then its first key decides. */
const cutLinePattern = /^\{\s*"(?:timestamp|message|logStream(?:Name)?|logGroup(?:Name)?|ingestionTime)"\s*:/;

const isDatedWrapper = (value: unknown): boolean =>
  isWrapper(value) && !Number.isNaN(timestampOf(value.timestamp));

const detect = (head: string, whole: boolean): boolean => {
  const text = head.trimStart();
  if (!text.startsWith('{')) return false;
  const newline = text.indexOf('\n');
  if (newline < 0 && !whole) return cutLinePattern.test(text);
  const lines = text.split('\n');
  // Of a file that goes on after the head, the last line may be cut.
  if (!whole) lines.pop();
  const objects = lines.map(parseLine).filter((value) => typeof value === 'object' && value !== null);
  return isDatedWrapper(parseLine(lines[0]!)) && objects.every(isWrapper);
};

export const jsonLines: LogFormat = {
  name: 'json-lines',
  title: 'JSON lines of {"timestamp","message"}',
  example: '{"timestamp":1704110400000,"message":"…","logStream":"…"}',
  detect,
  open,
};
