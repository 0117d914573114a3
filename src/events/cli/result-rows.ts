// The rows of query results as events: @timestamp dates the event, @message is its message, the other columns
// are its fields under their own names. A row without @message has all of the row as a compact JSON object.
// @ptr leads to a record of the service and is dropped.

import { type EventClock, newEventClock } from '../event-clock.ts';
import type { EventFields, EventSink, ReaderContext } from '../reader.ts';
import { timestampOf } from '../timestamp-text.ts';

/** Where the columns of a layout are; -1 for none. Fields are what no property of an event holds. */
type Layout = {
  readonly names: readonly string[];
  readonly timestamp: number;
  readonly message: number;
  readonly logStream: number;
  readonly log: number;
  readonly ingestionTime: number;
  readonly fieldNames: readonly string[];
  readonly fieldColumns: readonly number[];
};

const properties: ReadonlySet<string> = new Set([
  '@timestamp',
  '@message',
  '@logStream',
  '@ingestionTime',
  '@ptr',
]);

const layoutOf = (names: readonly string[]): Layout => {
  const fieldColumns = names.flatMap((name, column) => (properties.has(name) ? [] : [column]));
  return {
    names,
    timestamp: names.indexOf('@timestamp'),
    message: names.indexOf('@message'),
    logStream: names.indexOf('@logStream'),
    log: names.indexOf('@log'),
    ingestionTime: names.indexOf('@ingestionTime'),
    fieldNames: fieldColumns.map((column) => names[column]!),
    fieldColumns,
  };
};

/** `123456789012:group` */
const logPattern = /^\d{12}:/;

const jsonOf = ({ names }: Layout, values: readonly (string | undefined)[]): string => {
  const members = names.flatMap((name, column) => {
    const value = values[column];
    return name === '@ptr' || value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`];
  });
  return `{${members.join(',')}}`;
};

export type ResultRows = {
  /** One row. Rows with the same columns share the array of their names. */
  add(names: readonly string[], values: readonly (string | undefined)[], line: number): void;
  /** What is no row: its text is a message. */
  addText(text: string, line: number): void;
};

export const openResultRows = (sink: EventSink, context: ReaderContext): ResultRows => {
  const clock: EventClock = newEventClock(context);
  let layout = layoutOf([]);
  const timeOf = (values: readonly (string | undefined)[], line: number): number => {
    const ms = timestampOf(values[layout.timestamp]);
    if (Number.isNaN(ms)) {
      const message = 'rows without @timestamp; they have the time of the row before, else that of the file';
      context.remark({ code: 'undated-rows', message, line });
    }
    return clock.timeOf(ms, line);
  };
  const fieldsOf = (values: readonly (string | undefined)[]): EventFields | undefined => {
    const { fieldNames, fieldColumns } = layout;
    if (!context.wantsFields || fieldNames.length === 0) return undefined;
    return { names: fieldNames, values: fieldColumns.map((column) => values[column]) };
  };
  return {
    add: (names, values, line) => {
      if (names !== layout.names) layout = layoutOf(names);
      const message = values[layout.message] ?? jsonOf(layout, values);
      const logStream = values[layout.logStream] ?? context.logStream;
      const ingestionMs = timestampOf(values[layout.ingestionTime]);
      const logGroup = (values[layout.log] ?? '').replace(logPattern, '');
      sink.add(timeOf(values, line), message, logStream, ingestionMs, logGroup, fieldsOf(values));
    },
    addText: (text, line) =>
      sink.add(clock.timeOf(Number.NaN, line), text, context.logStream, Number.NaN, ''),
  };
};
