// What each stage of a plan takes in and gives on, and what the optimiser spares.

import type { LogicalPlan } from './logical-plan.ts';
import { madeBy, neededAfterEach, neededBefore } from './needed-columns.ts';
import { printStage } from './print-stage.ts';
import { isGathering } from './stages.ts';

export type ExplainedStage = {
  readonly text: string;
  /** Columns that the stage itself looks at. */
  readonly takes: readonly string[];
  /** Columns that are still needed behind it. */
  readonly gives: readonly string[];
};

export const explainStages = (plan: LogicalPlan): readonly ExplainedStage[] => {
  const after = neededAfterEach(plan.stages, plan.output);
  return plan.stages.map((stage, index) => {
    const gives = after[index] ?? new Set<string>();
    // What it needs for itself, were nothing needed behind it but what it makes.
    const takes = neededBefore(stage, new Set(madeBy(stage).filter((name) => gives.has(name))));
    return { text: printStage(stage), takes: [...takes], gives: [...gives] };
  });
};

const columnsMade = (plan: LogicalPlan): ReadonlySet<string> => new Set(plan.stages.flatMap(madeBy));

const filtersBefore = (plan: LogicalPlan): number => {
  const first = plan.stages.findIndex(({ kind }) => kind === 'parse' || kind === 'extend');
  return plan.stages.slice(0, Math.max(0, first)).filter(({ kind }) => kind === 'filter').length;
};

/** Does the answer need only the newest or the oldest events, so that the rest need not be looked at? */
const stopsEarly = (plan: LogicalPlan): boolean => {
  const gather = plan.stages.find(isGathering);
  if (gather?.kind !== 'arrange' || gather.dedup.length > 0 || gather.end === 'last') return false;
  const isByTime = gather.keys.every((key) => key.column === '@timestamp' && key.descending);
  return Number.isFinite(gather.limit) && isByTime;
};

/** Sentences on what is skipped when the plan is run, and why. */
export const explainSkips = (written: LogicalPlan, run: LogicalPlan): readonly string[] => {
  const unread = [...columnsMade(written)].filter((name) => !columnsMade(run).has(name));
  const moved = filtersBefore(run) - filtersBefore(written);
  return [
    ...(run.readsAllFields
      ? []
      : [
          `fields other than ${run.fields.length} named above: nothing reads them, so they are not looked up`,
        ]),
    ...(unread.length > 0 ? [`computing ${unread.join(', ')}: nothing shows or reads it`] : []),
    ...(moved > 0
      ? [`parsing and computing for events that a condition drops: it is tried before them`]
      : []),
    'segments outside the time range, by their first and last time',
    ...(stopsEarly(run)
      ? ['events older than the newest that the limit takes, once those are certain (from a store)']
      : []),
  ];
};
