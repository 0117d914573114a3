// Rows of a table put into their order, as many as the next stage wants of them.
//
// An aggregate leaves its groups as they came, with what orders them. Where the next stage sorts by something
// else and has a limit, only its first rows matter, and of the groups' order only what ties need: most groups
// are never compared by their keys.

import type { ArrangeStage, Stage } from '../plan/index.ts';
import { type Column, pickColumn, valueAt } from '../segments/index.ts';
import { type Batch, tableBatch } from './batch.ts';
import type { ComparePlaces } from './compare-keys.ts';
import { rowOrder } from './compare-rows.ts';
import type { Table } from './table.ts';

/** `inOrder`: rows stand in no order yet, and this compares two of them; never 0 for different rows. */
export type GatheredTable = Table & { readonly inOrder?: ComparePlaces | undefined };

/** The first so many rows by these keys, equal ones in the order that the rows have. */
export type FirstRows = Pick<ArrangeStage, 'keys'> & { readonly count: number };

/** What the stage wants of a table's rows; undefined: all, in their order. */
export const wantedBy = (stage: Stage): FirstRows | undefined => {
  if (stage.kind !== 'arrange' || stage.end === 'last' || stage.dedup.length > 0) return undefined;
  // One more, so that the stage sees that it leaves some out.
  return Number.isFinite(stage.limit) ? { keys: stage.keys, count: stage.limit + 1 } : undefined;
};

/** The rows of a table that are in no order. */
export const unorderedBatch = (table: GatheredTable): Batch => {
  const selection = new Uint32Array(table.rowCount);
  for (let row = 0; row < selection.length; row += 1) selection[row] = row;
  return { ...tableBatch({ ...table, rowCount: 0 }), rowCount: table.rowCount, selection };
};

const compareBy = (batch: Batch, keys: FirstRows['keys'], inOrder: ComparePlaces): ComparePlaces => {
  const orders = keys.map(({ column }) => rowOrder(batch.column(column)));
  const signs = keys.map(({ descending }) => (descending ? -1 : 1));
  return (a, b) => {
    for (let key = 0; key < orders.length; key += 1) {
      const difference = orders[key]!(a, b);
      if (difference !== 0) return signs[key]! * difference;
    }
    return inOrder(a, b);
  };
};

/** Candidates are sorted and cut when there are so many more than wanted. */
const SLACK = 1024;

/** The first `count` of the rows, ordered. */
const firstOf = (rows: Uint32Array, count: number, compare: ComparePlaces): Uint32Array => {
  const room = new Uint32Array(Math.min(rows.length, 2 * count + SLACK));
  let kept = 0;
  let last = -1;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    if (last !== -1 && compare(row, last) > 0) continue;
    room[kept++] = row;
    if (kept < room.length || kept <= count) continue;
    room.subarray(0, kept).sort(compare);
    kept = count;
    last = room[count - 1]!;
  }
  return room.subarray(0, kept).sort(compare).subarray(0, count);
};

/** A dictionary of all groups would outweigh the rows. */
const pick = (column: Column, rows: Uint32Array): Column =>
  column.form === 'dictionary'
    ? { form: 'text', values: Array.from(rows, (row) => valueAt(column, row) as string | undefined) }
    : pickColumn(column, rows);

/** A batch of these rows of another; its columns are made when they are first asked for. */
const batchOf = (batch: Batch, rows: Uint32Array): Batch => {
  const columns = new Map<string, Column>();
  const column = (name: string): Column => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    const made = pick(batch.column(name), rows);
    columns.set(name, made);
    return made;
  };
  return { ...tableBatch({ rowCount: rows.length, columns }), column };
};

/** The selected rows of a batch in their order: all, or those that are wanted. */
export const putInOrder = (batch: Batch, inOrder: ComparePlaces, wanted?: FirstRows): Batch => {
  const { selection } = batch;
  if (wanted === undefined || wanted.count >= selection.length)
    return batchOf(batch, selection.slice().sort(inOrder));
  const first = firstOf(selection, wanted.count, compareBy(batch, wanted.keys, inOrder));
  return batchOf(batch, first.sort(inOrder));
};
