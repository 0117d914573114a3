// fillmissing: rows for the bins that have none (CWL_QuerySyntax-Fillmissing).

import type { FillMissingStage } from '../../plan/index.ts';
import { QueryFailed } from '../../result/index.ts';
import { type Column, valueAt } from '../../segments/index.ts';
import { ceilToPeriod, floorToPeriod, numberOf, timestamp, type Value } from '../../values/index.ts';
import { type Batch, rowRange } from '../batch.ts';
import { columnOfValues } from '../column-values.ts';
import { compareKeys } from '../compare-keys.ts';
import type { FunctionContext } from '../functions/index.ts';
import { identityOf } from '../group-keys.ts';

/** More rows than any answer can show, and than a query may make out of nothing. */
const MOST_ROWS = 1_000_000;

type Bins = { readonly first: number; readonly last: number };

/** From the bin of the query's start to that of its end, or the outermost bins where it has none. */
const rangeOf = (
  stage: FillMissingStage,
  bins: readonly number[],
  { queryStartMs, queryEndMs }: FunctionContext,
): Bins => {
  const round = stage.isCeiling ? ceilToPeriod : floorToPeriod;
  const binOf = (ms: number): number => round(ms - stage.offsetMs, stage.period) + stage.offsetMs;
  const known = bins.filter((ms) => !Number.isNaN(ms));
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return {
    first: Number.isFinite(queryStartMs) ? binOf(queryStartMs) : least,
    last: Number.isFinite(queryEndMs) ? binOf(queryEndMs) : most,
  };
};

/** Every bin of the range, ascending: the next begins where an instant after this one rounds up to. */
const everyBin = (stage: FillMissingStage, { first, last }: Bins, most: number): readonly number[] => {
  const bins: number[] = [];
  for (let bin = first; bin <= last; ) {
    if (bins.push(bin) > most)
      throw new QueryFailed(
        `fillmissing: the bins of all groups are more than ${MOST_ROWS.toLocaleString('en-US')}`,
      );
    bin = ceilToPeriod(bin - stage.offsetMs + 1, stage.period) + stage.offsetMs;
  }
  return bins;
};

type Added = { readonly bin: number; readonly keys: readonly Value[] };

export const fillMissing = (batch: Batch, stage: FillMissingStage, context: FunctionContext): Batch => {
  const bin = batch.column(stage.bin);
  const others = stage.keys.filter((key) => key !== stage.bin);
  const keyColumns = others.map(batch.column);
  const rows = Array.from({ length: batch.rowCount }, (_, row) => row);
  const bins = rows.map((row) => numberOf(valueAt(bin, row)));
  const combinations = new Map<string, { keys: readonly Value[]; bins: Set<number> }>();
  for (const row of rows) {
    const keys = keyColumns.map((column) => valueAt(column, row));
    const identity = identityOf(keys);
    const known = combinations.get(identity) ?? { keys, bins: new Set() };
    known.bins.add(bins[row]!);
    combinations.set(identity, known);
  }
  const most = combinations.size === 0 ? 0 : Math.floor(MOST_ROWS / combinations.size);
  const all = combinations.size === 0 ? [] : everyBin(stage, rangeOf(stage, bins, context), most);
  const added: readonly Added[] = [...combinations.values()].flatMap((known) =>
    all.flatMap((ms) => (known.bins.has(ms) ? [] : [{ bin: ms, keys: known.keys }])),
  );
  return withRows(batch, stage, others, added);
};

/** The rows of the batch and those added, newest bin first, then by the other keys. */
const withRows = (
  batch: Batch,
  stage: FillMissingStage,
  others: readonly string[],
  added: readonly Added[],
): Batch => {
  const rowCount = batch.rowCount + added.length;
  const valuesOf = (name: string): readonly Value[] => {
    const source = batch.column(name);
    const old = Array.from({ length: batch.rowCount }, (_, row) => valueAt(source, row));
    const key = others.indexOf(name);
    const fill = stage.fills.find(({ column }) => column === name)?.value;
    return [
      ...old,
      ...added.map(({ bin, keys }) => (name === stage.bin ? timestamp(bin) : key >= 0 ? keys[key] : fill)),
    ];
  };
  const keys = stage.keys.map(valuesOf);
  const keysOf = (row: number): readonly Value[] => keys.map((values) => values[row]);
  const order = Array.from({ length: rowCount }, (_, row) => row).sort((a, b) =>
    compareKeys(keysOf(a), keysOf(b)),
  );
  const columns = new Map<string, Column>();
  return {
    ...batch,
    rowCount,
    selection: rowRange(0, rowCount),
    order: { kind: 'table', sequence: 0, arrivals: undefined },
    column: (name) => {
      let column = columns.get(name);
      if (column === undefined) {
        const values = valuesOf(name);
        column = columnOfValues(order.map((row) => values[row]));
        columns.set(name, column);
      }
      return column;
    },
  };
};
