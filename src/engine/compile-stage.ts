// The stages of a plan made ready to run: steps from batch to batch, and gatherers that need all rows.

import type { Stage } from '../plan/index.ts';
import { mineColumns } from '../plan/made-columns.ts';
import type { LookupTable } from '../result/index.ts';
import type { Column } from '../segments/index.ts';
import { aggregation } from './aggregate.ts';
import type { PercentileMode } from './aggregates/index.ts';
import { arrangement } from './arrange.ts';
import { type Batch, type TimeWindow, withColumns, withSelection } from './batch.ts';
import { compileByRow, compileColumn } from './evaluate-column.ts';
import { compileExtractor } from './extract.ts';
import type { FunctionContext } from './functions/index.ts';
import { compileJoin } from './join.ts';
import { compileLookup } from './lookup.ts';
import { mining } from './mine.ts';
import type { GatheredTable } from './order-rows.ts';
import { runOrdered } from './ordered/index.ts';
import { relevance } from './relevance.ts';
import { compilePlainSelector, compileSelector } from './select.ts';
import type { Table } from './table.ts';
import { narrowed } from './take-rows.ts';
import { compileUnnest } from './unnest.ts';

export type ExecutionOptions = {
  readonly window: TimeWindow;
  readonly context: FunctionContext;
  readonly percentiles: PercentileMode;
  /** Column kernels and searches over whole texts; off, every row is computed by its meaning. */
  readonly useKernels: boolean;
  /** Rows of a batch at most; a whole segment unless a test says otherwise. */
  readonly batchRows: number;
  /** The range that the plan compares with, where it has a baseline. */
  readonly baseline?: TimeWindow | undefined;
  /** What the inner queries of the plan have answered, by their number. */
  readonly answers?: readonly Table[] | undefined;
  /** By name. */
  readonly lookups?: ReadonlyMap<string, LookupTable> | undefined;
};

const noTable: Table = { rowCount: 0, columns: new Map() };
const noLookup: LookupTable = { columns: [], rows: [] };

export type Step = (batch: Batch) => Batch;

/** A stage that needs all rows, with its kind of state hidden. */
export type Gatherer = {
  create(): unknown;
  add(state: unknown, batch: Batch): void;
  /** `from` is used up. */
  merge(into: unknown, from: unknown): void;
  finish(state: unknown): GatheredTable;
  isSettled(state: unknown, ms: number): boolean;
  /** How many groups, values or the like there are; 0 where they are never many. */
  kept(state: unknown): number;
};

export const compileStep = (stage: Stage, options: ExecutionOptions): Step | undefined => {
  const { context, useKernels } = options;
  const compile = useKernels ? compileColumn : compileByRow;
  switch (stage.kind) {
    case 'filter': {
      if (!useKernels) {
        const select = compilePlainSelector(stage.predicate, context);
        return (batch) => withSelection(batch, select(batch));
      }
      const select = compileSelector(stage.predicate, context);
      return (batch) => narrowed(withSelection(batch, select(batch)));
    }
    case 'extend': {
      const columns = stage.columns.map(({ name, value }) => ({ name, evaluate: compile(value, context) }));
      return (batch) => {
        // Each column sees those before it: the map grows while they are made.
        const made = new Map<string, Column>();
        const widened = withColumns(batch, made);
        for (const { name, evaluate } of columns) made.set(name, evaluate(widened));
        return widened;
      };
    }
    case 'parse': {
      return compileExtractor(stage, compile(stage.source, context), useKernels);
    }
    case 'unnest':
      return compileUnnest(stage, compile(stage.value, context));
    case 'lookup': {
      const { by } = stage;
      const keys = by.kind === 'equal' ? by.matches.map(({ value }) => value) : [by.value];
      const table = options.lookups?.get(stage.table.name) ?? noLookup;
      return compileLookup(
        stage,
        table,
        keys.map((key) => compile(key, context)),
      );
    }
    case 'join': {
      const keys = stage.keys.map(({ left }) => compile(left, context));
      return compileJoin(stage, options.answers?.[stage.inner] ?? noTable, keys);
    }
    case 'aggregate':
    case 'arrange':
    case 'mine':
    case 'relevance':
      return undefined;
    default: {
      const ordered = { functions: context, answers: options.answers ?? [] };
      return (batch) => runOrdered(batch, stage, ordered);
    }
  }
};

/** A gatherer whose kind of state nobody else knows. */
const hideState = <State>(made: {
  create(): State;
  add(state: State, batch: Batch): void;
  merge(into: State, from: State): void;
  finish(state: State): GatheredTable;
  isSettled?(state: State, ms: number): boolean;
  kept?(state: State): number;
}): Gatherer => ({
  create: made.create,
  add: (state, batch) => made.add(state as State, batch),
  merge: (into, from) => made.merge(into as State, from as State),
  finish: (state) => made.finish(state as State),
  isSettled: (state, ms) => made.isSettled?.(state as State, ms) ?? false,
  kept: (state) => made.kept?.(state as State) ?? 0,
});

export const compileGatherer = (
  stage: Stage,
  needed: ReadonlySet<string>,
  options: ExecutionOptions,
): Gatherer | undefined => {
  const compile = options.useKernels ? compileColumn : compileByRow;
  if (stage.kind === 'aggregate') {
    return hideState(
      aggregation(stage, (expression) => compile(expression, options.context), options.percentiles),
    );
  }
  switch (stage.kind) {
    case 'arrange':
      return hideState(arrangement(stage, [...needed]));
    case 'mine':
      return hideState(
        mining(stage, compile(stage.value, options.context), mineColumns[stage.answer], options.window),
      );
    case 'relevance':
      return hideState(relevance(stage, compile(stage.condition, options.context)));
    default:
      return undefined;
  }
};
