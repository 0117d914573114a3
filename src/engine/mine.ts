// pattern, diff, logcompare and anomaly: texts that are alike, counted, compared and judged.

import type { MineStage } from '../plan/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import { textOf, type Value } from '../values/index.ts';
import type { Batch, TimeWindow } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues } from './column-values.ts';
import {
  addMessage,
  createPatterns,
  describeDifference,
  findAnomalies,
  type MinedPattern,
  mergePatterns,
  minePatterns,
  type PatternState,
} from './patterns/index.ts';
import type { Table } from './table.ts';

export type Mining = {
  create(): PatternState;
  add(state: PatternState, batch: Batch): void;
  merge(into: PatternState, from: PatternState): void;
  kept(state: PatternState): number;
  finish(state: PatternState): Table;
};

type Row = Readonly<Record<string, Value>>;

const patternRow = (pattern: MinedPattern, total: number): Row => ({
  '@pattern': pattern.pattern,
  '@ratio': pattern.count / total,
  '@sampleCount': pattern.count,
  '@severityLabel': pattern.severity,
});

const differenceRow = (pattern: MinedPattern): Row => ({
  '@pattern': pattern.pattern,
  '@sampleCount': pattern.count,
  '@baselineCount': pattern.baselineCount,
  '@diffEventCount': pattern.count - pattern.baselineCount,
  '@differenceDescription': describeDifference(pattern.count, pattern.baselineCount),
  '@severityLabel': pattern.severity,
});

/** The largest difference first; patterns come by count and text. */
const byDifference = (a: MinedPattern, b: MinedPattern): number =>
  Math.abs(b.count - b.baselineCount) - Math.abs(a.count - a.baselineCount);

const rowsOf = (stage: MineStage, patterns: readonly MinedPattern[], window: TimeWindow): readonly Row[] => {
  const current = patterns.filter(({ count }) => count > 0);
  const total = current.reduce((sum, { count }) => sum + count, 0);
  switch (stage.answer) {
    case 'patterns':
      return current.map((pattern) => patternRow(pattern, total));
    case 'difference':
    case 'comparison':
      return [...patterns].sort(byDifference).map(differenceRow);
    case 'anomalies':
      return findAnomalies(current, window).map(({ pattern, type, description }) => ({
        ...patternRow(pattern, total),
        '@anomalyType': type,
        '@anomalyDescription': description,
      }));
  }
};

const tableOf = (rows: readonly Row[], columns: readonly string[]): Table => ({
  rowCount: rows.length,
  columns: new Map(
    columns.map((name): [string, Column] => [name, columnOfValues(rows.map((row) => row[name]))]),
  ),
});

const millisecondsOf = ({ order }: Batch, times: Column): ((row: number) => number) => {
  if (order.kind === 'events') return (row) => order.timestamps[row]!;
  return (row) => {
    const value = valueAt(times, row);
    return typeof value === 'object' && value.kind === 'timestamp' ? value.ms : Number.NaN;
  };
};

export const mining = (
  stage: MineStage,
  value: ColumnEvaluator,
  columns: readonly string[],
  window: TimeWindow,
): Mining => ({
  create: createPatterns,
  add: (state, batch) => {
    const column = value(batch);
    const msOf = millisecondsOf(batch, batch.column('@timestamp'));
    for (const row of batch.selection) {
      const text = textOf(valueAt(column, row));
      if (text !== undefined) addMessage(state, text, msOf(row), batch.side);
    }
  },
  merge: mergePatterns,
  // In hundreds of characters, about.
  kept: ({ weight }) => weight / 100,
  finish: (state) => tableOf(rowsOf(stage, minePatterns(state), window), columns),
});
