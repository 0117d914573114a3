// A result as JSON lines: one object per row, a missing cell left out.
// The objects are written as text, never built, so that a field may have any name ("__proto__"). Column names
// are distinct in a checked query; were they not, both would be written, and readers keep the last.

import type { Cell, ResultTable } from '../result/index.ts';
import { jsonText } from './json-text.ts';

const jsonObject = (fields: readonly string[], row: readonly Cell[]): string => {
  const members: string[] = [];
  for (const [index, field] of fields.entries()) {
    const cell = row[index];
    if (cell !== undefined) members.push(`${field}:${jsonText(cell)}`);
  }
  return `{${members.join(',')}}`;
};

export const renderJsonLines = (table: ResultTable): string => {
  const fields = table.columns.map(jsonText);
  return table.rows.map((row) => `${jsonObject(fields, row)}\n`).join('');
};
