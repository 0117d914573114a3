// Lines each of which is an event or a part of one, and the events they make up: what log drivers and daemons
// write, which cut long messages into lines that are marked as parts.

import { newEventClock } from '../event-clock.ts';
import { type EventText, newEventText } from '../event-text.ts';
import { openLineReader } from '../line-splitter.ts';
import type { EventFields, EventSink, Reader, ReaderContext } from '../reader.ts';

export type RecordLine = {
  /** NaN for none: then the event has the time of the one before. */
  readonly timestampMs: number;
  readonly message: string;
  readonly fields?: EventFields | undefined;
  /** Parts with this text belong together until one is not partial; without it the line is a whole event. */
  readonly source?: string;
  readonly isPartial?: boolean;
};

/** Gives what the line is, or undefined when it is not what the format promises. */
export type ParseLine = (line: string) => RecordLine | undefined;

/** An event whose last part has not come yet; it has the time and the fields of its first. */
type OpenRecord = {
  readonly timestampMs: number;
  readonly fields: EventFields | undefined;
  readonly text: EventText;
};

export const openRecordReader = (sink: EventSink, context: ReaderContext, parse: ParseLine): Reader => {
  const openRecords = new Map<string, OpenRecord>();
  const add = (ms: number, message: string, fields?: EventFields): void =>
    sink.add(ms, message, context.logStream, Number.NaN, '', fields);
  const clock = newEventClock(context);
  const addPart = (part: RecordLine, source: string, timestampMs: number): void => {
    const open = openRecords.get(source);
    if (part.isPartial !== true) {
      openRecords.delete(source);
      if (open === undefined) add(timestampMs, part.message, part.fields);
      else add(open.timestampMs, open.text.take(part.message), open.fields);
      return;
    }
    const record = open ?? { timestampMs, fields: part.fields, text: newEventText() };
    record.text.add(part.message);
    openRecords.set(source, record);
  };
  const lines = openLineReader((raw, lineNumber) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') return;
    const record = parse(line);
    if (record === undefined) {
      const message = 'a line that is not what the format promises; it is an event of its own';
      context.remark({ code: 'bad-line', message, line: lineNumber });
      add(clock.timeOf(Number.NaN, lineNumber), line);
      return;
    }
    const ms = clock.timeOf(record.timestampMs, lineNumber);
    if (record.source === undefined) add(ms, record.message, record.fields);
    else addPart(record, record.source, ms);
  });
  return {
    push: lines.push,
    end: () => {
      lines.end();
      for (const { timestampMs, text, fields } of openRecords.values())
        add(timestampMs, text.take(''), fields);
    },
  };
};
