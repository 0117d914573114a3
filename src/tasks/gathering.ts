// What every thread that works on a query does: it pushes segments into the plan and hands on what was
// gathered. Kept apart from planning, so that a thread loads no grammar.

import {
  type Execution,
  loadXml,
  type PartialState,
  type PercentileMode,
  startExecution,
  type Table,
} from '../engine/index.ts';
import type { LogicalPlan } from '../plan/index.ts';
import type { LookupTable } from '../result/index.ts';
import { MAX_SEGMENT_ROWS, type Segment } from '../segments/index.ts';
import { baselineWindow, type Window } from './query-window.ts';
import { type UnseenFields, unseenFields } from './unseen-fields.ts';

/** A plan, and all that its answer depends on beside the events. Plain data: it is copied between threads. */
export type Question = Window & {
  readonly plan: LogicalPlan;
  readonly nowMs: number;
  readonly percentiles: PercentileMode;
  readonly lookups: ReadonlyMap<string, LookupTable> | undefined;
  /** Of the inner queries, by their number. */
  readonly answers: readonly Table[];
  readonly useKernels: boolean;
  readonly batchRows: number;
};

export const executionOf = ({ plan, startMs, endMs, nowMs, ...rest }: Question): Execution =>
  startExecution(plan, {
    ...rest,
    window: { startMs, endMs },
    context: { queryStartMs: startMs, queryEndMs: endMs, nowMs },
    baseline: plan.baseline && baselineWindow(plan.baseline, { startMs, endMs }),
  });

/** Room for the rows of one segment in the numbering of rows by arrival. */
export const sequenceOf = (arrival: number): number => arrival * MAX_SEGMENT_ROWS;

/** What was gathered from some segments. Plain data. */
export type Gathered = {
  readonly state: PartialState;
  /** Fields of the plan that none of the segments had that the thread has seen. */
  readonly unseen: readonly string[];
};

/**
 * Groups, values or the like that a thread gathers before it hands them on: they are merged while it goes on, and no
 * two threads hold them all. Some 100 bytes each.
 */
const MUCH = 65_536;

export type Gathering = {
  readonly unseen: UnseenFields;
  /** The segment must know when it arrived. */
  push(segment: Segment): void;
  /** Has so much been gathered that it is better handed on before the rest? */
  isMuch(): boolean;
  /** What was gathered since the last time. */
  take(): Gathered;
};

/** Loads what only some plans need; where a query is planned, planning has done so. */
export const loadFor = async ({ stages }: LogicalPlan): Promise<void> => {
  if (stages.some((stage) => stage.kind === 'parse' && stage.pattern.kind === 'xml')) await loadXml();
};

export const startGathering = (question: Question): Gathering => {
  const execution = executionOf(question);
  const unseen = unseenFields(question.plan);
  return {
    unseen,
    push: (segment) => {
      unseen.lookAt((field) => segment.column(field) !== undefined);
      execution.push(segment, sequenceOf(segment.arrival ?? 0));
    },
    isMuch: () => execution.kept() >= MUCH,
    take: () => ({ state: execution.take(), unseen: unseen.names() }),
  };
};
