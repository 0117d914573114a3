// A plan being run. Segments are pushed into it one by one, in any order; then it is finished.
//
// The stages fall into sections, each a few steps that look at rows alone and one stage that needs them all.
// Only the first section sees events; its state can be gathered in parts and merged, so segments may be
// shared out among threads. The later sections run once, over what is left.

import { type LogicalPlan, neededAfterEach, type Stage } from '../plan/index.ts';
import type { Cell, ResultTable } from '../result/index.ts';
import { type Column, type Segment, valueAt } from '../segments/index.ts';
import { printValue } from '../values/index.ts';
import { type AggregateState, aggregation } from './aggregate.ts';
import type { PercentileMode } from './aggregates/index.ts';
import { type ArrangeState, arrangement } from './arrange.ts';
import {
  type Batch,
  cutBatch,
  segmentBatch,
  type TimeWindow,
  tableBatch,
  withColumns,
  withSelection,
} from './batch.ts';
import { compileByRow, compileColumn } from './evaluate-column.ts';
import { compileExtractor } from './extract.ts';
import type { FunctionContext } from './functions/index.ts';
import { compilePlainSelector, compileSelector } from './select.ts';
import type { Table } from './table.ts';

export type ExecutionOptions = {
  readonly window: TimeWindow;
  readonly context: FunctionContext;
  readonly percentiles: PercentileMode;
  /** Column kernels and searches over whole texts; off, every row is computed by its meaning. */
  readonly useKernels: boolean;
  /** Rows of a batch at most; a whole segment unless a test says otherwise. */
  readonly batchRows: number;
};

type Step = (batch: Batch) => Batch;

/** A stage that needs all rows, with its kind of state hidden. */
type Gatherer = {
  create(): unknown;
  add(state: unknown, batch: Batch): void;
  merge(into: unknown, from: unknown): void;
  finish(state: unknown): Table;
  isSettled(state: unknown, ms: number): boolean;
};

type Section = { readonly steps: readonly Step[]; readonly gather: Gatherer | undefined };

const compileStep = (stage: Stage, options: ExecutionOptions): Step | undefined => {
  const { context, useKernels } = options;
  const compile = useKernels ? compileColumn : compileByRow;
  switch (stage.kind) {
    case 'filter': {
      const select = (useKernels ? compileSelector : compilePlainSelector)(stage.predicate, context);
      return (batch) => withSelection(batch, select(batch));
    }
    case 'extend': {
      const columns = stage.columns.map(({ name, value }) => ({ name, evaluate: compile(value, context) }));
      return (batch) =>
        columns.reduce(
          (made, { name, evaluate }) => withColumns(made, new Map([[name, evaluate(made)]])),
          batch,
        );
    }
    case 'parse': {
      const extract = compileExtractor(stage, compile(stage.source, context), useKernels);
      return (batch) => withColumns(batch, extract(batch));
    }
    default:
      return undefined;
  }
};

const compileGatherer = (
  stage: Stage,
  needed: ReadonlySet<string>,
  options: ExecutionOptions,
): Gatherer | undefined => {
  const compile = options.useKernels ? compileColumn : compileByRow;
  if (stage.kind === 'aggregate') {
    const made = aggregation(
      stage,
      (expression) => compile(expression, options.context),
      options.percentiles,
    );
    return {
      create: made.create,
      add: (state, batch) => made.add(state as AggregateState, batch),
      merge: (into, from) => made.merge(into as AggregateState, from as AggregateState),
      finish: (state) => made.finish(state as AggregateState),
      isSettled: () => false,
    };
  }
  if (stage.kind !== 'arrange') return undefined;
  const made = arrangement(stage, [...needed]);
  return {
    create: made.create,
    add: (state, batch) => made.add(state as ArrangeState, batch),
    merge: (into, from) => made.merge(into as ArrangeState, from as ArrangeState),
    finish: (state) => made.finish(state as ArrangeState),
    isSettled: (state, ms) => made.isSettled(state as ArrangeState, ms),
  };
};

const compileSections = (plan: LogicalPlan, options: ExecutionOptions): readonly Section[] => {
  const needed = neededAfterEach(plan.stages, plan.output);
  const sections: Section[] = [];
  let steps: Step[] = [];
  plan.stages.forEach((stage, index) => {
    const step = compileStep(stage, options);
    if (step !== undefined) {
      steps.push(step);
      return;
    }
    sections.push({ steps, gather: compileGatherer(stage, needed[index] ?? new Set(), options) });
    steps = [];
  });
  return [...sections, { steps, gather: undefined }];
};

const runSteps = (steps: readonly Step[], batch: Batch): Batch =>
  steps.reduce((made, step) => step(made), batch);

/** What the first section has gathered from some of the segments. Plain data. */
export type PartialState = { readonly gathered: unknown; matched: number };

export type Execution = {
  /** `sequence`: how many rows arrived before the segment's first one, at least. */
  push(segment: Segment, sequence: number): void;
  /** Would segments that end before this instant change nothing? */
  isSettled(ms: number): boolean;
  /** Takes in what another execution of the same plan has gathered. */
  merge(other: PartialState): void;
  readonly state: PartialState;
  /** `isCut`: did the last limit leave rows out? */
  finish(): ResultTable & { readonly isCut: boolean };
};

const cellsOf = (batch: Batch, plan: LogicalPlan): readonly (readonly Cell[])[] => {
  const columns: readonly Column[] = plan.output.map(({ column }) => batch.column(column));
  return Array.from(batch.selection, (row) => columns.map((column) => printValue(valueAt(column, row))));
};

export const startExecution = (plan: LogicalPlan, options: ExecutionOptions): Execution => {
  const [first, ...later] = compileSections(plan, options);
  if (first?.gather === undefined) throw new Error('a plan gathers its events at least once');
  const { steps, gather } = first;
  const state: PartialState = { gathered: gather.create(), matched: 0 };
  const finishSections = (): { batch: Batch; isCut: boolean } => {
    let table = gather.finish(state.gathered);
    let batch = tableBatch(table);
    for (const section of later) {
      batch = runSteps(section.steps, batch);
      if (section.gather === undefined) break;
      const gathered = section.gather.create();
      section.gather.add(gathered, batch);
      table = section.gather.finish(gathered);
      batch = tableBatch(table);
    }
    return { batch, isCut: table.isCut === true };
  };
  return {
    state,
    push: (segment, sequence) => {
      for (const piece of cutBatch(segmentBatch(segment, options.window, sequence), options.batchRows)) {
        const batch = runSteps(steps, piece);
        state.matched += batch.selection.length;
        gather.add(state.gathered, batch);
      }
    },
    isSettled: (ms) => gather.isSettled(state.gathered, ms),
    merge: (other) => {
      gather.merge(state.gathered, other.gathered);
      state.matched += other.matched;
    },
    finish: () => {
      const { batch, isCut } = finishSections();
      return { columns: plan.output.map(({ heading }) => heading), rows: cellsOf(batch, plan), isCut };
    },
  };
};
