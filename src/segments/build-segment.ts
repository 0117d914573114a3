// Events to a segment: gathered as they arrive, put in time order, laid down as columns.

import type { EventFields } from '../events/index.ts';
import { timestampOrder } from './arrival-order.ts';
import { type Arrivals, addArrival, isFull, newArrivals } from './arrivals.ts';
import { type Column, missingColumn, type SlicesColumn } from './column.ts';
import { discoverByShape } from './discover-by-shape.ts';
import { discoverColumns } from './discover-columns.ts';
import { nameColumn } from './field-column.ts';
import { givenColumns } from './given-columns.ts';
import { hiddenColumns, type NeededFields, needs, type Segment, SOURCE } from './segment.ts';
import { cutMessages, type ToldMessages } from './shapes/index.ts';
import { isAscii, utf8Length } from './utf8-length.ts';

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
};

const permute = <T>(values: readonly T[], order: Uint32Array | undefined): readonly T[] => {
  if (order === undefined) return values;
  const permuted = new Array<T>(order.length);
  for (let row = 0; row < order.length; row += 1) permuted[row] = values[order[row]!]!;
  return permuted;
};

const slices = (texts: readonly string[]): SlicesColumn => {
  const offsets = new Uint32Array(texts.length + 1);
  let end = 0;
  for (let row = 0; row < texts.length; row += 1) {
    end += texts[row]!.length;
    offsets[row + 1] = end;
  }
  return { form: 'slices', text: texts.join(''), offsets };
};

/** Halves of a surrogate pair that stand apart are three bytes each, even where joining makes a pair of them. */
const textBytes = (messages: readonly string[], joined: string, isCutAsAscii: boolean): number =>
  isCutAsAscii || isAscii(joined)
    ? joined.length
    : joined.isWellFormed() && !messages.some((message) => !message.isWellFormed())
      ? utf8Length(joined)
      : messages.reduce((bytes, message) => bytes + utf8Length(message), 0);

/** All fields are discovered by shape, and the shapes kept for those who store them; some fields directly. */
const discovered = (
  messages: readonly string[],
  all: SlicesColumn,
  needed: NeededFields,
  logGroup: string,
): { readonly columns: Map<string, Column>; readonly told?: ToldMessages } => {
  const cut = needed === 'all' ? cutMessages(all) : undefined;
  if (cut === undefined) return { columns: discoverColumns(messages, needed, logGroup) };
  const { columns, slotFields } = discoverByShape(messages, all.offsets, cut, logGroup);
  return { columns, told: { cut, slotFields } };
};

/** The segment of what has arrived; equal timestamps keep the order in which they arrived. */
export const layDown = (arrivals: Arrivals, needed: NeededFields): Segment => {
  const { logGroup } = arrivals;
  const order = timestampOrder(arrivals.timestamps);
  const messages = permute(arrivals.messages, order);
  const timestamps = Float64Array.from(permute(arrivals.timestamps, order));
  const all = slices(messages);
  const { columns, told } = discovered(messages, all, needed, logGroup);
  columns.set('@timestamp', { form: 'timestamp', values: timestamps });
  if (needs(needed, '@message')) columns.set('@message', all);
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
  for (const [field, names] of [
    ['@logStream', arrivals.logStreams],
    [SOURCE, arrivals.sources],
  ] as const) {
    const column = needs(needed, field) ? nameColumn(permute(names, order)) : missingColumn;
    if (column !== missingColumn) columns.set(field, column);
  }
  return {
    logGroup,
    rowCount: messages.length,
    startMs: timestamps[0] ?? 0,
    endMs: timestamps.at(-1) ?? 0,
    messageBytes: textBytes(messages, all.text, told?.cut.units instanceof Uint8Array),
    // Given values go before discovered ones: then slots say less of the columns.
    told: told && arrivals.fields !== undefined ? { cut: told.cut, slotFields: [] } : told,
    fields: [...columns.keys()].filter((field) => !hiddenColumns.includes(field)),
    column: (field) => columns.get(field),
  };
};

export const segmentBuilder = (logGroup: string, mostRows?: number): SegmentBuilder => {
  let arrivals = newArrivals(logGroup);
  return {
    logGroup: arrivals.logGroup,
    get rowCount() {
      return arrivals.timestamps.length;
    },
    get isFull() {
      return isFull(arrivals, mostRows);
    },
    add: (...event) => addArrival(arrivals, ...event),
    seal: (needed) => {
      const sealed = layDown(arrivals, needed);
      arrivals = newArrivals(logGroup);
      return sealed;
    },
  };
};
