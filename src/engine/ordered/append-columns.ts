// appendcols: the columns of another answer beside the rows, one row to one row (CWL_QuerySyntax-Appendcols).

import type { AppendStage } from '../../plan/index.ts';
import { missingColumn, valueAt } from '../../segments/index.ts';
import { type Batch, withColumns } from '../batch.ts';
import { columnOfValues } from '../column-values.ts';
import type { Table } from '../table.ts';

export const appendColumns = (batch: Batch, stage: AppendStage, table: Table): Batch => {
  const most = Math.min(table.rowCount, stage.max);
  const made = stage.columns.map(({ column, outer, name }) => {
    const inner = table.columns.get(column) ?? missingColumn;
    const old = outer === undefined ? missingColumn : batch.column(outer);
    const values = Array.from({ length: batch.rowCount }, (_, row) => {
      const own = valueAt(old, row);
      const other = row < most ? valueAt(inner, row) : undefined;
      return stage.override ? (other ?? own) : (own ?? other);
    });
    return [name, columnOfValues(values)] as const;
  });
  return withColumns(batch, new Map(made));
};
