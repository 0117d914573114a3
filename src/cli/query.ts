// insitu query: a query over files, or over the store.

import { statSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expandPaths } from '../files/index.ts';
import { planQuery } from '../plan/index.ts';
import { type Format, formats, render, renderNotices, renderStatisticsLine } from '../presentation/index.ts';
import type { QueryResult } from '../result/index.ts';
import { openStore } from '../store/index.ts';
import { type FilesAnswer, type QueryOptions, queryFiles, queryStore } from '../tasks/index.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import { printExplanation } from './explain.ts';
import { watchInterruption } from './interruption.ts';
import { checkFormat, collect, storePath, withoutStore } from './options.ts';
import { progressLine } from './progress.ts';
import { complain, readQueryText } from './query-text.ts';
import { say, sayPlainly, terminalOf, write } from './terminal.ts';
import { readDuration, readTime } from './times.ts';

type QueryFlags = {
  readonly db?: string;
  readonly group: readonly string[];
  readonly start?: string;
  readonly end?: string;
  readonly format: Format;
  readonly output?: string;
  readonly percentiles: 'service' | 'exact';
  readonly as?: string;
  readonly timeout: string;
  readonly quiet: boolean;
  readonly explain: boolean;
};

/** The service's own limit (cloudwatch_limits_cwl). */
const DEFAULT_TIMEOUT = '60m';

const windowOf = (flags: QueryFlags, nowMs: number): { startMs: number; endMs: number } => {
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

type Answer = {
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

const printAnswer = async (answer: Answer, flags: QueryFlags, elapsedMs: number): Promise<void> => {
  const { result } = answer;
  const out = terminalOf(process.stdout);
  const toFile = flags.output !== undefined;
  const text = render(flags.format, result, {
    color: !toFile && out.color,
    ...(out.widthColumns !== undefined && !toFile ? { widthColumns: out.widthColumns } : {}),
  });
  if (flags.output === undefined) await write(process.stdout, text);
  else
    try {
      writeFileSync(flags.output, text);
    } catch (error) {
      throw new CommandError(exitCodes.failed, `--output: ${(error as Error).message}`);
    }
  if (flags.quiet) return;
  const { color } = terminalOf(process.stderr);
  await say(renderNotices(result.notices, { color }));
  await say(renderStatisticsLine(result, elapsedMs));
};

const exitCodeOf = (answer: Answer, isInterrupted: boolean): number => {
  if (isInterrupted) return exitCodes.interrupted;
  if (answer.isUnread) return exitCodes.unreadable;
  const isPartial = answer.problems.length > 0 || answer.result.status === 'Partial';
  return isPartial ? exitCodes.partial : exitCodes.answered;
};

const runQuery = async (given: string, paths: readonly string[], flags: QueryFlags): Promise<number> => {
  const text = readQueryText(given);
  const { plan, diagnostics, notices } = planQuery(text);
  if (plan === undefined) return complain(text, diagnostics, flags.format);
  if (flags.explain) return printExplanation(text, flags.format);
  const logFormat = checkFormat(flags.as);
  const nowMs = Date.now();
  const window = windowOf(flags, nowMs);
  using interruption = watchInterruption(readDuration(flags.timeout, '--timeout'));
  const startedMs = performance.now();
  const options: QueryOptions = {
    ...window,
    nowMs,
    logGroups: flags.group.length > 0 ? flags.group : undefined,
    percentiles: flags.percentiles,
    signal: interruption.signal,
    guard: interruption.guard,
  };
  const fromFiles = (files: readonly string[]): Promise<FilesAnswer> => {
    const progress = progressLine(totalBytes(files), flags.quiet);
    const onProgress = ({ bytesDone, events }: { bytesDone: number; events: number }): void =>
      progress.update(bytesDone, events);
    return queryFiles(files, plan, notices, { ...options, format: logFormat, onProgress }).finally(
      progress.clear,
    );
  };
  const fromStore = async (): Promise<Answer> => {
    using store = openStore(storePath(flags.db), { cacheBytes: 0 });
    return { result: await queryStore(store, plan, notices, options), problems: [], isUnread: false };
  };
  const answer =
    paths.length > 0 ? await answerFromFiles(paths, storePath(flags.db), fromFiles) : await fromStore();
  interruption.checkDeadline();
  for (const problem of answer.problems) await sayPlainly(problem.message);
  if (!answer.isUnread) await printAnswer(answer, flags, performance.now() - startedMs);
  return exitCodeOf(answer, interruption.isInterrupted());
};

export const addQuery = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('query')
    .summary('run a query over files, or over the store')
    .description(
      'Runs a Logs Insights query over the given files, directories and globs ("-" is standard input); without paths, over the store.',
    )
    .argument('<query>', 'the query, or @file that holds it')
    .argument('[path...]', 'log files, directories, globs, -')
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .option('--group <name>', 'only this log group; may be repeated', collect, [])
    .option('--start <time>', 'ISO 8601, epoch s or ms, now, -1h; inclusive')
    .option('--end <time>', 'the same; inclusive')
    .addOption(
      program
        .createOption('--format <format>', 'how the answer is printed')
        .choices(formats)
        .default('table'),
    )
    .option('--output <file>', 'write the answer to a file')
    .addOption(
      program
        .createOption('--percentiles <kind>', "the service's histogram, or the true nearest rank")
        .choices(['service', 'exact'])
        .default('service'),
    )
    .option('--as <format>', 'read all files as this log format')
    .option('--timeout <duration>', 'stop the query after this time', DEFAULT_TIMEOUT)
    .option('--explain', 'show the plan instead of running it', false)
    .option('-q, --quiet', 'no progress, notices and statistics', false)
    .action(async (query: string, paths: string[], flags: QueryFlags) =>
      finish(await runQuery(query, paths, flags)),
    );
};
