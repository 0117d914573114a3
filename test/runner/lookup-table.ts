// The content of a `lookup` step: a line of columns, then lines of as many cells, with commas between them.

import type { LookupTable } from '../reference/index.ts';
import { readText } from './cells.ts';
import type { ContentLine, Refuse } from './script.ts';

/** `at` is the line of the step. A cell in quotes is a text as in answers; none may hold a comma. */
export const readLookupTable = (lines: readonly ContentLine[], at: number, refuse: Refuse): LookupTable => {
  const [head, ...body] = lines.filter((line) => line.text !== '');
  if (head === undefined) return refuse(at, 'a lookup table has a line of columns');
  const columns = cellsOf(head, refuse);
  return {
    columns,
    rows: body.map((line) => {
      const row = cellsOf(line, refuse);
      return row.length === columns.length
        ? row
        : refuse(line.number, `this row has ${row.length} cells, not ${columns.length}`);
    }),
  };
};

const cellsOf = (line: ContentLine, refuse: Refuse): readonly string[] =>
  line.text
    .split(',')
    .map((cell) => readText(cell.trim()) ?? refuse(line.number, 'a quoted cell ends with its quote'));
