// The JSON that `aws logs filter-log-events` and `get-log-events` print: {"events":[…]}, one document or
// several, or only the array, as `--query events` prints it (pages FilterLogEvents, GetLogEvents).

import { newEventClock } from './event-clock.ts';
import { fieldsOfId } from './event-id.ts';
import { openDocumentScanner } from './json-document-scanner.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from './reader.ts';
import { timestampOf } from './timestamp-text.ts';

type WireEvent = {
  readonly timestamp?: unknown;
  readonly message?: unknown;
  readonly logStreamName?: unknown;
  readonly ingestionTime?: unknown;
  readonly eventId?: unknown;
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const clock = newEventClock(context);
  let count = 0;
  /** An element without time or message stays: its JSON text is the message. */
  const addOther = (element: unknown): void => {
    context.remark({ code: 'bad-event', message: `element ${count} is no log event`, line: 0 });
    sink.add(clock.timeOf(Number.NaN, 0), JSON.stringify(element), context.logStream, Number.NaN, '');
  };
  const addElement = (element: unknown): void => {
    count += 1;
    const { timestamp, message, logStreamName, ingestionTime, eventId } = (element ?? {}) as WireEvent;
    const ms = timestampOf(timestamp);
    if (Number.isNaN(ms) || typeof message !== 'string') {
      addOther(element);
      return;
    }
    const stream = typeof logStreamName === 'string' ? logStreamName : context.logStream;
    const ingestionMs = timestampOf(ingestionTime);
    sink.add(
      clock.timeOf(ms, 0),
      message,
      stream,
      ingestionMs,
      '',
      context.wantsFields ? fieldsOfId(eventId) : undefined,
    );
  };
  return openDocumentScanner('events', {
    elements: (list, from) => {
      for (let i = from; i < list.length; i++) addElement(list[i]);
    },
    otherDocument: () =>
      context.remark({ code: 'other-document', message: 'a JSON document without "events"', line: 0 }),
  });
};

const eventStart = String.raw`\{\s*"(?:logStreamName|timestamp|message|ingestionTime|eventId)"\s*:`;
const documentPattern = new RegExp(String.raw`^\s*\{[^{]*"events"\s*:\s*\[\s*(?:\]|${eventStart})`);
const arrayPattern = new RegExp(String.raw`^\s*\[\s*${eventStart}`);

export const logEvents: LogFormat = {
  name: 'log-events',
  isFromService: true,
  title: 'JSON of filter-log-events or get-log-events',
  example: '{"events":[{"timestamp":1704110400000,"message":"…","logStreamName":"…"}]}',
  detect: (head, whole) =>
    documentPattern.test(head) || arrayPattern.test(head) || (whole && /^\s*\[\s*\]\s*$/.test(head)),
  open,
};
