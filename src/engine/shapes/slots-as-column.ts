// Slots of several shapes as one column: each row has the value of the slot of its shape, or none.

import {
  type Column,
  MISSING_WORD,
  type PackedTexts,
  packedColumn,
  type ShapedColumn,
  type Slot,
  withCodes,
} from '../../segments/index.ts';
import type { Selection } from '../batch.ts';

/** For each shape its slot; undefined for shapes whose rows have no value. */
type Slots = readonly (Slot | undefined)[];

type Source = { readonly values: Float64Array; readonly isByRow: boolean };

/** Where all are numbers that are spelled in the same way. */
export const numeralsOfSlots = (
  column: ShapedColumn,
  selection: Selection,
  slots: Slots,
): Column | undefined => {
  const sources: (Source | undefined)[] = [];
  const spellings = new Set<number | undefined>();
  for (const [code, slot] of slots.entries()) {
    if (slot === undefined) continue;
    const values = slot.column();
    if (slot.kind === 'time' || (values.form !== 'numeral' && values.form !== 'number')) return undefined;
    spellings.add(values.form === 'numeral' ? values.decimals : slot.decimals);
    sources[code] = { values: values.values, isByRow: slot.kind === 'field' };
  }
  if (spellings.size > 1) return undefined;
  const { codes } = column;
  const places = column.places();
  const numbers = new Float64Array(codes.length).fill(Number.NaN);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const source = sources[codes[row]!];
    if (source !== undefined) numbers[row] = source.values[source.isByRow ? row : places[row]!]!;
  }
  return { form: 'numeral', values: numbers, decimals: [...spellings][0] };
};

/** What a capture is in rows of a shape: a slot, always the same text, or missing. */
export type Piece = Slot | string | undefined;

/** Rows that were looked at one by one, and their texts. */
export type OddRows = {
  readonly rows: readonly number[];
  readonly texts: readonly (string | undefined)[];
};

/** The field that all slots are the value of. */
const fieldOf = (pieces: readonly Piece[]): Column | undefined => {
  const [first, ...others] = pieces.filter((piece): piece is Slot => typeof piece === 'object');
  const field = first?.kind === 'field' ? first.column() : undefined;
  return others.every((slot) => slot.kind === 'field' && slot.column() === field) ? field : undefined;
};

/** Of a row's shape, the field's value is the row's. */
const OF_FIELD = 0;

/** The code of each shape: OF_FIELD, or that of its text, which is put among the words; 0 of them is missing. */
const codesOfShapes = (pieces: readonly Piece[], shapeCount: number, codeOf: (text?: string) => number) =>
  Uint32Array.from({ length: shapeCount }, (_, shape) => {
    const piece = pieces[shape];
    return typeof piece === 'object' ? OF_FIELD : codeOf(piece);
  });

const numbered = (words: (string | undefined)[]): ((text?: string) => number) => {
  const known = new Map<string | undefined, number>();
  return (text) => {
    let code = known.get(text);
    if (code === undefined) {
      code = words.push(text) - 1;
      known.set(text, code);
    }
    return code;
  };
};

type Field<Form> = Extract<Column, { form: Form }>;

/** Codes have one byte. */
const MOST_ODD_WORDS = 0x100;

const packedOfField = (
  column: ShapedColumn,
  selection: Selection,
  pieces: readonly Piece[],
  { rows, texts }: OddRows,
  packed: PackedTexts,
): Column | undefined => {
  const words = [...(packed.odd?.words ?? ['', undefined])];
  const numberOf = numbered(words);
  const codeOf = (text?: string): number => (text === undefined ? MISSING_WORD : numberOf(text));
  const ofShapes = codesOfShapes(pieces, column.shapes.length, codeOf);
  const ofRows = texts.map(codeOf);
  if (words.length > MOST_ODD_WORDS) return undefined;
  const codes = new Uint8Array(column.codes.length).fill(MISSING_WORD);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const code = ofShapes[column.codes[row]!]!;
    codes[row] = code === OF_FIELD ? (packed.odd?.codes[row] ?? 0) : code;
  }
  rows.forEach((row, index) => {
    codes[row] = ofRows[index]!;
  });
  return packedColumn({ ...packed, odd: { codes, words } });
};

const wordsOfField = (
  column: ShapedColumn,
  selection: Selection,
  pieces: readonly Piece[],
  { rows, texts }: OddRows,
  field: Field<'dictionary'>,
): Column | undefined => {
  const isPlain = texts.length === 0 && pieces.every((piece) => typeof piece !== 'string');
  if (!isPlain && field.uuids !== undefined) return undefined;
  const words: (string | undefined)[] = isPlain ? [] : [...field.words];
  const numberOf = numbered(words);
  // Missing is code 0, as OF_FIELD is: shapes that have no slot are told by their pieces.
  const codeOf = (text?: string): number => (text === undefined ? 0 : numberOf(text));
  const ofShapes = codesOfShapes(pieces, column.shapes.length, codeOf);
  const has = Uint8Array.from(column.shapes, (_, shape) => Number(typeof pieces[shape] === 'object'));
  const ofRows = texts.map(codeOf);
  const codes = isPlain ? field.codes.slice().fill(0) : new Uint32Array(column.codes.length);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const shape = column.codes[row]!;
    codes[row] = has[shape] === 1 ? field.codes[row]! : ofShapes[shape]!;
  }
  rows.forEach((row, index) => {
    codes[row] = ofRows[index]!;
  });
  return isPlain ? withCodes(field, codes) : { form: 'dictionary', words: words as string[], codes };
};

/** Where all slots are the value of the same field, in words or packed; beside it there may be other texts. */
export const textsOfSlots = (
  column: ShapedColumn,
  selection: Selection,
  pieces: readonly Piece[],
  odd: OddRows,
): Column | undefined => {
  const field = fieldOf(pieces);
  if (field?.form === 'dictionary') return wordsOfField(column, selection, pieces, odd, field);
  if (field?.form !== 'text' || field.packed === undefined) return undefined;
  return packedOfField(column, selection, pieces, odd, field.packed);
};
