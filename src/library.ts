// The public functions: a query over a store or over files, an import. Times are epoch ms, both ends
// inclusive; without them everything is looked at.

import type { Diagnostic, SavedQuery } from '../grammar/index.ts';
import { expandPaths } from './files/index.ts';
import type { LogClass } from './plan/index.ts';
import type { LookupTable, QueryResult } from './result/index.ts';
import type { Store, WritableStore } from './store/index.ts';
import {
  type ImportSummary,
  importFiles,
  planWith,
  type QueryOptions,
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

/** A query over a store. */
export const query = async (
  text: string,
  { store, ...settings }: QuerySettings & { readonly store: Store },
): Promise<Answer> => {
  const options = optionsOf(settings);
  const { plan, diagnostics, notices } = await planWith(text, options);
  if (plan === undefined) return refused(diagnostics);
  const result = await queryStore(store, plan, notices, options);
  return { result, diagnostics: [], problems: [] };
};

/** A query over log files, directories and globs; '-' is standard input. */
export const queryPaths = async (
  text: string,
  paths: readonly string[],
  settings: QuerySettings = {},
): Promise<Answer> => {
  const options = optionsOf(settings);
  const { plan, diagnostics, notices } = await planWith(text, options);
  if (plan === undefined) return refused(diagnostics);
  const expanded = await expandPaths(paths);
  const { result, problems } = await queryFiles(expanded.files, plan, notices, options);
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
