// lookup and cidrlookup: columns of a table beside the events that fit one of its rows.

import type { LookupStage } from '../plan/index.ts';
import type { LookupTable } from '../result/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import { textOf, type Value } from '../values/index.ts';
import { type Batch, withColumns } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues } from './column-values.ts';
import { networkIndex, valueIndex } from './functions/index.ts';

/** The row of the table for the values, or -1. */
type FindRow = (values: readonly Value[]) => number;

const cellsOf = (table: LookupTable, column: string): readonly string[] => {
  const at = table.columns.indexOf(column);
  return table.rows.map((row) => row[at] ?? '');
};

const finderOf = (stage: LookupStage, table: LookupTable): FindRow => {
  if (stage.by.kind === 'network') {
    const column = stage.by.column?.name ?? table.columns[0] ?? '';
    const find = networkIndex(cellsOf(table, column));
    return ([value]) => {
      const address = textOf(value);
      return address === undefined ? -1 : find(address);
    };
  }
  const keys = stage.by.matches.map(({ column }) => cellsOf(table, column.name));
  return valueIndex(table.rows.map((_, row) => keys.map((cells) => cells[row]!)));
};

/** With OUTPUTNEW what the event has stays; an empty text counts as nothing. */
const isPresent = (value: Value): boolean => value !== undefined && value !== '';

export const compileLookup = (
  stage: LookupStage,
  table: LookupTable,
  keys: readonly ColumnEvaluator[],
): ((batch: Batch) => Batch) => {
  const find = finderOf(stage, table);
  const outputs = stage.outputs.map((output) => ({ ...output, cells: cellsOf(table, output.column.name) }));
  return (batch) => {
    const columns: readonly Column[] = keys.map((key) => key(batch));
    const present = outputs.map((output) =>
      output.present === undefined ? undefined : batch.column(output.present),
    );
    const made: Value[][] = outputs.map(() => new Array<Value>(batch.rowCount).fill(undefined));
    for (const row of batch.selection) {
      const found = find(columns.map((column) => valueAt(column, row)));
      outputs.forEach(({ cells }, index) => {
        const old = present[index] && valueAt(present[index], row);
        made[index]![row] = isPresent(old) || found < 0 ? old : cells[found];
      });
    }
    return withColumns(
      batch,
      new Map(outputs.map(({ name }, index) => [name, columnOfValues(made[index]!)])),
    );
  };
};
