// The public functions: a query over a store or over files, an import. Times are epoch ms, both ends
// inclusive; without them everything is looked at.

import type { Diagnostic, SavedQuery } from '../grammar/index.ts';
import { expandPaths } from './files/index.ts';
import type { LogClass } from './plan/index.ts';
import type { LookupTable, QueryResult } from './result/index.ts';
import { openStore as openStoreAlone, type Store, type WritableStore } from './store/index.ts';
import {
  type ImportSummary,
  importFiles,
  openQueryThreads,
  planWith,
  type QueryOptions,
  type QueryThreads,
  queryFiles,
  queryStore,
  type Surroundings,
} from './tasks/index.ts';

export type QuerySettings = {
  readonly startMs?: number;
  readonly endMs?: number;
  /** What `now()` is; the clock's time unless given. */
  readonly nowMs?: number;
  readonly logGroups?: readonly string[];
  /** Tables that `lookup` knows, by name. */
  readonly lookups?: ReadonlyMap<string, LookupTable>;
  /** What `$Name(…)` calls. */
  readonly savedQueries?: readonly SavedQuery[];
  /** What `{{name}}` stands for, as it would be written in a query. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Of INFREQUENT_ACCESS, what such log groups do not have is refused. */
  readonly logClass?: LogClass;
  readonly percentiles?: 'service' | 'exact';
  /** False: the plan as it is written, each row by its meaning. Slower, and the same answer. */
  readonly useOptimiser?: boolean;
  readonly signal?: AbortSignal;
};

type Options = QueryOptions & Surroundings;

/** A malformed query has diagnostics and no result. `problems`: what could not be read, in sentences. */
export type Answer =
  | { readonly result: QueryResult; readonly diagnostics: readonly []; readonly problems: readonly string[] }
  | {
      readonly result: undefined;
      readonly diagnostics: readonly Diagnostic[];
      readonly problems: readonly [];
    };

const optionsOf = (settings: QuerySettings): Options => ({
  ...settings,
  startMs: settings.startMs ?? Number.NEGATIVE_INFINITY,
  endMs: settings.endMs ?? Number.POSITIVE_INFINITY,
  nowMs: settings.nowMs ?? Date.now(),
  percentiles: settings.percentiles ?? 'service',
});

const refused = (diagnostics: readonly Diagnostic[]): Answer => ({
  result: undefined,
  diagnostics,
  problems: [],
});

export type StoreSettings = {
  /** How much of what queries have read is kept for the next ones, by all threads together. */
  readonly cacheBytes?: number;
  /**
   * How many threads work on a query, the calling one among them; 1 unless given. The others are started by the
   * first query that is large enough, end with the store, and keep no process alive.
   */
  readonly threads?: number;
};

const CACHE_BYTES = 256 * 1024 * 1024;

const helpersOf = new WeakMap<Store, QueryThreads>();

const checkThreads = (threads: number): void => {
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads: ${threads} is no whole number above 0`);
};

/** A store to read. Throws StoreError when there is none at `path`, or not one that can be read. */
export const openStore = (
  path: string,
  { cacheBytes = CACHE_BYTES, threads = 1 }: StoreSettings = {},
): Store => {
  checkThreads(threads);
  const share = { cacheBytes: Math.floor(cacheBytes / threads) };
  const alone = openStoreAlone(path, share);
  if (threads === 1) return alone;
  const helpers = openQueryThreads({ ...share, threads });
  const close = (): void => {
    helpers.close();
    alone.close();
  };
  const store = { ...alone, close, [Symbol.dispose]: close };
  helpersOf.set(store, helpers);
  return store;
};

/**
 * A query over a store. `threads`: no more than so many work on it, and no more than the store was opened with;
 * all of them unless given.
 */
export const query = async (
  text: string,
  { store, threads, ...settings }: QuerySettings & { readonly store: Store; readonly threads?: number },
): Promise<Answer> => {
  if (threads !== undefined) checkThreads(threads);
  const helpers = helpersOf.get(store)?.upTo(threads ?? Number.POSITIVE_INFINITY);
  const options = { ...optionsOf(settings), threads: helpers };
  const { plan, diagnostics, notices } = await planWith(text, options);
  if (plan === undefined) return refused(diagnostics);
  const result = await queryStore(store, plan, notices, options);
  return { result, diagnostics: [], problems: [] };
};

/** A query over log files, directories and globs; '-' is standard input. `threads`: that read them; 1 unless given. */
export const queryPaths = async (
  text: string,
  paths: readonly string[],
  { threads = 1, ...settings }: QuerySettings & { readonly threads?: number } = {},
): Promise<Answer> => {
  checkThreads(threads);
  const options = optionsOf(settings);
  const { plan, diagnostics, notices } = await planWith(text, options);
  if (plan === undefined) return refused(diagnostics);
  const expanded = await expandPaths(paths);
  const { result, problems } = await queryFiles(expanded.files, plan, notices, {
    ...options,
    readers: threads,
  });
  return {
    result,
    diagnostics: [],
    problems: [...expanded.problems, ...problems].map(({ message }) => message),
  };
};

/** Takes log files, directories and globs into a store. */
export const importPaths = async (
  store: WritableStore,
  paths: readonly string[],
  { logGroup }: { readonly logGroup?: string } = {},
): Promise<ImportSummary & { readonly pathProblems: readonly string[] }> => {
  const { files, problems } = await expandPaths(paths);
  const summary = await importFiles(store, files, { logGroup, nowMs: Date.now() });
  return { ...summary, pathProblems: problems.map(({ message }) => message) };
};
