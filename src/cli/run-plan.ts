// A plan run over files or over the store, as the options of a command say.

import { statSync } from 'node:fs';
import { expandPaths } from '../files/index.ts';
import type { Planned } from '../plan/index.ts';
import type { QueryResult } from '../result/index.ts';
import { openStore } from '../store/index.ts';
import {
  type FilesAnswer,
  openQueryThreads,
  type QueryOptions,
  queryFiles,
  queryStore,
  type Surroundings,
} from '../tasks/index.ts';
import { usageError } from './exit-codes.ts';
import type { Interruption } from './interruption.ts';
import { checkFormat } from './log-format.ts';
import { storePath, withoutStore } from './options.ts';
import { progressLine } from './progress.ts';
import { readSurroundings } from './read-surroundings.ts';
import type { SourceFlags } from './source-options.ts';
import { readTime } from './times.ts';

const windowOf = (flags: SourceFlags, nowMs: number): { startMs: number; endMs: number } => {
  const startMs =
    flags.start === undefined ? Number.NEGATIVE_INFINITY : readTime(flags.start, nowMs, '--start');
  const endMs = flags.end === undefined ? Number.POSITIVE_INFINITY : readTime(flags.end, nowMs, '--end');
  if (startMs > endMs) throw usageError('--start is later than --end');
  return { startMs, endMs };
};

const sizeOf = (path: string): number => {
  try {
    return path === '-' ? Number.NaN : statSync(path).size;
  } catch {
    return 0;
  }
};

/** Bytes of all files, or undefined when standard input is among them. */
export const totalBytes = (files: readonly string[]): number | undefined => {
  const total = files.reduce((sum, file) => sum + sizeOf(file), 0);
  return Number.isNaN(total) ? undefined : total;
};

export type Answer = {
  readonly result: QueryResult;
  readonly problems: readonly { readonly message: string }[];
  readonly isUnread: boolean;
};

const answerFromFiles = async (
  paths: readonly string[],
  store: string,
  run: (files: readonly string[]) => Promise<FilesAnswer>,
): Promise<Answer> => {
  const { files, problems } = await expandPaths(paths);
  const answer = await run(withoutStore(files, store));
  const all = [...problems, ...answer.problems];
  const isUnread = answer.filesRead === 0 && answer.problems.every((problem) => problem.eventsRead === 0);
  return { result: answer.result, problems: all, isUnread: isUnread && all.length > 0 };
};

/** What is known of a query before it is planned. */
export const surroundingsOf = (flags: SourceFlags, nowMs: number): Surroundings => ({
  ...readSurroundings(flags),
  ...windowOf(flags, nowMs),
  nowMs,
  logGroups: flags.group.length > 0 ? flags.group : undefined,
});

/** Puts a plan to the paths, or without them to the store. */
export const runPlan = async (
  planned: { readonly plan: NonNullable<Planned['plan']>; readonly notices: Planned['notices'] },
  paths: readonly string[],
  surroundings: Surroundings,
  flags: SourceFlags & { readonly quiet: boolean; readonly threads?: number; readonly optimize?: boolean },
  interruption: Interruption,
): Promise<Answer> => {
  const { plan, notices } = planned;
  const format = checkFormat(flags.as);
  const options: QueryOptions = {
    ...surroundings,
    percentiles: flags.percentiles,
    signal: interruption.signal,
    guard: interruption.guard,
    useOptimiser: flags.optimize ?? true,
  };
  if (paths.length === 0) {
    using store = openStore(storePath(flags.db), { cacheBytes: 0 });
    using threads = openQueryThreads({ threads: flags.threads ?? 1, cacheBytes: 0 });
    return {
      result: await queryStore(store, plan, notices, { ...options, threads }),
      problems: [],
      isUnread: false,
    };
  }
  return answerFromFiles(paths, storePath(flags.db), (files) => {
    const progress = progressLine(totalBytes(files), flags.quiet);
    const onProgress = ({ bytesDone, events }: { bytesDone: number; events: number }): void =>
      progress.update(bytesDone, events);
    const reading = { format, onProgress, readers: flags.threads };
    return queryFiles(files, plan, notices, { ...options, ...reading }).finally(progress.clear);
  });
};
