// Formats whose every line is an event: one reader for them all, given what a line says.

import { newEventClock } from '../event-clock.ts';
import { openLineReader } from '../line-splitter.ts';
import type { EventFields, EventSink, Reader, ReaderContext } from '../reader.ts';

/** What a line says of its event; `ms` is NaN when it has no time. */
export type LineRecord = { readonly ms: number; readonly fields?: EventFields };

/** What a line is: a record, 'header' when it only describes other lines, undefined when it is neither. */
export type LineReading = LineRecord | 'header' | undefined;

export type ReadLine = (line: string, wantsFields: boolean) => LineReading;

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Empty lines are no events. `what` completes "a line that is no …". */
export const openLineRecords = (
  sink: EventSink,
  context: ReaderContext,
  readLine: ReadLine,
  what: string,
): Reader => {
  const clock = newEventClock(context);
  return openLineReader((text, line) => {
    const message = withoutReturn(text);
    if (message.trim() === '') return;
    const reading = readLine(message, context.wantsFields);
    if (reading === 'header') return;
    if (reading === undefined) {
      context.remark({ code: 'bad-line', message: `a line that is no ${what}`, line });
    } else if (Number.isNaN(reading.ms)) {
      const remark = 'lines without a time; they have that of the line before, at first that of the file';
      context.remark({ code: 'undated-lines', message: remark, line });
    }
    const ms = clock.timeOf(reading?.ms ?? Number.NaN, line);
    sink.add(ms, message, context.logStream, Number.NaN, '', reading?.fields);
  });
};

/** The first line of a file that is not empty. */
export const firstLine = (head: string): string => {
  const start = Math.max(head.search(/[^\r\n]/), 0);
  const newline = head.indexOf('\n', start);
  return withoutReturn(head.slice(start, newline < 0 ? head.length : newline));
};
