// What is verified: a planned query, the log groups and the time that it asks, and the store that has their
// events.

import type { LogicalPlan } from '../../plan/index.ts';
import type { LookupTable, Notice, QueryResult } from '../../result/index.ts';
import type { Store } from '../../store/index.ts';
import { type Guard, planWith, queryStore } from '../../tasks/index.ts';
import type { SecondsRange } from './service-queries.ts';

export type Question = {
  readonly text: string;
  readonly plan: LogicalPlan;
  readonly notices: readonly Notice[];
  /** Names in the store; undefined means all. */
  readonly logGroups: readonly string[] | undefined;
  readonly range: SecondsRange;
  /** What `now()` is: when the service began, as nearly as one can know. */
  readonly nowMs: number;
  readonly lookups?: ReadonlyMap<string, LookupTable> | undefined;
  readonly store: Store;
  readonly signal?: AbortSignal | undefined;
  readonly guard?: Guard | undefined;
};

/** Both ends are included, the last second to its last millisecond (evidence 30: END=…999). */
export const windowOfRange = ({ startSeconds, endSeconds }: SecondsRange) => ({
  startMs: startSeconds * 1000,
  endMs: endSeconds * 1000 + 999,
});

export const rangeOfWindow = (startMs: number, endMs: number): SecondsRange => ({
  startSeconds: Math.floor(startMs / 1000),
  endSeconds: Math.floor(endMs / 1000),
});

/** The answer of the store to a plan, which may be another one than the question's. */
export const askStore = (
  question: Question,
  plan: LogicalPlan,
  percentiles: 'service' | 'exact' = 'service',
): Promise<QueryResult> => {
  const { store, notices, logGroups, range, nowMs, lookups, signal, guard } = question;
  return queryStore(store, plan, notices, {
    ...windowOfRange(range),
    logGroups,
    nowMs,
    lookups,
    signal,
    guard,
    percentiles,
  });
};

/**
 * How many events of the range the store has. Undefined where the service counts more than those: events of
 * inner queries, and of a range to compare with.
 */
export const countEvents = async (question: Question): Promise<number | undefined> => {
  const { plan } = question;
  if (plan.inner.length > 0 || plan.baseline !== undefined) return undefined;
  const planned = await planWith('stats count(*) as n', {
    ...windowOfRange(question.range),
    nowMs: question.nowMs,
  });
  if (planned.plan === undefined) return undefined;
  const { table } = await askStore(question, { ...planned.plan, source: plan.source });
  return Number(table.rows[0]?.[0] ?? 0);
};
