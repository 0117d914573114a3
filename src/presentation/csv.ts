// A result as CSV after RFC 4180: a header, then one record per row, all lines ended by CRLF.
// A missing cell is empty, an empty text is "". The data stays as it is: nothing is escaped for terminals, and
// no sign is put before a leading "=" or "+" for the sake of spreadsheets, since that would change it.

import type { Cell, ResultTable } from '../result/index.ts';

/** Blanks at either end are quoted because many readers trim them. */
const needsQuotes = /[",\r\n]|^\s|\s$|^$/;

const csvCell = (cell: Cell): string => {
  if (cell === undefined) return '';
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};

const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

export const renderCsv = ({ columns, rows }: ResultTable): string => {
  if (columns.length === 0) return '';
  const records = rows.map((row) => csvRecord(columns.map((_name, index) => row[index])));
  return csvRecord(columns) + records.join('');
};
