// What stands below `----`: a table, diagnostics, or the lines of an explanation.

import { readRow } from './cells.ts';
import type { Cell, ContentLine, Expected, Refuse } from './script.ts';

const DIAGNOSTIC = /^(error|warning) [a-z0-9-]+ \d+:\d+ \S/;
const NOTICE = /^notice ([a-z0-9-]+)$/;

export const readExpectedText = (lines: readonly ContentLine[]): Expected => ({
  kind: 'text',
  lines: lines.map((line) => line.text),
});

export const readExpected = (lines: readonly ContentLine[], refuse: Refuse): Expected => {
  if (DIAGNOSTIC.test(lines[0]?.text ?? '')) {
    const texts = lines.map((line) => line.text);
    return { kind: 'diagnostics', isWhole: !texts.every((text) => DIAGNOSTIC.test(text)), lines: texts };
  }
  const inAnyOrder = lines[0]?.text === 'in any order';
  const body = inAnyOrder ? lines.slice(1) : lines;
  const remarkAt = body.findIndex(isRemark);
  const tableEnd = remarkAt < 0 ? body.length : remarkAt;
  const table = readTable(body.slice(0, tableEnd), lines[0]?.number ?? 0, refuse);
  return { kind: 'table', inAnyOrder, ...table, notices: readNotices(body.slice(tableEnd), refuse) };
};

const isRemark = (line: ContentLine): boolean => line.text === 'no notices' || NOTICE.test(line.text);

const readNotices = (lines: readonly ContentLine[], refuse: Refuse): readonly string[] | undefined => {
  if (lines.length === 0) return undefined;
  if (lines.length === 1 && lines[0]?.text === 'no notices') return [];
  return lines.map(
    (line) => NOTICE.exec(line.text)?.[1] ?? refuse(line.number, 'only notices follow a notice'),
  );
};

type Table = { readonly columns: readonly string[] | undefined; readonly rows: readonly (readonly Cell[])[] };

const NO_ROWS = '(no rows)';

const readTable = (lines: readonly ContentLine[], at: number, refuse: Refuse): Table => {
  const [head, ...body] = lines;
  if (head === undefined) return refuse(at, 'an answer has a table, or (no rows)');
  if (head.text === NO_ROWS && body.length === 0) return { columns: undefined, rows: [] };
  const columns = rowOf(head, refuse).map((cell) => cell ?? refuse(head.number, 'a column has a name'));
  if (body.length === 0) return refuse(head.number, 'a table has rows below its columns, or (no rows)');
  if (body.length === 1 && body[0]?.text === NO_ROWS) return { columns, rows: [] };
  return { columns, rows: body.map((line) => rowOfWidth(line, columns.length, refuse)) };
};

const rowOf = (line: ContentLine, refuse: Refuse): Cell[] =>
  readRow(line.text) ?? refuse(line.number, 'cells are separated by " | "; an empty text is written ""');

const rowOfWidth = (line: ContentLine, width: number, refuse: Refuse): Cell[] => {
  const row = rowOf(line, refuse);
  return row.length === width ? row : refuse(line.number, `this row has ${row.length} cells, not ${width}`);
};
