// The queries that were started: those that wait, those that run, and the answers of those that have ended.

import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Scope } from '../operation.ts';
import { isSameScope } from '../scope.ts';
import { invalidParameter, limitExceeded, ServiceError } from '../service-error.ts';
import { type AskedQuery, isActive, newEntry, type QueryEntry, type QueryState } from './query-entry.ts';
import type { QueryJob } from './query-job.ts';
import { querySchedule } from './query-schedule.ts';
import { workerPool } from './worker-pool.ts';

export type QueryRegistry = {
  /** The id of the query. Throws ServiceError where too many run already. */
  start(asked: AskedQuery, job: QueryJob): string;
  /** `isLooking`: somebody wants to see what it has found so far. */
  find(scope: Scope, id: string, isLooking?: boolean): QueryState | undefined;
  /** Those of an account and region, newest first. */
  list(scope: Scope): readonly QueryState[];
  /** Throws ServiceError where it has ended already. */
  stop(scope: Scope, id: string): void;
  close(): Promise<void>;
};

export type RegistryOptions = {
  readonly nowMs: () => number;
  readonly onProblem: (message: string) => void;
  readonly timeoutMs?: number | undefined;
  readonly workers?: number | undefined;
};

// The service's limits (insights-ql 7): of queries at a time, of time, and of time that answers are kept.
const MAX_ACTIVE = 100;
const TIMEOUT_MS = 60 * 60_000;
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** Ours: UTF-16 units of all answers that are kept; the oldest go first. */
const KEPT_CHARACTERS = 256 * 1024 * 1024;
const KEPT_QUERIES = 10_000;

/** Two queries at a time even on one core: a long one must not keep a short one waiting. */
const workersHere = (): number => Math.min(4, Math.max(2, availableParallelism()));

/** `entries`: in the order of their start. */
const forgetOldest = (entries: Map<string, QueryEntry>, nowMs: number): void => {
  let characters = [...entries.values()].reduce((sum, entry) => sum + entry.characters, 0);
  for (const [id, entry] of entries) {
    const isTooMuch = characters > KEPT_CHARACTERS || entries.size > KEPT_QUERIES;
    if (isActive(entry) || !(isTooMuch || entry.state.createdMs < nowMs - KEPT_MS)) continue;
    characters -= entry.characters;
    entries.delete(id);
  }
};

export const queryRegistry = (options: RegistryOptions): QueryRegistry => {
  const { nowMs, onProblem, timeoutMs = TIMEOUT_MS, workers = workersHere() } = options;
  const pool = workerPool();
  const schedule = querySchedule({ pool, nowMs, onProblem, timeoutMs, workers });
  const entries = new Map<string, QueryEntry>();

  const ofScope = (scope: Scope): readonly QueryEntry[] =>
    [...entries.values()].filter(({ state }) => isSameScope(state.scope, scope));

  const entryOf = (scope: Scope, id: string): QueryEntry | undefined => {
    const entry = entries.get(id);
    return entry !== undefined && isSameScope(entry.state.scope, scope) ? entry : undefined;
  };

  return {
    start: (asked, job) => {
      if (ofScope(asked.scope).filter(isActive).length >= MAX_ACTIVE)
        throw limitExceeded(`The limit of ${MAX_ACTIVE} concurrent queries has been reached`);
      forgetOldest(entries, nowMs());
      const id = randomUUID();
      const entry = newEntry(asked, job, id, nowMs());
      entries.set(id, entry);
      schedule.add(entry);
      return id;
    },
    find: (scope, id, isLooking = false) => {
      const entry = entryOf(scope, id);
      if (isLooking && entry?.state.status === 'Running') entry.control?.peek();
      return entry?.state;
    },
    list: (scope) =>
      ofScope(scope)
        .map(({ state }) => state)
        .reverse(),
    stop: (scope, id) => {
      const entry = entryOf(scope, id);
      if (entry === undefined)
        throw new ServiceError('ResourceNotFoundException', `Query ${id} does not exist.`);
      if (!isActive(entry)) throw invalidParameter('The specified query is not running.');
      schedule.end(entry, 'Cancelled');
    },
    close: () => {
      schedule.close();
      return pool.close();
    },
  };
};
