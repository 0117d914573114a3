// accum, autoregress and filldown: what a row takes from the rows before it.

import type { AccumulateStage, FillDownStage, LagStage } from '../../plan/index.ts';
import { type Column, valueAt } from '../../segments/index.ts';
import { missing, numberOf, numberOrMissing, type Value } from '../../values/index.ts';
import { type Batch, withColumns } from '../batch.ts';
import { columnOfValues } from '../column-values.ts';

const valuesOf = (column: Column, rowCount: number): readonly Value[] =>
  Array.from({ length: rowCount }, (_, row) => valueAt(column, row));

/** Rows without a number leave the sum as it is, and show none. */
export const accumulate = (batch: Batch, { column, name }: AccumulateStage): Batch => {
  let sum = 0;
  const sums = valuesOf(batch.column(column), batch.rowCount).map((value) => {
    const n = numberOf(value);
    if (Number.isNaN(n)) return missing;
    sum += n;
    return numberOrMissing(sum);
  });
  return withColumns(batch, new Map([[name, columnOfValues(sums)]]));
};

export const lag = (batch: Batch, { column, lags }: LagStage): Batch => {
  const values = valuesOf(batch.column(column), batch.rowCount);
  return withColumns(
    batch,
    new Map(lags.map(({ name, rows }) => [name, columnOfValues(values.map((_, row) => values[row - rows]))])),
  );
};

export const fillDown = (batch: Batch, { columns }: FillDownStage): Batch =>
  withColumns(
    batch,
    new Map(
      columns.map(({ column, name }) => {
        let last: Value;
        const filled = valuesOf(batch.column(column), batch.rowCount).map((value) => {
          last = value ?? last;
          return last;
        });
        return [name, columnOfValues(filled)];
      }),
    ),
  );
