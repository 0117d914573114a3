// A query over a store: newest segments first, so that "the newest twenty" need not read the rest.

import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { Store } from '../store/index.ts';
import { nextTurn } from './next-turn.ts';
import {
  type InnerAnswer,
  type QueryOptions,
  type QueryRun,
  startQuery,
  unknownGroups,
} from './query-run.ts';
import { groupsNamed, groupTest, windowOf } from './query-window.ts';

/** A plan that has looked at all it wants, and whether it was stopped before. */
type Looked = { readonly run: QueryRun; readonly isStopped: boolean };

const fieldsIn = (store: Store, groups: readonly string[] | undefined): readonly string[] =>
  store.fields(groups).map(({ field }) => field);

/** Answers the queries within the plan, then pushes the segments of its log groups into it. */
const look = async (store: Store, plan: LogicalPlan, around: QueryOptions): Promise<Looked> => {
  const asked = around.logGroups;
  const isAsked = groupTest(plan, (name) => asked === undefined || asked.includes(name));
  const groups = store.groups().flatMap(({ name }) => (isAsked(name) ? [name] : []));
  const options = { ...around, ...windowOf(plan, around, around.nowMs), logGroups: groups };
  const answers: InnerAnswer[] = [];
  for (const inner of plan.inner) {
    const { run, isStopped } = await look(store, { ...inner, isEstimate: plan.isEstimate }, options);
    if (isStopped) return { run: startQuery(plan, options), isStopped };
    answers.push(run.finishInner(() => fieldsIn(store, groups)));
  }
  const run = startQuery(plan, options, answers);
  let isSettled = false;
  const always = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
  for (const stored of store.segments({ ...always, logGroups: groups })) {
    await nextTurn();
    if (options.signal?.aborted) return { run, isStopped: true };
    isSettled ||= run.isSettled(stored.endMs);
    if (isSettled || !run.isWanted(stored)) run.skip(stored);
    else run.push(store.open(stored));
  }
  await nextTurn();
  return { run, isStopped: false };
};

export const queryStore = async (
  store: Store,
  plan: LogicalPlan,
  notices: readonly Notice[],
  options: QueryOptions,
): Promise<QueryResult> => {
  const { run, isStopped } = await look(store, plan, options);
  const named = [...(options.logGroups ?? []), ...groupsNamed(plan)];
  const known = named.length === 0 ? [] : store.groups().map(({ name }) => name);
  return run.finish(isStopped ? 'Partial' : 'Complete', [...notices, ...unknownGroups(named, known)], () =>
    fieldsIn(store, options.logGroups),
  );
};
