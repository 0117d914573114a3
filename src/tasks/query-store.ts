// A query over a store: newest segments first, so that "the newest twenty" need not read the rest.

import { maySettle } from '../engine/index.ts';
import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { Segment } from '../segments/index.ts';
import type { Store, StoredSegment } from '../store/index.ts';
import { lookWithHelp } from './helped-look.ts';
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

/** In this thread. True when it was stopped before the end. */
const lookAlone = async (
  store: Store,
  run: QueryRun,
  segments: readonly StoredSegment[],
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  let isSettled = false;
  let at = 0;
  const next = (): Segment | undefined => {
    const stored = segments[at];
    isSettled ||= stored !== undefined && run.isSettled(stored.endMs);
    if (stored === undefined || isSettled) return undefined;
    at += 1;
    return store.open(stored);
  };
  while (at < segments.length && !isSettled) {
    await nextTurn();
    if (signal?.aborted) return true;
    run.pushSome(next);
  }
  for (const stored of segments.slice(at)) run.skip(stored);
  await nextTurn();
  return false;
};

/** How many segments settle the answer of most plans that may be settled early: no help is needed for them. */
const FIRST_ALONE = 1;

/** True when it was stopped before the end. */
const lookAtAll = async (
  store: Store,
  run: QueryRun,
  segments: readonly StoredSegment[],
  { threads, signal }: QueryOptions,
): Promise<boolean> => {
  const wanted = segments.filter(run.isWanted);
  for (const stored of segments) if (!run.isWanted(stored)) run.skip(stored);
  if (threads === undefined || run.plan.isEstimate || !threads.isWorth(wanted))
    return lookAlone(store, run, wanted, signal);
  const alone = maySettle(run.plan) && threads.always !== 'leave-all' ? FIRST_ALONE : 0;
  if (await lookAlone(store, run, wanted.slice(0, alone), signal)) return true;
  const rest = wanted.slice(alone);
  if (rest[0] === undefined || run.isSettled(rest[0].endMs)) return lookAlone(store, run, rest, signal);
  return lookWithHelp({ store, run, segments: rest, threads, signal });
};

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
  const always = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
  const segments = store.segments({ ...always, logGroups: groups });
  return { run, isStopped: await lookAtAll(store, run, segments, options) };
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
