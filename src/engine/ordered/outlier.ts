// outlier: numbers far outside the middle half of their column (CWL_QuerySyntax-Outlier).

import type { OutlierStage } from '../../plan/index.ts';
import type { Column } from '../../segments/index.ts';
import { MISSING_BOOLEAN, valueAt } from '../../segments/index.ts';
import { isTimestamp, timestamp } from '../../values/index.ts';
import { type Batch, withColumns, withSelection } from '../batch.ts';
import { columnOfValues, numbersOf, truthCode } from '../column-values.ts';
import { dense } from '../take-rows.ts';

type Fence = { readonly lower: number; readonly upper: number };

/** The smallest number at or below which so much of them lies: the service's percentiles (evidence 1). */
const quartile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

const fenceOf = (numbers: Float64Array, { param, useLower }: OutlierStage): Fence => {
  const sorted = numbers.filter((n) => !Number.isNaN(n)).sort();
  const [first, third] = [quartile(sorted, 0.25), quartile(sorted, 0.75)];
  const reach = param * (third - first);
  return { lower: useLower ? first - reach : Number.NEGATIVE_INFINITY, upper: third + reach };
};

const isOutside = (n: number, { lower, upper }: Fence): boolean => n < lower || n > upper;

export const outlier = (batch: Batch, stage: OutlierStage): Batch => {
  const measured = stage.columns.map((derived) => {
    const column = batch.column(derived.column);
    const numbers = numbersOf(column, batch.rowCount, batch.selection);
    return { ...derived, source: column, numbers, fence: fenceOf(numbers, stage) };
  });
  const made = new Map<string, Column>();
  for (const { name, mark, source, numbers, fence } of measured) {
    const cut = Array.from(numbers, (n, row) => {
      const value = valueAt(source, row);
      if (!isOutside(n, fence)) return value;
      const boundary = Math.min(Math.max(n, fence.lower), fence.upper);
      return isTimestamp(value) ? timestamp(boundary) : boundary;
    });
    made.set(name, stage.action === 'transform' ? columnOfValues(cut) : source);
    if (mark === undefined) continue;
    const values = Uint8Array.from(numbers, (n) =>
      Number.isNaN(n) ? MISSING_BOOLEAN : truthCode(isOutside(n, fence)),
    );
    made.set(mark, { form: 'boolean', values });
  }
  const marked = withColumns(batch, made);
  if (stage.action === 'transform') return marked;
  const kept = batch.selection.filter(
    (row) => !measured.some(({ numbers, fence }) => isOutside(numbers[row]!, fence)),
  );
  return dense(withSelection(marked, kept));
};
