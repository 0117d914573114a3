// Our own answer, with what is needed beside it to judge the service's: the values by which rows are sorted,
// shown or not, and the true percentiles.

import type { LogicalPlan } from '../../plan/index.ts';
import type { Cell, QueryResult } from '../../result/index.ts';
import type { PlanFacts } from './plan-facts.ts';
import { askStore, type Question } from './question.ts';

export type LocalAnswer = {
  readonly result: QueryResult;
  /** For each row the values of what the rows are sorted by, as one text. */
  readonly sortNames: readonly string[];
};

/** Begins the heading of a column that is there for comparing only; no query can write it. */
const HIDDEN = '\u0000sort ';

/** The plan, which also shows what it sorts by. */
const withSortColumns = (plan: LogicalPlan, { order }: PlanFacts): LogicalPlan => {
  const columns = [...new Set((order.keys ?? []).map(({ column }) => column))];
  return {
    ...plan,
    fields: columns.includes('@timestamp') ? [...new Set([...plan.fields, '@timestamp'])] : plan.fields,
    output: [...plan.output, ...columns.map((column) => ({ heading: HIDDEN + column, column }))],
  };
};

export const answerLocally = async (question: Question, facts: PlanFacts): Promise<LocalAnswer> => {
  const { plan } = question;
  if (plan.isEstimate) {
    const result = await askStore(question, plan);
    return { result, sortNames: result.table.rows.map(() => '') };
  }
  const result = await askStore(question, withSortColumns(plan, facts));
  const { columns, rows } = result.table;
  const shown = plan.output.length;
  const table = {
    columns: columns.slice(0, shown),
    rows: rows.map((row) => row.slice(0, shown)),
  };
  const sortNames = rows.map((row) => JSON.stringify(row.slice(shown).map((cell) => cell ?? null)));
  return { result: { ...result, table }, sortNames };
};

/** The true percentile in a cell of our answer, where it can be told which row of the true ones it is. */
export type ExactCells = (row: readonly Cell[], column: string) => number | undefined;

export const exactCells = async (question: Question, facts: PlanFacts): Promise<ExactCells> => {
  const { table } = await askStore(question, question.plan, 'exact');
  const keys = facts.rowKeys ?? [];
  const places = keys.map((key) => table.columns.indexOf(key));
  const nameOf = (row: readonly Cell[]): string => JSON.stringify(places.map((place) => row[place] ?? null));
  const byName = new Map(table.rows.map((row) => [nameOf(row), row]));
  // Two rows of one name, or rows without any: the true ones may stand in another order than ours.
  const isTold = byName.size === table.rows.length;
  return (row, column) => {
    const cell = isTold ? byName.get(nameOf(row))?.[table.columns.indexOf(column)] : undefined;
    return cell === undefined ? undefined : Number(cell);
  };
};
