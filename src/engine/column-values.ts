// Columns read as numbers, truths or texts, for the selected rows. Results are as long as the batch; rows
// that are not selected hold nothing to rely on.

import { type Column, FALSE, MISSING_BOOLEAN, TRUE, valueAt } from '../segments/index.ts';
import {
  isStructure,
  numberOf,
  printNumber,
  textOf,
  textToNumber,
  truthOf,
  type Value,
} from '../values/index.ts';
import type { Selection } from './batch.ts';
import { numbersOfPacked } from './packed-texts.ts';

const NaN64 = Number.NaN;

const codesToNumbers = (
  numbers: Float64Array,
  codes: ArrayLike<number>,
  table: Float64Array,
  selection: Selection,
): Float64Array => {
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    numbers[row] = table[codes[row]!]!;
  }
  return numbers;
};

/** The number that each row counts as; NaN where it counts as none. */
export const numbersOf = (column: Column, rowCount: number, selection: Selection): Float64Array => {
  if (column.form === 'number' || column.form === 'timestamp' || column.form === 'numeral')
    return column.values;
  const packed = column.form === 'text' && column.packed && numbersOfPacked(column.packed);
  if (packed) return packed;
  const numbers = new Float64Array(rowCount);
  switch (column.form) {
    case 'constant':
      return numbers.fill(numberOf(column.value));
    case 'boolean':
      return codesToNumbers(numbers, column.values, Float64Array.of(0, 1, NaN64), selection);
    case 'dictionary': {
      const table = Float64Array.from(column.words, (word, code) =>
        code === 0 ? NaN64 : textToNumber(word),
      );
      return codesToNumbers(numbers, column.codes, table, selection);
    }
    case 'text':
      for (let i = 0; i < selection.length; i += 1) {
        const row = selection[i]!;
        const text = column.values[row];
        numbers[row] = text === undefined ? NaN64 : textToNumber(text);
      }
      return numbers;
    default:
      for (let i = 0; i < selection.length; i += 1) {
        const row = selection[i]!;
        numbers[row] = numberOf(valueAt(column, row));
      }
      return numbers;
  }
};

export const truthCode = (truth: boolean | undefined): number =>
  truth === undefined ? MISSING_BOOLEAN : truth ? TRUE : FALSE;

/** FALSE, TRUE or MISSING_BOOLEAN for each row. */
export const truthsOf = (column: Column, rowCount: number, selection: Selection): Uint8Array => {
  if (column.form === 'boolean') return column.values;
  const truths = new Uint8Array(rowCount);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    truths[row] = truthCode(truthOf(valueAt(column, row)));
  }
  return truths;
};

/** What a text function sees in a row. */
export const textAt = (column: Column, row: number): string | undefined => {
  switch (column.form) {
    case 'slices':
      return column.text.substring(column.offsets[row]!, column.offsets[row + 1]!);
    case 'text':
      return column.values[row];
    case 'number': {
      const n = column.values[row]!;
      return Number.isNaN(n) ? undefined : printNumber(n);
    }
    default:
      return textOf(valueAt(column, row));
  }
};

/** What kinds of value there are, missing ones aside: their one kind, or that they are none or several. */
const kindOfAll = (
  values: readonly Value[],
): 'none' | 'several' | 'string' | 'number' | 'boolean' | 'object' => {
  let kind: ReturnType<typeof kindOfAll> = 'none';
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (value === undefined) continue;
    const next = typeof value as 'string' | 'number' | 'boolean' | 'object';
    if (kind === 'none') kind = next;
    else if (kind !== next) return 'several';
  }
  return kind;
};

/** Values of the selected rows as a column of the narrowest form that holds them all. */
export const columnOfValues = (values: readonly Value[]): Column => {
  switch (kindOfAll(values)) {
    case 'several':
      return { form: 'mixed', values };
    case 'number': {
      const numbers = new Float64Array(values.length);
      for (let i = 0; i < values.length; i += 1) numbers[i] = (values[i] as number | undefined) ?? NaN64;
      return { form: 'number', values: numbers };
    }
    case 'boolean':
      return {
        form: 'boolean',
        values: Uint8Array.from(values, (value) => truthCode(value as boolean | undefined)),
      };
    case 'object':
      if (values.some(isStructure)) return { form: 'mixed', values };
      return { form: 'timestamp', values: Float64Array.from(values, numberOf) };
    default:
      return { form: 'text', values: values as readonly (string | undefined)[] };
  }
};
