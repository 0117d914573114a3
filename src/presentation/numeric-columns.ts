// Which columns hold numbers only. Missing and empty cells do not count against a column, but a column
// needs at least one number.

import type { ResultTable } from '../result/index.ts';

const numeral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** A longer cell is text for a reader, even if made of digits. */
const LONGEST_NUMERAL = 40;

const isNumeral = (text: string): boolean => text.length <= LONGEST_NUMERAL && numeral.test(text);

const isNumericColumn = (rows: ResultTable['rows'], columnIndex: number): boolean => {
  let hasNumber = false;
  for (const row of rows) {
    const cell = row[columnIndex];
    if (cell === undefined || cell === '') continue;
    if (!isNumeral(cell)) return false;
    hasNumber = true;
  }
  return hasNumber;
};

export const numericColumns = (table: ResultTable): readonly boolean[] =>
  table.columns.map((_name, columnIndex) => isNumericColumn(table.rows, columnIndex));
