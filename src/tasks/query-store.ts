// A query over a store: newest segments first, so that "the newest twenty" need not read the rest.

import { maySettle } from '../engine/index.ts';
import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { Store, StoredSegment } from '../store/index.ts';
import { lookWithHelp } from './helped-look.ts';
import { nextTurn } from './next-turn.ts';
import {
  type InnerAnswer,
  type Pushed,
  type QueryOptions,
  type QueryRun,
  startQuery,
  unknownGroups,
} from './query-run.ts';
import type { QueryThreads } from './query-threads.ts';
import { groupsNamed, groupTest, windowOf } from './query-window.ts';
import { threadsThatWait, threadsToStart, whenRestIsLong } from './when-rest-is-long.ts';

/** A plan that has looked at all it wants, and whether it was stopped before. */
type Looked = { readonly run: QueryRun; readonly isStopped: boolean };

const fieldsIn = (store: Store, groups: readonly string[] | undefined): readonly string[] =>
  store.fields(groups).map(({ field }) => field);

/** How far a plan has looked in this thread. */
type Alone = { readonly looked: number; readonly isStopped: boolean };

/**
 * Looks at segments in this thread until all are looked at or it is told to leave the rest; those that a settled
 * answer does not need count as skipped. `isEnough` is asked after each, with their number.
 */
const lookAlone = async (
  store: Store,
  run: QueryRun,
  segments: readonly StoredSegment[],
  signal: AbortSignal | undefined,
  isEnough: (looked: number) => boolean = () => false,
): Promise<Alone> => {
  let isSettled = false;
  let looked = 0;
  const next = (): Pushed | undefined => {
    const stored = segments[looked];
    isSettled ||= stored !== undefined && run.isSettled(stored.endMs);
    if (stored === undefined || isSettled || isEnough(looked)) return undefined;
    looked += 1;
    return [store.open(stored)];
  };
  while (looked < segments.length && !isSettled && !isEnough(looked)) {
    await nextTurn();
    if (signal?.aborted) return { looked, isStopped: true };
    run.pushSome(next);
  }
  if (isSettled) for (const stored of segments.slice(looked)) run.skip(stored);
  await nextTurn();
  return { looked: isSettled ? segments.length : looked, isStopped: false };
};

/** How many segments settle the answer of most plans that may be settled early: no help is needed for them. */
const FIRST_ALONE = 1;

/** After how many segments help is asked for. */
const whenHelped = (run: QueryRun, threads: QueryThreads, count: number): ((looked: number) => boolean) => {
  const alone = maySettle(run.plan) && threads.always !== 'leave-all' ? FIRST_ALONE : 0;
  if (threads.always !== undefined) return (looked) => looked >= alone;
  return whenRestIsLong(alone, count, threads.areThere() ? threadsThatWait : threadsToStart);
};

/** True when it was stopped before the end. */
const lookAtAll = async (
  store: Store,
  run: QueryRun,
  segments: readonly StoredSegment[],
  { threads, signal }: QueryOptions,
): Promise<boolean> => {
  const wanted = segments.filter(run.isWanted);
  for (const stored of segments) if (!run.isWanted(stored)) run.skip(stored);
  if (threads === undefined || run.plan.isEstimate || !threads.mayHelp(wanted))
    return (await lookAlone(store, run, wanted, signal)).isStopped;
  const isEnough = whenHelped(run, threads, wanted.length);
  const startMs = performance.now();
  const { looked, isStopped } = await lookAlone(store, run, wanted, signal, isEnough);
  const rest = wanted.slice(looked);
  if (rest.length === 0) threads.spare(performance.now() - startMs);
  if (isStopped || rest.length === 0) return isStopped;
  // Nobody is asked for what nobody waits for.
  if (signal?.aborted) return true;
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
