// A query over a store: newest segments first, so that "the newest twenty" need not read the rest.

import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { Store } from '../store/index.ts';
import { nextTurn } from './next-turn.ts';
import { type QueryOptions, startQuery, unknownGroups } from './query-run.ts';

export const queryStore = async (
  store: Store,
  plan: LogicalPlan,
  notices: readonly Notice[],
  options: QueryOptions,
): Promise<QueryResult> => {
  const run = startQuery(plan, options);
  const { startMs, endMs, logGroups } = options;
  let isSettled = false;
  let status: QueryResult['status'] = 'Complete';
  const always = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
  for (const stored of store.segments({ ...always, logGroups })) {
    await nextTurn();
    if (options.signal?.aborted) {
      status = 'Partial';
      break;
    }
    isSettled ||= run.isSettled(stored.endMs);
    const isOutside = stored.endMs < startMs || stored.startMs > endMs;
    if (isSettled || isOutside) run.skip(stored);
    else run.push(store.open(stored));
  }
  await nextTurn();
  const known = logGroups === undefined ? [] : store.groups().map(({ name }) => name);
  return run.finish(status, [...notices, ...unknownGroups(logGroups, known)], () =>
    store.fields(logGroups).map(({ field }) => field),
  );
};
