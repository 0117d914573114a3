// A column without its missing values: they are told by the shapes of the messages that have the field.

import type { Column, PlainColumn, ShapedColumn } from '../column.ts';
import { lazily } from '../lazily.ts';
import { packedRows } from '../packed-texts.ts';
import { pickColumn } from '../pick-column.ts';
import { spreadColumn } from '../spread-column.ts';
import { type ColumnLayout, decodeColumn, encodeColumn } from './column-bytes.ts';
import { aligned, bytesOf } from './text-bytes.ts';

export type SparseLayout = {
  readonly layout: 'sparse';
  /** Codes of the shapes whose rows all have a value. */
  readonly shapes: readonly number[];
  /** Rows without a shape that have one: their numbers come first, 2 bytes each. */
  readonly others: number;
  readonly of: ColumnLayout;
};

type Codes = ShapedColumn['codes'];

/** How many rows of each shape there are, and how many of them have a value. */
const countRows = (presence: Uint8Array, codes: Codes): { rows: Uint32Array; present: Uint32Array } => {
  const most = codes.BYTES_PER_ELEMENT === 1 ? 0x100 : 0x10000;
  const rows = new Uint32Array(most);
  const present = new Uint32Array(most);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    rows[code] = rows[code]! + 1;
    present[code] = present[code]! + presence[row]!;
  }
  return { rows, present };
};

/** The shapes of which all rows have a value; undefined where only some rows of a shape have. */
const wholeShapes = (presence: Uint8Array, codes: Codes): readonly number[] | undefined => {
  const { rows, present } = countRows(presence, codes);
  const shapes: number[] = [];
  for (let code = 1; code < rows.length; code += 1) {
    if (present[code] === 0) continue;
    if (present[code] !== rows[code]) return undefined;
    shapes.push(code);
  }
  return shapes;
};

/** The numbers of the rows that are marked, all of them and those without a shape. */
const markedRows = (presence: Uint8Array, codes: Codes): { all: Uint32Array; others: Uint16Array } => {
  const all = new Uint32Array(codes.length);
  const others = new Uint16Array(codes.length);
  let count = 0;
  let without = 0;
  for (let row = 0; row < codes.length; row += 1) {
    if (presence[row] === 0) continue;
    all[count++] = row;
    if (codes[row] === 0) others[without++] = row;
  }
  return { all: all.subarray(0, count), others: others.subarray(0, without) };
};

/** Which rows have a value, and what follows of it; nothing where the column is better kept as it is. */
type Marks = {
  readonly presence: Uint8Array;
  readonly shapes: readonly number[];
  readonly all: Uint32Array;
  readonly others: Uint16Array;
};

const isSame = (some: Uint8Array, others: Uint8Array): boolean => {
  if (some.length !== others.length) return false;
  for (let row = 0; row < some.length; row += 1) if (some[row] !== others[row]) return false;
  return true;
};

/** Of the messages of a segment: fields of one kind of line are there in the same rows. */
const marksOf = new WeakMap<Codes, Marks[]>();

const marked = (presence: Uint8Array, codes: Codes): Marks | undefined => {
  const marks = marksOf.get(codes) ?? [];
  const before = marks.find((one) => isSame(one.presence, presence));
  if (before !== undefined) return before;
  const shapes = wholeShapes(presence, codes);
  if (shapes === undefined) return undefined;
  const made = { presence, shapes, ...markedRows(presence, codes) };
  marks.push(made);
  marksOf.set(codes, marks);
  return made;
};

/** Undefined where the column is better kept with its missing values. */
export const encodeSparse = (
  column: PlainColumn,
  presence: Uint8Array,
  codes: Codes,
): { readonly layout: SparseLayout; readonly bytes: Uint8Array } | undefined => {
  if (column.form === 'slices' || column.form === 'constant' || !presence.includes(0)) return undefined;
  const marks = marked(presence, codes);
  if (marks === undefined) return undefined;
  const { shapes, all, others } = marks;
  const { layout: of, bytes: inner } = encodeColumn(pickColumn(column, all));
  const bytes = new Uint8Array(others.byteLength + inner.length);
  bytes.set(bytesOf(others));
  bytes.set(inner, others.byteLength);
  return { layout: { layout: 'sparse', shapes, others: others.length, of }, bytes };
};

