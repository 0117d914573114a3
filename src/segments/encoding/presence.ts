// Which rows of a column have a value.

import { MISSING_BOOLEAN, type PlainColumn } from '../column.ts';

/** 1 for each row that has one, 0 for the others. */
export const presenceOf = (column: PlainColumn, rowCount: number): Uint8Array => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return Uint8Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1));
    case 'boolean':
      return column.values.map((value) => (value === MISSING_BOOLEAN ? 0 : 1));
    case 'dictionary':
      return Uint8Array.from(column.codes, (code) => (code === 0 ? 0 : 1));
    case 'text':
    case 'mixed':
      return Uint8Array.from(column.values as readonly unknown[], (value) => (value === undefined ? 0 : 1));
    case 'slices':
      return new Uint8Array(rowCount).fill(1);
    case 'constant':
      return new Uint8Array(rowCount).fill(column.value === undefined ? 0 : 1);
  }
};
