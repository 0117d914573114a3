// The public functions: a query over a store or over files, an import. Times are epoch ms, both ends
// inclusive; without them everything is looked at.

import type { Diagnostic } from '../grammar/index.ts';
import { expandPaths } from './files/index.ts';
import { planQuery } from './plan/index.ts';
import type { QueryResult } from './result/index.ts';
import type { Store, WritableStore } from './store/index.ts';
import { type ImportSummary, importFiles, type QueryOptions, queryFiles, queryStore } from './tasks/index.ts';

export type QuerySettings = {
  readonly startMs?: number;
  readonly endMs?: number;
  /** What `now()` is; the clock's time unless given. */
  readonly nowMs?: number;
  readonly logGroups?: readonly string[];
  readonly percentiles?: 'service' | 'exact';
  readonly signal?: AbortSignal;
};

/** A malformed query has diagnostics and no result. `problems`: what could not be read, in sentences. */
export type Answer =
  | { readonly result: QueryResult; readonly diagnostics: readonly []; readonly problems: readonly string[] }
  | {
      readonly result: undefined;
      readonly diagnostics: readonly Diagnostic[];
      readonly problems: readonly [];
    };

const optionsOf = (settings: QuerySettings): QueryOptions => ({
  startMs: settings.startMs ?? Number.NEGATIVE_INFINITY,
  endMs: settings.endMs ?? Number.POSITIVE_INFINITY,
  nowMs: settings.nowMs ?? Date.now(),
  logGroups: settings.logGroups,
  percentiles: settings.percentiles ?? 'service',
  signal: settings.signal,
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
  const { plan, diagnostics, notices } = planQuery(text);
  if (plan === undefined) return refused(diagnostics);
  const result = await queryStore(store, plan, notices, optionsOf(settings));
  return { result, diagnostics: [], problems: [] };
};

/** A query over log files, directories and globs; '-' is standard input. */
export const queryPaths = async (
  text: string,
  paths: readonly string[],
  settings: QuerySettings = {},
): Promise<Answer> => {
  const { plan, diagnostics, notices } = planQuery(text);
  if (plan === undefined) return refused(diagnostics);
  const expanded = await expandPaths(paths);
  const { result, problems } = await queryFiles(expanded.files, plan, notices, optionsOf(settings));
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
