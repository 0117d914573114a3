// The column of one discovered field, gathered value by value and then given the form that suits it.

import { type Column, FALSE, MISSING_BOOLEAN, missingColumn, TRUE } from './column.ts';

/** A text, or a JSON boolean. */
type FieldValue = string | boolean;

export type FieldColumnBuilder = {
  /** Rows come in ascending order; a second value for the same row replaces the first. */
  add(row: number, value: FieldValue): void;
  /** The row has no value after all. */
  clear(row: number): void;
  finish(rowCount: number): Column;
};

/** Is this text the shortest spelling of its number, so that the number alone is enough to keep? */
const isNumeral = (text: string): boolean => {
  const n = Number(text);
  return Number.isFinite(n) && String(n) === text;
};

const numeralColumn = (rows: readonly number[], values: readonly FieldValue[], rowCount: number): Column => {
  const numbers = new Float64Array(rowCount).fill(Number.NaN);
  rows.forEach((row, index) => {
    numbers[row] = Number(values[index]);
  });
  return { form: 'numeral', values: numbers };
};

const booleanColumn = (rows: readonly number[], values: readonly FieldValue[], rowCount: number): Column => {
  const codes = new Uint8Array(rowCount).fill(MISSING_BOOLEAN);
  rows.forEach((row, index) => {
    codes[row] = values[index] === true ? TRUE : FALSE;
  });
  return { form: 'boolean', values: codes };
};

const codesFor = (wordCount: number, rowCount: number): Uint8Array | Uint16Array | Uint32Array => {
  if (wordCount <= 0x100) return new Uint8Array(rowCount);
  return wordCount <= 0x10000 ? new Uint16Array(rowCount) : new Uint32Array(rowCount);
};

/** A dictionary, unless the texts are mostly distinct. */
const dictionaryColumn = (
  rows: readonly number[],
  values: readonly string[],
  rowCount: number,
): Column | undefined => {
  const mostWords = Math.max(16, values.length / 2);
  const codeOf = new Map<string, number>();
  const words = [''];
  const codes = new Uint32Array(rowCount);
  for (let index = 0; index < values.length; index += 1) {
    const text = values[index]!;
    let code = codeOf.get(text);
    if (code === undefined) {
      if (words.length > mostWords) return undefined;
      code = words.push(text) - 1;
      codeOf.set(text, code);
    }
    codes[rows[index]!] = code;
  }
  const narrow = codesFor(words.length, rowCount);
  narrow.set(codes);
  return { form: 'dictionary', words, codes: narrow };
};

const sparse = <T>(rows: readonly number[], values: readonly T[], rowCount: number): (T | undefined)[] => {
  const all = new Array<T | undefined>(rowCount).fill(undefined);
  rows.forEach((row, index) => {
    all[row] = values[index];
  });
  return all;
};

/** Texts in the cheapest form that keeps them to the letter. */
export const textColumn = (rows: readonly number[], values: readonly string[], rowCount: number): Column =>
  values.every(isNumeral)
    ? numeralColumn(rows, values, rowCount)
    : (dictionaryColumn(rows, values, rowCount) ?? { form: 'text', values: sparse(rows, values, rowCount) });

export const fieldColumnBuilder = (): FieldColumnBuilder => {
  const rows: number[] = [];
  const values: FieldValue[] = [];
  let booleans = 0;
  const clear = (row: number): void => {
    if (rows.at(-1) !== row) return;
    if (typeof values.pop() === 'boolean') booleans -= 1;
    rows.pop();
  };
  return {
    add: (row, value) => {
      clear(row);
      rows.push(row);
      values.push(value);
      if (typeof value === 'boolean') booleans += 1;
    },
    clear,
    finish: (rowCount) => {
      if (values.length === 0) return missingColumn;
      if (booleans === values.length) return booleanColumn(rows, values, rowCount);
      if (booleans > 0) return { form: 'mixed', values: sparse(rows, values, rowCount) };
      return textColumn(rows, values as string[], rowCount);
    },
  };
};
