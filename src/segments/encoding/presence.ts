// Which rows of a column have a value.

import { MISSING_BOOLEAN, type PlainColumn } from '../column.ts';
import { MISSING_WORD, type OddTexts } from '../packed-texts.ts';

/** Plain loops: this runs over every column of every segment that is written. */
const presentNumbers = (values: Float64Array, presence: Uint8Array): void => {
  for (let row = 0; row < values.length; row += 1) presence[row] = Number.isNaN(values[row]!) ? 0 : 1;
};

const presentCodes = (codes: ArrayLike<number>, missing: number, presence: Uint8Array): void => {
  for (let row = 0; row < codes.length; row += 1) presence[row] = codes[row] === missing ? 0 : 1;
};

const presentValues = (values: readonly unknown[], presence: Uint8Array): void => {
  for (let row = 0; row < values.length; row += 1) presence[row] = values[row] === undefined ? 0 : 1;
};

const presentPacked = (odd: OddTexts | undefined, presence: Uint8Array): Uint8Array => {
  if (odd === undefined) return presence.fill(1);
  presentCodes(odd.codes, MISSING_WORD, presence);
  return presence;
};

/** 1 for each row that has one, 0 for the others. */
export const presenceOf = (column: PlainColumn, rowCount: number): Uint8Array => {
  const presence = new Uint8Array(rowCount);
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      presentNumbers(column.values, presence);
      return presence;
    case 'boolean':
      presentCodes(column.values, MISSING_BOOLEAN, presence);
      return presence;
    case 'dictionary':
      presentCodes(column.codes, 0, presence);
      return presence;
    case 'text':
      if (column.packed !== undefined) return presentPacked(column.packed.odd, presence);
      presentValues(column.values, presence);
      return presence;
    case 'mixed':
      presentValues(column.values, presence);
      return presence;
    case 'slices':
      return presence.fill(1);
    case 'constant':
      return presence.fill(column.value === undefined ? 0 : 1);
  }
};
