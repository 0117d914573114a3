// A segment as a store keeps it: its columns as bytes, the messages by their shapes where that spares
// something, and the columns that only some shapes have without their missing values.

import { type Column, type PlainColumn, type SlicesColumn, valueAt } from '../column.ts';
import { pickColumn } from '../pick-column.ts';
import { hiddenColumns, type Segment, systemFields } from '../segment.ts';
import { FEWEST_ROWS, type ShapedMessages, shapeMessages, type ToldMessages } from '../shapes/index.ts';
import { type ColumnLayout, decodeColumn, encodeColumn } from './column-bytes.ts';
import { presenceOf } from './presence.ts';
import { decodeShaped, encodeShaped, type ShapedLayout, wholeTexts } from './shaped-bytes.ts';
import { decodeSparse, encodeSparse, rowsIn, type SparseLayout } from './sparse-bytes.ts';

export type StoredLayout = ColumnLayout | ShapedLayout | SparseLayout;

export type StoredColumn = {
  readonly field: string;
  /** Rows that have a value. */
  readonly present: number;
  readonly layout: StoredLayout;
  readonly bytes: Uint8Array;
};

/** Messages that came out of a store are put end to end again. */
const messagesOf = (column: Column, rowCount: number): SlicesColumn => {
  if (column.form === 'slices') return column;
  const texts = Array.from({ length: rowCount }, (_, row) => String(valueAt(column, row) ?? ''));
  const offsets = new Uint32Array(texts.length + 1);
  texts.forEach((text, row) => {
    offsets[row + 1] = offsets[row]! + text.length;
  });
  return { form: 'slices', text: texts.join(''), offsets };
};

const columnsOf = (segment: Segment): ReadonlyMap<string, PlainColumn> => {
  const columns = new Map<string, PlainColumn>();
  for (const field of [...segment.fields, ...hiddenColumns]) {
    const column = segment.column(field);
    if (column === undefined) continue;
    const isMessages = field === '@message' || column.form === 'shaped';
    columns.set(field, isMessages ? messagesOf(column, segment.rowCount) : column);
  }
  return columns;
};

/** What a part of a message may be the value of. */
const isPartOfMessage = (field: string): boolean =>
  !(systemFields as readonly string[]).includes(field) && !hiddenColumns.includes(field);

const shapesOf = (
  messages: SlicesColumn,
  told: ToldMessages | undefined,
  columns: ReadonlyMap<string, PlainColumn>,
  fewestRows: number,
): ShapedMessages | undefined => {
  const times = columns.get('@timestamp');
  if (times?.form !== 'timestamp') return undefined;
  const fields = new Map([...columns].filter(([field]) => isPartOfMessage(field)));
  const known = told?.cut.text === messages.text ? told : undefined;
  return shapeMessages(messages, known, fields, times.values, fewestRows);
};

const countOf = (presence: Uint8Array): number => {
  let count = 0;
  for (let row = 0; row < presence.length; row += 1) count += presence[row]!;
  return count;
};

/** `codes`: the shapes of the rows, by which missing values may be told. */
const store = (
  field: string,
  column: PlainColumn,
  rowCount: number,
  codes?: ShapedMessages['codes'],
): StoredColumn => {
  const presence = presenceOf(column, rowCount);
  const sparse = codes && encodeSparse(column, presence, codes);
  return { field, present: countOf(presence), ...(sparse ?? encodeColumn(column)) };
};

/** `fewestRows`: that messages must share for a shape; fewer for tests. */
export const encodeSegment = (segment: Segment, fewestRows = FEWEST_ROWS): readonly StoredColumn[] => {
  const { rowCount } = segment;
  const columns = columnsOf(segment);
  const messages = columns.get('@message');
  const shaped =
    messages?.form === 'slices' ? shapesOf(messages, segment.told, columns, fewestRows) : undefined;
  if (shaped === undefined) return [...columns].map(([field, column]) => store(field, column, rowCount));
  const { layout, bytes, beside } = encodeShaped(shaped, columns);
  const others = [...columns].filter(([field]) => field !== '@message');
  return [
    { field: '@message', present: rowCount, layout, bytes },
    ...others.map(([field, column]) => store(field, column, rowCount, shaped.codes)),
    ...beside.map(([name, column]) => store(name, column, rowsIn(column))),
  ];
};

/** A column as it was read: for all rows of the segment, or without laying out more than some of them. */
export type DecodedColumn = {
  readonly column: () => Column;
  /** For these rows, which ascend. */
  readonly at: (rows: Uint32Array) => Column;
  /** The rows that may have a value, ascending; undefined where that is not known before looking. */
  readonly rowsWith: () => Uint32Array | undefined;
};

/** `read` gives other columns of the same segment by their names. */
export const decodeStored = (
  { layout, bytes }: Pick<StoredColumn, 'layout' | 'bytes'>,
  read: (field: string) => DecodedColumn | undefined,
): DecodedColumn => {
  switch (layout.layout) {
    case 'shaped': {
      const { column, at } = decodeShaped(layout, bytes, (field) => read(field)?.column());
      return {
        column: () => column,
        at: (rows) => at(rows, (field) => read(field)?.at(rows)),
        rowsWith: () => undefined,
      };
    }
    case 'sparse':
      return decodeSparse(layout, bytes, read('@message')?.column());
    default: {
      const column = decodeColumn({ layout, bytes });
      return {
        column: () => column,
        at: (rows) => (column.form === 'slices' ? wholeTexts(column, rows) : pickColumn(column, rows)),
        rowsWith: () => undefined,
      };
    }
  }
};
