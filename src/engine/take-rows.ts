// Rows of a batch chosen by position, in any number and order: what unnest, joins and ordered stages make.

import { QueryFailed } from '../result/index.ts';
import { type Column, lazily, pickColumn, pickNumbers } from '../segments/index.ts';
import { type Batch, type BatchOrder, rowRange } from './batch.ts';

const takeOrder = (order: BatchOrder, rows: Uint32Array, mayRepeat: boolean): BatchOrder => {
  if (order.kind === 'events') {
    const { origins, logGroup, sequence } = order;
    const times = lazily(() => pickNumbers(order.timestamps, rows));
    return {
      ...{ kind: 'events', logGroup, sequence },
      get timestamps() {
        return times();
      },
      origins: origins === undefined ? rows : pickNumbers(origins, rows),
      mayRepeat: mayRepeat || order.mayRepeat,
    };
  }
  if (order.arrivals === undefined) return { ...order, sequence: 0 };
  // Several rows of one event are told apart by their place.
  return {
    ...order,
    sequence: 0,
    arrivals: Array.from(rows, (row, part) => {
      const arrival = order.arrivals?.[row];
      return arrival && { ...arrival, part };
    }),
  };
};

/** Columns made when they are first asked for, and once. */
const remembered = (make: (name: string) => Column): ((name: string) => Column) => {
  const columns = new Map<string, Column>();
  return (name) => {
    let column = columns.get(name);
    if (column === undefined) {
      column = make(name);
      columns.set(name, column);
    }
    return column;
  };
};

/** The rows, which ascend and may repeat; columns are gathered when they are first asked for. */
export const takeRows = (batch: Batch, rows: Uint32Array): Batch => {
  return {
    ...batch,
    rowCount: rows.length,
    selection: rowRange(0, rows.length),
    order: takeOrder(batch.order, rows, true),
    columnAt: undefined,
    column: remembered((name) => pickColumn(batch.column(name), rows)),
    field: remembered((name) => pickColumn(batch.field(name), rows)),
  };
};

/** Rows that one batch may become: far more than any answer shows, and what memory still holds. */
const MOST_MADE = 10_000_000;

/** A query that makes more rows than that of those of one batch ends here. */
export const checkMade = (rows: number, command: string): void => {
  if (rows > MOST_MADE)
    throw new QueryFailed(
      `${command} makes more than ${MOST_MADE.toLocaleString('en-US')} rows of one batch of events; filter them first, or choose keys that fewer rows share`,
    );
};

/** The batch without the rows that are out. */
export const dense = (batch: Batch): Batch =>
  batch.selection.length === batch.rowCount ? batch : takeRows(batch, batch.selection);

/** A batch is narrowed where so much of it or less is left. */
const WORTH_NARROWING = 0.75;

/** The batch of these rows alone, which ascend; its columns are read for them alone. */
const narrowedTo = (batch: Batch, columnAt: NonNullable<Batch['columnAt']>, rows: Uint32Array): Batch => {
  const columns = new Map<string, Column>();
  const column = (name: string): Column => {
    const made = columns.get(name) ?? columnAt(name, rows);
    columns.set(name, made);
    return made;
  };
  return {
    ...batch,
    rowCount: rows.length,
    selection: rowRange(0, rows.length),
    order: takeOrder(batch.order, rows, false),
    column,
    field: remembered((name) => pickColumn(batch.field(name), rows)),
    columnAt: (name, fewer) => {
      const known = columns.get(name);
      return known === undefined ? columnAt(name, pickNumbers(rows, fewer)) : pickColumn(known, fewer);
    },
  };
};

/**
 * The batch without the rows that are out, where that spares work: what is read from now on is laid out for the
 * others alone.
 */
export const narrowed = (batch: Batch): Batch => {
  const { columnAt, selection, rowCount } = batch;
  return columnAt !== undefined && selection.length <= rowCount * WORTH_NARROWING
    ? narrowedTo(batch, columnAt, selection)
    : batch;
};
