// The columns of a segment that lies somewhere as bytes, read when they are asked for.

import type { Segment } from '../segment.ts';
import { type DecodedColumn, decodeStored, type StoredColumn } from './segment-bytes.ts';

export type ReadColumn = (field: string) => DecodedColumn | undefined;

export type SegmentColumns = Pick<Segment, 'column'> & {
  readonly columnAt: NonNullable<Segment['columnAt']>;
  readonly rowsWith: NonNullable<Segment['rowsWith']>;
};

const noRows = new Uint32Array(0);

/** `read` is given what reads the others: columns are made of each other. Each is read once. */
export const columnsRead = (
  read: (field: string, others: ReadColumn) => DecodedColumn | undefined,
): SegmentColumns => {
  const open = new Map<string, DecodedColumn | undefined>();
  const readOnce: ReadColumn = (field) => {
    if (!open.has(field)) open.set(field, read(field, readOnce));
    return open.get(field);
  };
  return {
    column: (field) => readOnce(field)?.column(),
    columnAt: (field, rows) => readOnce(field)?.at(rows),
    rowsWith: (field) => {
      const column = readOnce(field);
      return column === undefined ? noRows : column.rowsWith();
    },
  };
};

/** The columns of an encoded segment. */
export const columnsStored = (stored: readonly StoredColumn[]): SegmentColumns => {
  const byField = new Map(stored.map((column) => [column.field, column]));
  return columnsRead((field, others) => {
    const column = byField.get(field);
    return column && decodeStored(column, others);
  });
};
