// A batch: rows that go through the stages together, as columns and a selection of rows. Stages never
// change a batch; they make another one that shares its columns.

import { type Column, firstRowFrom, missingColumn, pickColumn, type Segment } from '../segments/index.ts';
import type { Arrival } from './arrival.ts';
import type { Table } from './table.ts';

/** Ascending positions of the rows that are still in. */
export type Selection = Uint32Array;

/**
 * Where the rows stand in the order of the stream: events by time, among equal times by log group, and
 * within one by arrival (`sequence` + row); rows of a table by their position alone.
 */
export type BatchOrder =
  | {
      readonly kind: 'events';
      readonly timestamps: Float64Array;
      readonly logGroup: string;
      readonly sequence: number;
      /** Of each row the row of its event, ascending; undefined where they are the same. */
      readonly origins: Uint32Array | undefined;
      /** May several rows come from one event? */
      readonly mayRepeat: boolean;
    }
  | {
      readonly kind: 'table';
      readonly sequence: number;
      /** Of rows that are events: when each arrived. */
      readonly arrivals: readonly (Arrival | undefined)[] | undefined;
    };

/** When the event of a row arrived; the rows of an aggregate are told apart by their place. */
export const arrivalOf = (order: BatchOrder, row: number): Arrival => {
  if (order.kind === 'table')
    return order.arrivals?.[row] ?? { logGroup: '', sequence: order.sequence + row, part: 0 };
  const { logGroup, origins } = order;
  if (origins === undefined) return { logGroup, sequence: order.sequence + row, part: 0 };
  return { logGroup, sequence: order.sequence + origins[row]!, part: row };
};

/** Which range of time the events are of: the query's own, or the earlier one it compares with. */
export type Side = 'current' | 'baseline';

export type Batch = {
  readonly rowCount: number;
  readonly selection: Selection;
  readonly order: BatchOrder;
  readonly side: Side;
  /** Names of the fields that the events have. */
  readonly fields: () => readonly string[];
  readonly column: (name: string) => Column;
  /** The column of a field of the events, whatever the query has made under its name. */
  readonly field: (name: string) => Column;
  /**
   * The column for some rows, which ascend; there where that may spare laying out the others. A column that is
   * whole already is not read again.
   */
  readonly columnAt?: ((name: string, rows: Uint32Array) => Column) | undefined;
};

const counted = (from: number, to: number): Selection => {
  const rows = new Uint32Array(to - from);
  for (let index = 0; index < rows.length; index += 1) rows[index] = from + index;
  return rows;
};

const MOST_KEPT = 65_536;
/** Counted no further than a batch has asked for: to count them all takes 3 ms. */
let rows = counted(0, 0);

/** Positions from `from` up to and without `to`. */
export const rowRange = (from: number, to: number): Selection => {
  if (to > MOST_KEPT) return counted(from, to);
  if (to > rows.length) rows = counted(0, Math.min(MOST_KEPT, 2 * to));
  return rows.subarray(from, to);
};

/** Those of the rows that lie in a range of rows; both ascend. */
export const rowsWithin = (rows: Uint32Array, range: Selection): Uint32Array => {
  const first = range[0];
  if (first === undefined) return range;
  return rows.subarray(firstRowFrom(rows, first), firstRowFrom(rows, range[range.length - 1]! + 1));
};

/** `startMs` and `endMs` are both inclusive. */
export type TimeWindow = { readonly startMs: number; readonly endMs: number };

const readTimes = (segment: Segment): Float64Array => {
  const time = segment.column('@timestamp');
  return time?.form === 'timestamp' ? time.values : new Float64Array(segment.rowCount);
};

/** Some rows of columns that are there, or of those that `columnAt` reads. */
const pickedOf =
  (whole: ReadonlyMap<string, Column>, columnAt: NonNullable<Segment['columnAt']>) =>
  (name: string, rows: Uint32Array): Column => {
    const known = whole.get(name);
    return known === undefined ? (columnAt(name, rows) ?? missingColumn) : pickColumn(known, rows);
  };

/** The events of a segment within the window; `sequence` is that of its first row. */
export const segmentBatch = (
  segment: Segment,
  window: TimeWindow,
  sequence: number,
  side: Side = 'current',
): Batch => {
  let times: Float64Array | undefined;
  const timesOf = (): Float64Array => {
    times ??= readTimes(segment);
    return times;
  };
  const from = segment.startMs >= window.startMs ? 0 : firstRowFrom(timesOf(), window.startMs);
  const to = segment.endMs <= window.endMs ? segment.rowCount : firstRowFrom(timesOf(), window.endMs + 1);
  const columns = new Map<string, Column>();
  const field = (name: string): Column => {
    let column = columns.get(name);
    if (column === undefined) {
      column = segment.column(name) ?? missingColumn;
      columns.set(name, column);
    }
    return column;
  };
  return {
    rowCount: segment.rowCount,
    selection: rowRange(from, Math.max(from, to)),
    order: {
      kind: 'events',
      // Read when somebody asks: many queries never do.
      get timestamps() {
        return timesOf();
      },
      logGroup: segment.logGroup,
      sequence,
      origins: undefined,
      mayRepeat: false,
    },
    side,
    fields: () => segment.fields,
    column: field,
    field,
    columnAt: segment.columnAt && pickedOf(columns, segment.columnAt),
  };
};

export const tableBatch = ({ columns, rowCount, arrivals }: Table): Batch => ({
  rowCount,
  selection: rowRange(0, rowCount),
  order: { kind: 'table', sequence: 0, arrivals },
  side: 'current',
  fields: () => [],
  column: (name) => columns.get(name) ?? missingColumn,
  field: () => missingColumn,
});

export const withSelection = (batch: Batch, selection: Selection): Batch => ({ ...batch, selection });

/** `columnAt` of a batch that has columns of its own. */
const columnAtBehind = (
  { columnAt }: Batch,
  isOwn: (name: string) => boolean,
  column: Batch['column'],
): Batch['columnAt'] =>
  columnAt && ((name, rows) => (isOwn(name) ? pickColumn(column(name), rows) : columnAt(name, rows)));

/** The same of columns that are made when they are first asked for. */
export const withLateColumns = (batch: Batch, added: ReadonlyMap<string, () => Column>): Batch => {
  const made = new Map<string, Column>();
  const column = (name: string): Column => {
    const make = added.get(name);
    if (make === undefined) return batch.column(name);
    const column = made.get(name) ?? make();
    made.set(name, column);
    return column;
  };
  return { ...batch, column, columnAt: columnAtBehind(batch, (name) => added.has(name), column) };
};

export const withColumns = (batch: Batch, added: ReadonlyMap<string, Column>): Batch => {
  const column = (name: string): Column => added.get(name) ?? batch.column(name);
  return { ...batch, column, columnAt: columnAtBehind(batch, (name) => added.has(name), column) };
};

/** The batch in pieces of at most `size` rows, for tests that no answer depends on where batches are cut. */
export const cutBatch = (batch: Batch, size: number): readonly Batch[] => {
  if (batch.selection.length <= size) return [batch];
  const count = Math.ceil(batch.selection.length / size);
  return Array.from({ length: count }, (_, index) =>
    withSelection(batch, batch.selection.subarray(index * size, (index + 1) * size)),
  );
};
