// Some rows of a column as a column of its own.

import { type Column, type PlainColumn, valueAt } from './column.ts';
import { withCodes } from './dictionary-column.ts';
import { packedColumn, pickPacked } from './packed-column.ts';
import { pickNumbers } from './pick-numbers.ts';

/** Rows may come in any order and more than once. */
export const pickColumn = (column: Column, rows: ArrayLike<number>): PlainColumn => {
  switch (column.form) {
    case 'constant':
      return column;
    case 'number':
    case 'timestamp':
    case 'numeral':
      return { ...column, values: pickNumbers(column.values, rows) };
    case 'boolean':
      return { form: 'boolean', values: pickNumbers(column.values, rows) };
    case 'dictionary':
      return withCodes(column, pickNumbers(column.codes, rows));
    case 'slices':
    case 'shaped':
      return { form: 'text', values: Array.from(rows, (row) => valueAt(column, row) as string) };
    case 'text':
      if (column.packed !== undefined) return packedColumn(pickPacked(column.packed, rows));
      return { form: 'text', values: Array.from(rows, (row) => column.values[row]) };
    case 'mixed':
      return { form: 'mixed', values: Array.from(rows, (row) => column.values[row]) };
  }
};
