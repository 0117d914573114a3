// Columns: the values of one field for all rows of a segment or batch, in the form that is cheapest to
// compute with. Rows are addressed by position; a column knows no field name.
//
// In numbers NaN is missing, in texts undefined, in booleans MISSING_BOOLEAN, in dictionaries code 0.
// A column is never changed once it is made.

import { missing, timestamp, type Value } from '../values/index.ts';
import { type PackedTexts, packedTextAt } from './packed-texts.ts';
import { printUuid } from './uuid.ts';

export const FALSE = 0;
export const TRUE = 1;
export const MISSING_BOOLEAN = 2;

/** Computed numbers, or fields that the service makes as numbers (@duration). Print by the number format. */
export type NumberColumn = { readonly form: 'number'; readonly values: Float64Array };

/** Epoch ms. */
export type TimestampColumn = { readonly form: 'timestamp'; readonly values: Float64Array };

/** FALSE, TRUE or MISSING_BOOLEAN. */
export type BooleanColumn = { readonly form: 'boolean'; readonly values: Uint8Array };

/**
 * Texts that are numbers, kept as numbers: what logs mostly hold. Each text is the shortest spelling of its
 * number ("500", "3.14"), or with `decimals` the one with so many digits behind the point ("4.10").
 */
export type NumeralColumn = {
  readonly form: 'numeral';
  readonly values: Float64Array;
  readonly decimals?: number | undefined;
};

/** Texts end to end in one string: row r is text.substring(offsets[r], offsets[r + 1]); none is missing. */
export type SlicesColumn = { readonly form: 'slices'; readonly text: string; readonly offsets: Uint32Array };

/** Which characters may occur in a text: one bit for each of the 128 ASCII characters, bit 128 for all others. */
export type CharacterSet = bigint;

/** A variable part of a shape. */
export type Slot = {
  /**
   * `own`: the column has a value for each row of the shape, by its place among them. `field`: the part is the
   * value of a field, whose column has a value for each row of the segment. `time`: ms from the timestamp of
   * the event, for each row of the shape; the part is that instant as JavaScript prints it.
   */
  readonly kind: 'own' | 'field' | 'time';
  readonly column: () => Column;
  /** The part is a number with so many digits behind the point. */
  readonly decimals?: number | undefined;
  readonly characters: CharacterSet;
};

/** What messages of one kind share: each of them is piece, slot, piece, …, piece; slots are never empty. */
export type Shape = {
  readonly pieces: readonly string[];
  readonly slots: readonly Slot[];
  /** Equal where the pieces are and the characters of the slots. */
  readonly key: string;
};

/** Texts by their shapes; none is missing. Columns are read when they are asked for. */
export type ShapedColumn = {
  readonly form: 'shaped';
  /** The shape of each row; 0 where the text is kept whole. */
  readonly codes: Uint8Array | Uint16Array;
  /** The first one stands for no shape. */
  readonly shapes: readonly Shape[];
  /** Each row's place among the rows of its shape. */
  readonly places: () => Uint32Array;
  /** The texts that are kept whole, by their places. */
  readonly rest: () => SlicesColumn;
  /** Of the events, epoch ms. */
  readonly times: () => Float64Array;
  readonly textAt: (row: number) => string;
};

/** Few distinct texts: row r is words[codes[r]]; words[0] is never read, code 0 is missing. */
export type DictionaryColumn = {
  readonly form: 'dictionary';
  readonly words: readonly string[];
  /** Where all words are UUIDs: four numbers for each code from 1 on; the words are made when they are asked for. */
  readonly uuids?: Uint32Array | undefined;
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
};

/** Many distinct texts. Where they are packed, `values` are made when they are asked for. */
export type TextColumn = {
  readonly form: 'text';
  readonly values: readonly (string | undefined)[];
  readonly packed?: PackedTexts | undefined;
};

/** Values of several kinds. */
export type MixedColumn = { readonly form: 'mixed'; readonly values: readonly Value[] };

/** The same value in every row. */
export type ConstantColumn = { readonly form: 'constant'; readonly value: Value };

export type Column =
  | NumberColumn
  | TimestampColumn
  | BooleanColumn
  | NumeralColumn
  | SlicesColumn
  | ShapedColumn
  | DictionaryColumn
  | TextColumn
  | MixedColumn
  | ConstantColumn;

/** A column that stands alone: one of shapes reads others. */
export type PlainColumn = Exclude<Column, ShapedColumn>;

const booleanAt = (code: number | undefined): boolean | undefined =>
  code === MISSING_BOOLEAN ? missing : code === TRUE;

export const spellNumeral = (n: number, decimals: number | undefined): string =>
  decimals === undefined ? String(n) : n.toFixed(decimals);

const sliceAt = ({ text, offsets }: SlicesColumn, row: number): string =>
  text.substring(offsets[row]!, offsets[row + 1]!);

/** The word of a code. */
export const wordOf = (column: DictionaryColumn, code: number): string | undefined => {
  if (code === 0) return missing;
  return column.uuids === undefined ? column.words[code] : printUuid(column.uuids, code - 1);
};

/** The value of one row: the meaning of every form, in one place. */
export const valueAt = (column: Column, row: number): Value => {
  switch (column.form) {
    case 'number': {
      const n = column.values[row]!;
      return Number.isNaN(n) ? missing : n;
    }
    case 'timestamp': {
      const ms = column.values[row]!;
      return Number.isNaN(ms) ? missing : timestamp(ms);
    }
    case 'boolean':
      return booleanAt(column.values[row]);
    case 'numeral': {
      const n = column.values[row]!;
      return Number.isNaN(n) ? missing : spellNumeral(n, column.decimals);
    }
    case 'slices':
      return sliceAt(column, row);
    case 'shaped':
      return column.textAt(row);
    case 'dictionary': {
      return wordOf(column, column.codes[row]!);
    }
    case 'text':
      return column.packed === undefined ? column.values[row] : packedTextAt(column.packed, row);
    case 'mixed':
      return column.values[row];
    case 'constant':
      return column.value;
  }
};

/** A column that has no value in any row. */
export const missingColumn: ConstantColumn = { form: 'constant', value: missing };

/** How many of the first `rowCount` rows have a value. */
export const countPresent = (column: Column, rowCount: number): number => {
  if (column.form === 'slices' || column.form === 'shaped') return rowCount;
  if (column.form === 'constant') return column.value === undefined ? 0 : rowCount;
  let count = 0;
  for (let row = 0; row < rowCount; row += 1) if (valueAt(column, row) !== undefined) count += 1;
  return count;
};
