// Expected and got, both as lines of text: when the lines are the same, the answer is right.

import { writeCell } from './cells.ts';
import type { Answer, Run, TableAnswer } from './run.ts';
import type { Cell, Expected, ExpectedTable } from './script.ts';

export type Compared = { readonly expected: readonly string[]; readonly got: readonly string[] };

export const isSame = ({ expected, got }: Compared): boolean =>
  expected.length === got.length && expected.every((line, i) => line === got[i]);

/** Undefined when the run has no opinion of what is expected. */
export const compareAnswer = (expected: Expected, answer: Answer, run: Run): Compared | undefined => {
  if (expected.kind === 'diagnostics') {
    if (run.ignores?.includes('diagnostics')) return undefined;
    return { expected: expected.lines, got: answerLines(answer, expected) };
  }
  if (expected.kind === 'text') return undefined;
  const asked = run.ignores?.includes('notices') ? { ...expected, notices: undefined } : expected;
  return { expected: expectedLines(asked), got: answerLines(answer, asked) };
};

export const compareText = (lines: readonly string[], got: string): Compared => ({
  expected: lines,
  got: got.replace(/\n+$/, '').split('\n'),
});

type Align = (rows: readonly (readonly string[])[]) => string[];

const joined: Align = (rows) => rows.map((row) => row.join(' | '));

const aligned: Align = (rows) => {
  const width = (column: number): number =>
    rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0);
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
};

/** Rows and remarks as a script writes them. */
const tableLines = (
  columns: readonly string[] | undefined,
  rows: readonly (readonly Cell[])[],
  like: ExpectedTable,
  notices: readonly string[],
  align: Align,
): string[] => {
  const head = columns === undefined ? [] : [columns.map(writeCell)];
  const body = rows.map((row) => row.map(writeCell));
  const [first, ...rest] = align([...head, ...body]);
  const lines = columns === undefined ? [] : [first ?? ''];
  const shown = like.inAnyOrder ? rest.toSorted() : rest;
  const remarks = notices.length === 0 ? ['no notices'] : notices.map((code) => `notice ${code}`).toSorted();
  return [
    ...lines,
    ...(rows.length === 0 ? ['(no rows)'] : shown),
    ...(like.notices === undefined ? [] : remarks),
  ];
};

const expectedLines = (expected: ExpectedTable): string[] =>
  tableLines(expected.columns, expected.rows, expected, expected.notices ?? [], joined);

const gotTable = (answer: TableAnswer, like: ExpectedTable, align: Align): string[] => {
  const showsColumns = like.columns !== undefined || answer.rows.length > 0;
  const codes = [...new Set(answer.notices.map((notice) => notice.code))];
  return tableLines(showsColumns ? answer.columns : undefined, answer.rows, like, codes, align);
};

/** The answer in the form in which the expectation is written. */
export const answerLines = (answer: Answer, like: Expected, align: Align = joined): string[] => {
  if (answer.kind === 'table') return gotTable(answer, like.kind === 'table' ? like : PLAIN, align);
  const isWhole = like.kind === 'diagnostics' && like.isWhole;
  if (isWhole || answer.items.length === 0) return answer.rendered.replace(/\n+$/, '').split('\n');
  return answer.items.map(
    (item) => `${item.severity} ${item.code} ${item.line}:${item.column} ${item.sentence}`,
  );
};

const PLAIN: ExpectedTable = { kind: 'table', inAnyOrder: false, columns: [], rows: [], notices: undefined };

/** The same, as it is written into a script. */
export const acceptedLines = (answer: Answer, like: Expected): string[] => {
  const marks = like.kind === 'table' && like.inAnyOrder && answer.kind === 'table' ? ['in any order'] : [];
  return [...marks, ...answerLines(answer, like, aligned)];
};
