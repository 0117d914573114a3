// A result as one JSON object shaped like the service's GetQueryResults, with notices besides.
// A missing cell is left out of its row, so rows are ragged (evidence 19). Each row stands on one line, so
// that line tools can work on it and two answers can be compared.

import type { Cell, Notice, QueryResult, Statistics } from '../result/index.ts';
import { jsonText } from './json-text.ts';

/** The service's statistics are doubles, and its clients print whole ones as 3.0 (evidence 27). */
const jsonDouble = (n: number): string => {
  if (!Number.isFinite(n)) return 'null';
  const digits = String(n);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
};

const jsonStatistics = (statistics: Statistics): string => {
  const members = Object.entries(statistics).map(([name, n]) => `${jsonText(name)}: ${jsonDouble(n)}`);
  return `{${members.join(', ')}}`;
};

const jsonRow = (fields: readonly string[], row: readonly Cell[]): string => {
  const cells: string[] = [];
  for (const [index, field] of fields.entries()) {
    const cell = row[index];
    if (cell !== undefined) cells.push(`{"field":${field},"value":${jsonText(cell)}}`);
  }
  return `[${cells.join(',')}]`;
};

const jsonNotice = ({ code, message }: Notice): string =>
  `{"code":${jsonText(code)},"message":${jsonText(message)}}`;

const jsonLineByLine = (items: readonly string[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${item}`).join(',\n')}\n  ]`;

export const renderJson = (result: QueryResult): string => {
  const fields = result.table.columns.map(jsonText);
  const rows = result.table.rows.map((row) => jsonRow(fields, row));
  return `{
  "results": ${jsonLineByLine(rows)},
  "statistics": ${jsonStatistics(result.statistics)},
  "status": ${jsonText(result.status)},
  "notices": ${jsonLineByLine(result.notices.map(jsonNotice))}
}
`;
};