/** Rows of these shapes, ascending, and the others between them. */
const rowsOf = (
  shapes: readonly number[],
  others: Uint16Array,
  { codes, shapes: all }: ShapedColumn,
): Uint32Array => {
  const has = new Uint8Array(all.length);
  for (const shape of shapes) has[shape] = 1;
  const rows = new Uint32Array(codes.length + 1);
  let count = 0;
  let from = 0;
  // Each row is written, and the next one over it unless it counts: a jump for each would cost more.
  const upTo = (to: number): void => {
    for (let row = from; row < to; row += 1) {
      rows[count] = row;
      count += has[codes[row]!]!;
    }
    from = to;
  };
  for (const other of others) {
    upTo(other);
    rows[count++] = other;
    from = other + 1;
  }
  upTo(codes.length);
  return rows.subarray(0, count);
};

type KnownRows = { readonly shapes: string; readonly others: Uint16Array; readonly rows: Uint32Array };

/** Of the messages of a segment: fields of one kind of line are there in the same rows. */
const known = new WeakMap<ShapedColumn, KnownRows[]>();

const isEqual = (a: Uint16Array, b: Uint16Array): boolean =>
  a.length === b.length && a.every((row, index) => row === b[index]);

/** The rows that have a value, ascending. */
const presentRows = (layout: SparseLayout, others: Uint16Array, messages: ShapedColumn): Uint32Array => {
  const shapes = layout.shapes.join();
  let all = known.get(messages);
  if (all === undefined) {
    all = [];
    known.set(messages, all);
  }
  const before = all.find((one) => one.shapes === shapes && isEqual(one.others, others));
  if (before !== undefined) return before.rows;
  const rows = rowsOf(layout.shapes, others, messages);
  all.push({ shapes, others, rows });
  return rows;
};

/** Rows of a column that says how many it has: not of a constant. */
export const rowsIn = (column: PlainColumn): number => {
  switch (column.form) {
    case 'slices':
      return column.offsets.length - 1;
    case 'dictionary':
      return column.codes.length;
    case 'constant':
      return 0;
    case 'text':
      return column.packed === undefined ? column.values.length : packedRows(column.packed);
    default:
      return column.values.length;
  }
};

/** Where each row stands among those that have a value, for the rows that do; both ascend. */
const placesAmong = (
  rows: Uint32Array,
  present: Uint32Array,
): { readonly places: Uint32Array; readonly having: Uint32Array } => {
  const places = new Uint32Array(rows.length);
  const having = new Uint32Array(rows.length);
  let count = 0;
  let place = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    while (place < present.length && present[place]! < row) place += 1;
    if (place === present.length) break;
    if (present[place] !== row) continue;
    places[count] = place;
    having[count] = index;
    count += 1;
  }
  return { places: places.subarray(0, count), having: having.subarray(0, count) };
};

/** Are these all rows that have a value? `count`: how many have. */
const areAll = (
  rows: Uint32Array,
  count: number,
  { shapes }: SparseLayout,
  others: Uint16Array,
  { codes, shapes: all }: ShapedColumn,
): boolean => {
  if (rows.length !== count || others.length > 0) return false;
  const has = new Uint8Array(all.length);
  for (const shape of shapes) has[shape] = 1;
  for (let index = 0; index < rows.length; index += 1) if (has[codes[rows[index]!]!] === 0) return false;
  return true;
};

/** The values that are there, and how they are laid out for all rows or for some. */
export type DecodedSparse = {
  readonly column: () => Column;
  readonly at: (rows: Uint32Array) => Column;
  readonly rowsWith: () => Uint32Array;
};

export const decodeSparse = (
  layout: SparseLayout,
  bytes: Uint8Array,
  messages: Column | undefined,
): DecodedSparse => {
  if (messages?.form !== 'shaped') throw new RangeError('the shapes of the messages are missing');
  const others = new Uint16Array(aligned(bytes.subarray(0, layout.others * 2)));
  const values = decodeColumn({ layout: layout.of, bytes: bytes.subarray(layout.others * 2) });
  const count = rowsIn(values);
  const rowsWith = lazily(() => presentRows(layout, others, messages));
  return {
    column: lazily(() => spreadColumn(values, rowsWith(), messages.codes.length)),
    at: (rows) => {
      if (areAll(rows, count, layout, others, messages)) return values;
      const { places, having } = placesAmong(rows, rowsWith());
      const picked = pickColumn(values, places);
      return having.length === rows.length ? picked : spreadColumn(picked, having, rows.length);
    },
    rowsWith,
  };
};
