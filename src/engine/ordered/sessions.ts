// sessionize: events of one identity without a long pause between them (CWL_QuerySyntax-Sessionize).

import type { SessionStage } from '../../plan/index.ts';
import { valueAt } from '../../segments/index.ts';
import type { Value } from '../../values/index.ts';
import { compareArrivals } from '../arrival.ts';
import { arrivalOf, type Batch, withColumns } from '../batch.ts';
import { columnOfValues, numbersOf } from '../column-values.ts';
import { identityOf, isNoKey } from '../group-keys.ts';

export const sessions = (batch: Batch, { keys, maxSpanMs, name }: SessionStage): Batch => {
  const columns = keys.map(batch.column);
  const times = numbersOf(batch.column('@timestamp'), batch.rowCount, batch.selection);
  const arrivals = Array.from({ length: batch.rowCount }, (_, row) => arrivalOf(batch.order, row));
  const byTime = Array.from({ length: batch.rowCount }, (_, row) => row)
    .filter((row) => !Number.isNaN(times[row]!))
    .sort(
      (a, b) =>
        times[a]! - times[b]! ||
        compareArrivals(arrivals[a]!, arrivals[b]!) ||
        arrivals[a]!.part - arrivals[b]!.part,
    );
  const open = new Map<string, { readonly id: number; readonly lastMs: number }>();
  const ids = new Array<Value>(batch.rowCount).fill(undefined);
  let count = 0;
  for (const row of byTime) {
    const values = columns.map((column) => valueAt(column, row));
    if (values.some(isNoKey)) continue;
    const identity = identityOf(values);
    const ms = times[row]!;
    const before = open.get(identity);
    const continues = before !== undefined && ms - before.lastMs <= maxSpanMs;
    if (!continues) count += 1;
    const id = continues ? before.id : count;
    open.set(identity, { id, lastMs: ms });
    ids[row] = id;
  }
  return withColumns(batch, new Map([[name, columnOfValues(ids)]]));
};
