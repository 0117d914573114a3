// join: each row with every row of another table that has equal keys.

import type { JoinStage } from '../plan/index.ts';
import { type Column, missingColumn, valueAt } from '../segments/index.ts';
import { equal, isStructure, numberOf, textOf, type Value } from '../values/index.ts';
import { type Batch, withColumns } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues } from './column-values.ts';
import type { Table } from './table.ts';
import { checkMade, takeRows } from './take-rows.ts';

/** Equal values have the same bucket; the values of one bucket need not be equal. Undefined: equals nothing. */
const bucketOf = (value: Value): string | undefined => {
  if (value === undefined || isStructure(value)) return undefined;
  if (value === 'true') return 'n1';
  if (value === 'false') return 'n0';
  const n = numberOf(value);
  return Number.isNaN(n) ? `t${textOf(value)}` : `n${n}`;
};

const bucketOfRow = (values: readonly Value[]): string | undefined => {
  const buckets = values.map(bucketOf);
  return buckets.includes(undefined) ? undefined : JSON.stringify(buckets);
};

type RightSide = {
  readonly keys: readonly (readonly Value[])[];
  readonly rows: ReadonlyMap<string, readonly number[]>;
};

const indexRight = (stage: JoinStage, table: Table): RightSide => {
  const columns = stage.keys.map(({ right }) => table.columns.get(right) ?? missingColumn);
  const keys = Array.from({ length: table.rowCount }, (_, row) =>
    columns.map((column) => valueAt(column, row)),
  );
  const rows = new Map<string, number[]>();
  keys.forEach((values, row) => {
    const bucket = bucketOfRow(values);
    if (bucket === undefined) return;
    const known = rows.get(bucket);
    if (known === undefined) rows.set(bucket, [row]);
    else known.push(row);
  });
  return { keys, rows };
};

/** The rows of the right side that fit, in their order. */
const partnersOf = (right: RightSide, values: readonly Value[]): readonly number[] => {
  const bucket = bucketOfRow(values);
  const candidates = bucket === undefined ? [] : (right.rows.get(bucket) ?? []);
  return candidates.filter((row) =>
    right.keys[row]!.every((key, index) => equal(values[index], key) === true),
  );
};

const NO_PARTNER = -1;

export const compileJoin = (
  stage: JoinStage,
  table: Table,
  keys: readonly ColumnEvaluator[],
): ((batch: Batch) => Batch) => {
  const right = indexRight(stage, table);
  return (batch) => {
    const columns: readonly Column[] = keys.map((key) => key(batch));
    const leftRows: number[] = [];
    const rightRows: number[] = [];
    for (const row of batch.selection) {
      const found = partnersOf(
        right,
        columns.map((column) => valueAt(column, row)),
      );
      const partners = found.length === 0 && stage.type === 'left' ? [NO_PARTNER] : found;
      checkMade(leftRows.length + partners.length, 'join');
      for (const partner of partners) {
        leftRows.push(row);
        rightRows.push(partner);
      }
    }
    const joined = [...table.columns].map(([name, column]): [string, Column] => [
      `${stage.prefix}${name}`,
      columnOfValues(rightRows.map((row) => (row === NO_PARTNER ? undefined : valueAt(column, row)))),
    ]);
    return withColumns(takeRows(batch, Uint32Array.from(leftRows)), new Map(joined));
  };
};
