// Events to a segment: gathered as they arrive, put in time order, laid down as columns.

import { EVENT_ID, type EventFields } from '../events/index.ts';
import { timestampOrder } from './arrival-order.ts';
import type { Column, SlicesColumn } from './column.ts';
import { discoverColumns } from './discover-columns.ts';
import { textColumn } from './field-column.ts';
import { givenColumns } from './given-columns.ts';
import {
  MAX_SEGMENT_CHARACTERS,
  MAX_SEGMENT_ROWS,
  type NeededFields,
  needs,
  type Segment,
} from './segment.ts';
import { utf8Length } from './utf8-length.ts';

export type SegmentBuilder = {
  readonly logGroup: string;
  readonly rowCount: number;
  readonly isFull: boolean;
  add(
    timestampMs: number,
    message: string,
    logStream: string,
    ingestionMs: number,
    fields?: EventFields,
  ): void;
  /** The segment of what was added; the builder is empty again. */
  seal(needed: NeededFields): Segment;
  /** Hands all events over in the order in which they arrived; the builder is empty again. */
  drain(sink: SegmentBuilder['add']): void;
};

/** Rows arrive in any order; equal timestamps keep the order in which they arrived. */
type Arrivals = {
  timestamps: number[];
  messages: string[];
  logStreams: string[];
  ingestionTimes: number[];
  /** Of the events that their format tells fields of; undefined while there is none. */
  fields: (EventFields | undefined)[] | undefined;
};

const noArrivals = (): Arrivals => ({
  timestamps: [],
  messages: [],
  logStreams: [],
  ingestionTimes: [],
  fields: undefined,
});

const permute = <T>(values: T[], order: Uint32Array | undefined): T[] =>
  order === undefined ? values : Array.from(order, (index) => values[index]!);

const slices = (texts: readonly string[]): SlicesColumn => {
  const offsets = new Uint32Array(texts.length + 1);
  let end = 0;
  for (let row = 0; row < texts.length; row += 1) {
    end += texts[row]!.length;
    offsets[row + 1] = end;
  }
  return { form: 'slices', text: texts.join(''), offsets };
};

const streamColumn = (logStreams: readonly string[]): Column | undefined => {
  const first = logStreams[0] ?? '';
  if (logStreams.every((stream) => stream === first)) {
    return first === '' ? undefined : { form: 'constant', value: first };
  }
  const rows = logStreams.flatMap((stream, row) => (stream === '' ? [] : [row]));
  return textColumn(
    rows,
    rows.map((row) => logStreams[row]!),
    logStreams.length,
  );
};

const layDown = (logGroup: string, arrivals: Arrivals, needed: NeededFields): Segment => {
  const order = timestampOrder(arrivals.timestamps);
  const messages = permute(arrivals.messages, order);
  const timestamps = Float64Array.from(permute(arrivals.timestamps, order));
  const columns = new Map<string, Column>(discoverColumns(messages, needed, logGroup));
  columns.set('@timestamp', { form: 'timestamp', values: timestamps });
  if (needs(needed, '@message')) columns.set('@message', slices(messages));
  if (needs(needed, '@log') && logGroup !== '') columns.set('@log', { form: 'constant', value: logGroup });
  if (needs(needed, '@ingestionTime') && arrivals.ingestionTimes.some((ms) => !Number.isNaN(ms))) {
    const values = Float64Array.from(permute(arrivals.ingestionTimes, order));
    columns.set('@ingestionTime', { form: 'timestamp', values });
  }
  if (arrivals.fields !== undefined) {
    const given = Array.from(
      messages,
      (_, row) => arrivals.fields?.[order === undefined ? row : order[row]!],
    );
    for (const [field, column] of givenColumns(given, needed, columns)) columns.set(field, column);
  }
  const streams = needs(needed, '@logStream') ? streamColumn(permute(arrivals.logStreams, order)) : undefined;
  if (streams !== undefined) columns.set('@logStream', streams);
  return {
    logGroup,
    rowCount: messages.length,
    startMs: timestamps[0] ?? 0,
    endMs: timestamps.at(-1) ?? 0,
    messageBytes: messages.reduce((bytes, message) => bytes + utf8Length(message), 0),
    fields: [...columns.keys()].filter((field) => field !== EVENT_ID),
    column: (field) => columns.get(field),
  };
};

export const segmentBuilder = (givenGroup: string, mostRows = MAX_SEGMENT_ROWS): SegmentBuilder => {
  const logGroup = givenGroup.toWellFormed();
  let arrivals = noArrivals();
  let characters = 0;
  const add: SegmentBuilder['add'] = (timestampMs, message, logStream, ingestionMs, fields) => {
    // The service's timestamps are whole milliseconds.
    arrivals.timestamps.push(Math.floor(timestampMs));
    arrivals.messages.push(message);
    characters += message.length;
    arrivals.logStreams.push(logStream);
    arrivals.ingestionTimes.push(ingestionMs);
    if (fields !== undefined) {
      arrivals.fields ??= [];
      arrivals.fields[arrivals.timestamps.length - 1] = fields;
    }
  };
  return {
    logGroup,
    get rowCount() {
      return arrivals.timestamps.length;
    },
    get isFull() {
      return arrivals.timestamps.length >= mostRows || characters >= MAX_SEGMENT_CHARACTERS;
    },
    add,
    seal: (needed) => {
      const sealed = layDown(logGroup, arrivals, needed);
      arrivals = noArrivals();
      characters = 0;
      return sealed;
    },
    drain: (sink) => {
      const { timestamps, messages, logStreams, ingestionTimes, fields } = arrivals;
      arrivals = noArrivals();
      characters = 0;
      for (let row = 0; row < timestamps.length; row += 1)
        sink(timestamps[row]!, messages[row]!, logStreams[row]!, ingestionTimes[row]!, fields?.[row]);
    },
  };
};
