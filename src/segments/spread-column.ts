// The rows of a column among others, which have no value: what picking them takes back.

import { MISSING_BOOLEAN, type PlainColumn } from './column.ts';
import { withCodes } from './dictionary-column.ts';
import { packedColumn, spreadPacked } from './packed-column.ts';

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

/** `rows`: where each row goes, of so many. */
export const spreadColumn = (column: PlainColumn, rows: Uint32Array, rowCount: number): PlainColumn => {
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
      const { codes } = column;
      const Codes = codes.constructor as new (length: number) => typeof codes;
      return withCodes(column, spread(codes, new Codes(rowCount), rows));
    }
    case 'text':
      if (column.packed !== undefined) return packedColumn(spreadPacked(column.packed, rows, rowCount));
      return { form: 'text', values: spreadList(column.values, rows, rowCount) };
    case 'mixed':
      return { form: 'mixed', values: spreadList(column.values, rows, rowCount) };
    default:
      return column;
  }
};
