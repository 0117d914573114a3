// A column without its missing values: they are told by the shapes of the messages that have the field.

import { type Column, MISSING_BOOLEAN, type PlainColumn, type ShapedColumn } from '../column.ts';
import { pickColumn } from '../pick-column.ts';
import { type ColumnLayout, decodeColumn, encodeColumn } from './column-bytes.ts';
import { presenceOf } from './presence.ts';
import { aligned } from './text-bytes.ts';

export type SparseLayout = {
  readonly layout: 'sparse';
  /** Codes of the shapes whose rows all have a value. */
  readonly shapes: readonly number[];
  /** Rows without a shape that have one: their numbers come first, 2 bytes each. */
  readonly others: number;
  readonly of: ColumnLayout;
};

type Codes = ShapedColumn['codes'];

/** The shapes of which all rows have a value; undefined where only some rows of a shape have. */
const wholeShapes = (presence: Uint8Array, codes: Codes): readonly number[] | undefined => {
  const rows = new Map<number, number>();
  const present = new Map<number, number>();
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    rows.set(code, (rows.get(code) ?? 0) + 1);
    if (presence[row] === 1) present.set(code, (present.get(code) ?? 0) + 1);
  }
  const shapes = [...present.keys()].filter((code) => code !== 0);
  return shapes.every((code) => present.get(code) === rows.get(code)) ? shapes : undefined;
};

/** Undefined where the column is better kept with its missing values. */
export const encodeSparse = (
  column: PlainColumn,
  codes: Codes,
): { readonly layout: SparseLayout; readonly bytes: Uint8Array } | undefined => {
  if (column.form === 'slices' || column.form === 'constant') return undefined;
  const presence = presenceOf(column, codes.length);
  if (!presence.includes(0)) return undefined;
  const shapes = wholeShapes(presence, codes);
  if (shapes === undefined) return undefined;
  const rows: number[] = [];
  const others: number[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    if (presence[row] === 0) continue;
    rows.push(row);
    if (codes[row] === 0) others.push(row);
  }
  const { layout: of, bytes: inner } = encodeColumn(pickColumn(column, rows));
  const bytes = new Uint8Array(others.length * 2 + inner.length);
  bytes.set(new Uint8Array(Uint16Array.from(others).buffer));
  bytes.set(inner, others.length * 2);
  return { layout: { layout: 'sparse', shapes, others: others.length, of }, bytes };
};

/** The rows that have a value, ascending. */
const rowsOf = ({ shapes, others }: SparseLayout, bytes: Uint8Array, codes: Codes): Uint32Array => {
  const has = new Uint8Array(0x10000);
  for (const shape of shapes) has[shape] = 1;
  const alone = new Uint16Array(aligned(bytes.subarray(0, others * 2)));
  const rows = new Uint32Array(codes.length);
  let count = 0;
  let next = 0;
  for (let row = 0; row < codes.length; row += 1) {
    if (alone[next] === row) next += 1;
    else if (has[codes[row]!] === 0) continue;
    rows[count++] = row;
  }
  return rows.subarray(0, count);
};

const spread = <T extends Float64Array | Uint8Array | Uint16Array | Uint32Array>(
  from: T,
  to: T,
  rows: Uint32Array,
): T => {
  for (let index = 0; index < rows.length; index += 1) to[rows[index]!] = from[index]!;
  return to;
};

const spreadList = <T>(from: readonly T[], rows: Uint32Array, rowCount: number): (T | undefined)[] => {
  const to = new Array<T | undefined>(rowCount).fill(undefined);
  for (let index = 0; index < rows.length; index += 1) to[rows[index]!] = from[index];
  return to;
};

const spreadColumn = (column: PlainColumn, rows: Uint32Array, rowCount: number): PlainColumn => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return {
        ...column,
        values: spread(column.values, new Float64Array(rowCount).fill(Number.NaN), rows),
      };
    case 'boolean':
      return {
        form: 'boolean',
        values: spread(column.values, new Uint8Array(rowCount).fill(MISSING_BOOLEAN), rows),
      };
    case 'dictionary': {
      const { words, codes } = column;
      const Codes = codes.constructor as new (length: number) => typeof codes;
      return { form: 'dictionary', words, codes: spread(codes, new Codes(rowCount), rows) };
    }
    case 'text':
      return { form: 'text', values: spreadList(column.values, rows, rowCount) };
    case 'mixed':
      return { form: 'mixed', values: spreadList(column.values, rows, rowCount) };
    default:
      return column;
  }
};

export const decodeSparse = (
  layout: SparseLayout,
  bytes: Uint8Array,
  messages: Column | undefined,
): Column => {
  if (messages?.form !== 'shaped') throw new RangeError('the shapes of the messages are missing');
  const { codes } = messages;
  const rows = rowsOf(layout, bytes, codes);
  const column = decodeColumn({ layout: layout.of, bytes: bytes.subarray(layout.others * 2) });
  return spreadColumn(column, rows, codes.length);
};
