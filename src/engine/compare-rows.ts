// The natural order of the rows of a column, read as the column's form allows.

import { type Column, INTEGER, valueAt, wordCount, wordOf } from '../segments/index.ts';
import { naturalOrder } from '../values/index.ts';
import { type ComparePlaces, orderOfPlaces } from './compare-keys.ts';

/** Missing (NaN) comes first. */
const numberOrder =
  (values: Float64Array): ComparePlaces =>
  (a, b) => {
    const x = values[a]!;
    const y = values[b]!;
    if (x < y) return -1;
    if (x > y) return 1;
    return x === y ? 0 : Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  };

/** Naturally ordered as the values that stand in the rows: what naturalOrder says of the two. */
export const rowOrder = (column: Column): ComparePlaces => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return numberOrder(column.values);
    case 'dictionary': {
      const { codes } = column;
      const compare = orderOfPlaces(wordCount(column), (code) => wordOf(column, code));
      return (a, b) => compare(codes[a]!, codes[b]!);
    }
    case 'text':
    case 'mixed': {
      if (column.form === 'text' && column.packed?.packing === INTEGER && column.packed.odd === undefined)
        return numberOrder(column.packed.values);
      const { values } = column;
      return orderOfPlaces(values.length, (row) => values[row]);
    }
    default:
      return (a, b) => naturalOrder(valueAt(column, a), valueAt(column, b));
  }
};
