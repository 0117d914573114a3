// A report in numbers and sentences.

import { type Explanation, sentenceOf } from './explanation.ts';
import type { RowReport } from './judge-rows.ts';
import type { ColumnFinding } from './tables.ts';
import { type Verdict, verdicts } from './verdict.ts';
import type { Report } from './verify-answer.ts';

/** What is said of a number of cells or rows, with the sentence of the first of them. */
export type Remark = {
  readonly verdict: Verdict;
  readonly kind: Explanation['kind'] | ColumnFinding['kind'] | 'unexplained';
  readonly count: number;
  readonly of: 'cells' | 'rows' | 'order' | 'columns';
  /** Undefined where it is not of one column. */
  readonly column: string | undefined;
  readonly sentence: string;
};

const findingSentences: Readonly<Record<ColumnFinding['kind'], string>> = {
  'only-local': 'only insitu answers this column',
  'only-service': 'only the service answers this column',
  misplaced: 'the service has this column in another place',
};

type Gathered = Map<string, { remark: Remark; count: number }>;

const add = (gathered: Gathered, remark: Remark): void => {
  const name = JSON.stringify([remark.of, remark.kind, remark.column ?? null]);
  const known = gathered.get(name);
  if (known === undefined) gathered.set(name, { remark, count: remark.count });
  else known.count += remark.count;
};

const ofExplanation = (
  explanation: Explanation,
  verdict: Verdict,
  of: Remark['of'],
  column: string | undefined,
): Remark => ({ verdict, kind: explanation.kind, count: 1, of, column, sentence: sentenceOf(explanation) });

const lonelySentence = (side: RowReport['side']): string =>
  side === 'local' ? 'only insitu answers this row' : 'only the service answers this row';

const addRow = (gathered: Gathered, row: RowReport, columns: readonly string[]): void => {
  const { side, verdict, explanation } = row;
  if (side !== 'both') {
    const unexplained = { verdict, kind: 'unexplained', count: 1, of: 'rows', column: undefined } as const;
    add(
      gathered,
      explanation === undefined
        ? { ...unexplained, sentence: lonelySentence(side) }
        : ofExplanation(explanation, verdict, 'rows', undefined),
    );
    return;
  }
  row.cells.forEach((cell, index) => {
    const column = columns[index];
    if (cell.explanation !== undefined)
      add(gathered, ofExplanation(cell.explanation, cell.verdict, 'cells', column));
    else if (cell.verdict === 'differs')
      add(gathered, {
        verdict: 'differs',
        kind: 'unexplained',
        count: 1,
        of: 'cells',
        column,
        sentence: 'the values differ, and nothing that is known of the service explains it',
      });
  });
};

const rank = ({ verdict }: Remark): number => verdicts.indexOf(verdict);
const worstFirst = (a: Remark, b: Remark): number => rank(b) - rank(a) || b.count - a.count;

export const remarksOf = (report: Report): readonly Remark[] => {
  const gathered: Gathered = new Map();
  const { order, columns } = report;
  for (const { column, kind } of report.columnFindings)
    add(gathered, {
      verdict: 'differs',
      kind,
      count: 1,
      of: 'columns',
      column,
      sentence: findingSentences[kind],
    });
  for (const row of report.rows) addRow(gathered, row, columns);
  if (order.explanation !== undefined)
    add(gathered, ofExplanation(order.explanation, order.verdict, 'order', undefined));
  else if (order.verdict === 'differs')
    add(gathered, {
      verdict: 'differs',
      kind: 'unexplained',
      count: 1,
      of: 'order',
      column: undefined,
      sentence: 'the rows stand in another order than the query asks for',
    });
  return [...gathered.values()].map(({ remark, count }) => ({ ...remark, count })).sort(worstFirst);
};

export type CellCounts = Readonly<Record<Verdict, number>>;

/** Cells of the rows that both have. */
export const countCells = ({ rows }: Report): CellCounts => {
  const counts = { agrees: 0, consistent: 0, inconclusive: 0, differs: 0 };
  for (const row of rows) if (row.side === 'both') for (const { verdict } of row.cells) counts[verdict] += 1;
  return counts;
};
