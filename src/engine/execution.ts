// A plan being run. Segments are pushed into it one by one, in any order; then it is finished.
//
// The stages fall into sections, each a few steps that look at rows alone and one stage that needs them all.
// Only the first section sees events; its state can be gathered in parts and merged, so segments may be
// shared out among threads. The later sections run once, over what is left.

import type { AggregateFunctionName } from '../../grammar/index.ts';
import type { LogicalPlan, Stage } from '../plan/index.ts';
import { neededAfterEach } from '../plan/needed-columns.ts';
import { requiredField } from '../plan/required-texts.ts';
import { isGathering } from '../plan/stages.ts';
import type { Cell, ResultTable } from '../result/index.ts';
import { type Column, type Segment, valueAt } from '../segments/index.ts';
import { printValue, type Value } from '../values/index.ts';
import {
  type Batch,
  cutBatch,
  rowsWithin,
  type Side,
  segmentBatch,
  type TimeWindow,
  tableBatch,
  withSelection,
} from './batch.ts';
import {
  compileGatherer,
  compileStep,
  type ExecutionOptions,
  type Gatherer,
  type Step,
} from './compile-stage.ts';
import { type FirstRows, type GatheredTable, putInOrder, unorderedBatch, wantedBy } from './order-rows.ts';
import type { Table } from './table.ts';
import { dense, narrowed } from './take-rows.ts';

export type { ExecutionOptions } from './compile-stage.ts';

type Section = {
  readonly steps: readonly Step[];
  /** Do the steps look at each row alone, and make none, so that they may come before the rows' order? */
  readonly areFree: boolean;
  readonly gather: Gatherer | undefined;
  /** The rows that it wants of a table. */
  readonly wanted: FirstRows | undefined;
  /** Is its answer the same in whatever order the rows come? */
  readonly isIndifferent: boolean;
};

/** Aggregates whose answer does not tell in which order the rows came; sums are exact. */
const indifferent: ReadonlySet<string> = new Set<AggregateFunctionName>([
  'count',
  'countOverTime',
  'countDistinct',
  'sum',
  'sumOverTime',
  'avg',
  'min',
  'max',
]);

/** Groups have an order of their own. */
const isIndifferent = (stage: Stage): boolean =>
  stage.kind === 'aggregate' && stage.calls.every((call) => indifferent.has(call.function));

const isFree = (stage: Stage): boolean => stage.kind === 'filter' || stage.kind === 'extend';

const compileSections = (plan: LogicalPlan, options: ExecutionOptions): readonly Section[] => {
  const needed = neededAfterEach(plan.stages, plan.output);
  const sections: Section[] = [];
  let steps: Step[] = [];
  let areFree = true;
  plan.stages.forEach((stage, index) => {
    const step = isGathering(stage) ? undefined : compileStep(stage, options);
    if (step !== undefined) {
      steps.push(step);
      areFree &&= isFree(stage);
      return;
    }
    const gather = compileGatherer(stage, needed[index] ?? new Set(), options);
    const wanted = options.useKernels ? wantedBy(stage) : undefined;
    sections.push({
      steps,
      areFree: areFree && options.useKernels,
      gather,
      wanted,
      isIndifferent: isIndifferent(stage),
    });
    steps = [];
    areFree = true;
  });
  return [...sections, { steps, areFree: false, gather: undefined, wanted: undefined, isIndifferent: false }];
};

const runSteps = (steps: readonly Step[], batch: Batch): Batch =>
  steps.reduce((made, step) => step(made), batch);

/** What the section gathers of a table: the rows behind its steps, in their order. */
const tableRows = ({ steps, areFree, wanted, isIndifferent }: Section, table: GatheredTable): Batch => {
  const { inOrder } = table;
  if (inOrder === undefined) return runSteps(steps, tableBatch(table));
  const batch = unorderedBatch(table);
  if (areFree && isIndifferent) return runSteps(steps, batch);
  return areFree
    ? putInOrder(runSteps(steps, batch), inOrder, wanted)
    : runSteps(steps, putInOrder(batch, inOrder));
};

/** Events among the rows: several rows may come from one. */
const countEvents = ({ selection, order }: Batch): number => {
  if (order.kind !== 'events' || !order.mayRepeat || order.origins === undefined) return selection.length;
  let count = 0;
  let last = -1;
  for (const row of selection) {
    const origin = order.origins[row]!;
    if (origin !== last) count += 1;
    last = origin;
  }
  return count;
};

/** Leaves out the rows of a segment that the first filters drop because they lack the field. */
const keepHaving =
  (field: string | undefined) =>
  (batch: Batch, segment: Segment): Batch => {
    const rows = field === undefined ? undefined : segment.rowsWith?.(field);
    return rows === undefined ? batch : narrowed(withSelection(batch, rowsWithin(rows, batch.selection)));
  };

