// The real engine as a run over a store, with threads that help. The calling thread leaves all segments to
// them, so that every answer is put together from what was gathered elsewhere.

import path from 'node:path';
import { type LogicalPlan, planQuery } from '../../src/plan/index.ts';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import { planWith, type QueryThreads, queryStore } from '../../src/tasks/index.ts';
import type { Answer, Run, ScriptEvent, Surroundings } from '../runner/index.ts';
import { engineRun } from './engine-run.ts';
import { type Cutting, segmentsOf } from './segments-of.ts';

export type ThreadedSetup = Cutting & {
  readonly name: string;
  readonly threads: QueryThreads;
  /** Where stores are made. */
  readonly directory: string;
};

const looksElsewhere = (plan: LogicalPlan): boolean =>
  plan.source !== undefined || plan.inner.some(looksElsewhere);

/** `limit any` takes whichever rows come first. */
const takesAny = ({ stages, inner }: LogicalPlan): boolean =>
  stages.some((stage) => stage.kind === 'arrange' && stage.isAny === true) || inner.some(takesAny);

/** Stores that were made, by their events: the questions of a script mostly have the same. */
const made = new Map<string, string>();

const storeOf = (events: readonly ScriptEvent[], setup: ThreadedSetup): string => {
  const key = JSON.stringify([setup.directory, events]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const file = path.join(setup.directory, `${made.size}.db`);
  using store = openStoreForWriting(file);
  store.transaction(() => {
    for (const segment of segmentsOf(events, setup)) store.writeSegment(segment);
  });
  made.set(key, file);
  return file;
};

const answer = async (query: string, surroundings: Surroundings, setup: ThreadedSetup): Promise<Answer> => {
  const { events, allEvents, window, lookups } = surroundings;
  const { plan, notices } = await planWith(query, { ...window, lookups });
  // Threads have no part in a refusal.
  if (plan === undefined) return engineRun(setup).answer(query, surroundings);
  using store = openStore(storeOf(looksElsewhere(plan) ? allEvents : events, setup));
  const logGroups = events[0] === undefined ? [] : [events[0].logGroup];
  const options = { ...window, lookups, logGroups, percentiles: 'service', threads: setup.threads } as const;
  const { table } = await queryStore(store, plan, notices, options);
  return { kind: 'table', ...table, notices: [] };
};

export const threadedRun = (setup: ThreadedSetup): Run => ({
  name: setup.name,
  // Which log groups are named beside the query is not the question's.
  ignores: ['notices'],
  canAnswer: (query) => {
    const { plan } = planQuery(query);
    return plan === undefined || !takesAny(plan);
  },
  answer: (query, surroundings) => answer(query, surroundings, setup),
});
