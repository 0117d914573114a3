// addtotals: sums along each row, and along the columns as a last row (CWL_QuerySyntax-Addtotals).

import type { TotalsStage } from '../../plan/index.ts';
import { type Column, valueAt } from '../../segments/index.ts';
import { isTimestamp, missing, numberOf, numberOrMissing, type Value } from '../../values/index.ts';
import { type Batch, rowRange, withColumns } from '../batch.ts';
import { columnOfValues } from '../column-values.ts';

/** The sum of what counts as a number. Missing where nothing does. */
const sumOf = (values: readonly Value[], hasTimes: boolean): number | undefined => {
  const numbers = values.flatMap((value) => (isTimestamp(value) && !hasTimes ? [] : [numberOf(value)]));
  const counted = numbers.filter((n) => !Number.isNaN(n));
  return counted.length === 0 ? missing : numberOrMissing(counted.reduce((a, b) => a + b, 0));
};

/** One row more, in which only these columns have a value. */
const withLastRow = (batch: Batch, last: ReadonlyMap<string, Value>): Batch => {
  const rowCount = batch.rowCount + 1;
  const { order } = batch;
  const arrivals =
    order.kind === 'table' && order.arrivals !== undefined
      ? order.arrivals
      : new Array<undefined>(batch.rowCount).fill(undefined);
  const columns = new Map<string, Column>();
  return {
    ...batch,
    rowCount,
    selection: rowRange(0, rowCount),
    order: { kind: 'table', sequence: 0, arrivals: [...arrivals, undefined] },
    column: (name) => {
      let column = columns.get(name);
      if (column === undefined) {
        const source = batch.column(name);
        const values = Array.from({ length: batch.rowCount }, (_, row) => valueAt(source, row));
        column = columnOfValues([...values, last.get(name)]);
        columns.set(name, column);
      }
      return column;
    },
  };
};

export const totals = (batch: Batch, { columns, name, hasSummary, hasTimes }: TotalsStage): Batch => {
  const sources = columns.map(batch.column);
  const rowSums = Array.from({ length: batch.rowCount }, (_, row) =>
    sumOf(
      sources.map((column) => valueAt(column, row)),
      hasTimes,
    ),
  );
  const made = name === undefined ? batch : withColumns(batch, new Map([[name, columnOfValues(rowSums)]]));
  if (!hasSummary) return made;
  const columnSums = sources.map((column) =>
    sumOf(
      Array.from({ length: batch.rowCount }, (_, row) => valueAt(column, row)),
      hasTimes,
    ),
  );
  const last = new Map<string, Value>(columns.map((column, index) => [column, columnSums[index]]));
  if (name !== undefined) last.set(name, sumOf(columnSums, hasTimes));
  return withLastRow(made, last);
};