/** What the first section has gathered from some of the segments. Plain data. */
export type PartialState = { readonly gathered: unknown; matched: number };

export type Execution = {
  /** `sequence`: how many rows arrived before the segment's first one, at least. */
  push(segment: Segment, sequence: number): void;
  /** Would segments that end before this instant change nothing? */
  isSettled(ms: number): boolean;
  /** Takes in what another execution of the same plan has gathered, and uses it up. */
  merge(other: PartialState): void;
  readonly state: PartialState;
  /** How many groups, values or the like the state holds; 0 where they are never many. */
  kept(): number;
  /** The state, and begins anew: what is pushed from now on is gathered apart. */
  take(): PartialState;
  /** The columns of the output as values, in their order. `isCut`: did the last limit leave rows out? */
  finish(): { readonly table: Table; readonly isCut: boolean };
};

/** The finished rows, without those that are out, by the plan's columns. */
const outputTable = (batch: Batch, plan: LogicalPlan): Table => {
  const rows = dense(batch);
  return {
    rowCount: rows.rowCount,
    columns: new Map(plan.output.map(({ column }) => [column, rows.column(column)])),
  };
};

/** The answer as it is shown. */
export const printTable = (table: Table, plan: LogicalPlan): ResultTable => {
  const columns: readonly Column[] = plan.output.map(({ column }) => table.columns.get(column)!);
  const rows = Array.from({ length: table.rowCount }, (_, row): readonly Cell[] =>
    columns.map((column) => printValue(valueAt(column, row))),
  );
  return { columns: plan.output.map(({ heading }) => heading), rows };
};

/** The values of the only column of an answer. */
const valuesOfTable = (table: Table): readonly Value[] => {
  const [column] = table.columns.values();
  if (column === undefined) return [];
  return Array.from({ length: table.rowCount }, (_, row) => valueAt(column, row));
};

/**
 * May an execution be settled before it has seen all events? Then its first rows are the newest, or any. A plan
 * of which this is true may still never be.
 */
export const maySettle = ({ stages }: LogicalPlan): boolean => {
  const first = stages.find(isGathering);
  if (first?.kind !== 'arrange' || !Number.isFinite(first.limit)) return false;
  if (first.isAny === true) return true;
  const [key, ...others] = first.keys;
  if (first.end === 'last' || first.dedup.length > 0 || others.length > 0) return false;
  return key === undefined || (key.column === '@timestamp' && key.descending);
};

export const startExecution = (plan: LogicalPlan, given: ExecutionOptions): Execution => {
  const context = { ...given.context, answers: given.answers?.map(valuesOfTable) ?? [] };
  const options = { ...given, context };
  const [first, ...later] = compileSections(plan, options);
  if (first?.gather === undefined) throw new Error('a plan gathers its events at least once');
  const { steps, gather } = first;
  const having = options.useKernels ? keepHaving(requiredField(plan)) : (batch: Batch) => batch;
  const begin = (): PartialState => ({ gathered: gather.create(), matched: 0 });
  let state = begin();
  const finishSections = (): { batch: Batch; isCut: boolean } => {
    let table = gather.finish(state.gathered);
    for (const section of later) {
      const batch = tableRows(section, table);
      if (section.gather === undefined) return { batch, isCut: table.isCut === true };
      const gathered = section.gather.create();
      section.gather.add(gathered, batch);
      table = section.gather.finish(gathered);
    }
    throw new Error('the last section of a plan gathers nothing');
  };
  return {
    get state() {
      return state;
    },
    kept: () => gather.kept(state.gathered),
    take: () => {
      const taken = state;
      state = begin();
      return taken;
    },
    push: (segment, sequence) => {
      const sides: readonly (readonly [Side, TimeWindow | undefined])[] = [
        ['current', options.window],
        ['baseline', options.baseline],
      ];
      for (const [side, window] of sides) {
        if (window === undefined) continue;
        const whole = segmentBatch(segment, window, sequence, side);
        for (const piece of cutBatch(having(whole, segment), options.batchRows)) {
          const batch = runSteps(steps, piece);
          state.matched += countEvents(batch);
          gather.add(state.gathered, batch);
        }
      }
    },
    isSettled: (ms) => gather.isSettled(state.gathered, ms),
    merge: (other) => {
      gather.merge(state.gathered, other.gathered);
      state.matched += other.matched;
    },
    finish: () => {
      const { batch, isCut } = finishSections();
      return { table: outputTable(batch, plan), isCut };
    },
  };
};
