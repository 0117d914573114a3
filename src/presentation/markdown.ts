// A result as a GitHub Markdown table, for issues and reports. Cells show as the text they are: characters
// that Markdown or HTML would act on are escaped, a line break becomes <br>, a tab a blank (Markdown would
// fold it into one anyway), other hostile characters visible escapes. A missing cell is blank.

import type { Cell, ResultTable } from '../result/index.ts';
import { escapeHostile } from './escape-hostile.ts';
import { numericColumns } from './numeric-columns.ts';

/** An underscore inside a word, as in log_stream, is plain text to GitHub and stays. */
const activeCharacters = /[\\|*`~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

const markdownCell = (cell: Cell): string => {
  const inert = (cell ?? '')
    .replace(activeCharacters, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\r\n|\r|\n/g, '<br>')
    .replaceAll('\t', ' ');
  return escapeHostile(inert);
};

const markdownLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

export const renderMarkdown = (table: ResultTable): string => {
  const { columns, rows } = table;
  if (columns.length === 0) return '';
  const rules = numericColumns(table).map((isNumeric) => (isNumeric ? '---:' : '---'));
  const lines = rows.map((row) => markdownLine(columns.map((_name, index) => markdownCell(row[index]))));
  return markdownLine(columns.map(markdownCell)) + markdownLine(rules) + lines.join('');
};
