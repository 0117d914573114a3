// insitu import: log files into the store, each once, each whole or not at all.

import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { expandPaths } from '../files/index.ts';
import { printBytes, printCount, printDuration, renderNotices } from '../presentation/index.ts';
import { openStoreForWriting } from '../store/index.ts';
import { type ImportSummary, importFiles } from '../tasks/index.ts';
import { exitCodes, usageError } from './exit-codes.ts';
import { watchInterruption } from './interruption.ts';
import { keepMemorySmall } from './memory.ts';
import { checkFormat, storePath, withoutStore } from './options.ts';
import { progressLine } from './progress.ts';
import { totalBytes } from './run-plan.ts';
import { say, sayPlainly, terminalOf } from './terminal.ts';

type ImportFlags = {
  readonly db?: string;
  readonly group?: string;
  readonly as?: string;
  readonly jobs: number;
  readonly quiet: boolean;
};

const counted = (count: number, noun: string): string =>
  `${printCount(count)} ${noun}${count === 1 ? '' : 's'}`;

const summaryLine = (summary: ImportSummary, elapsedMs: number): string => {
  const { filesImported, filesKnown, events, eventsKnown, textBytes } = summary;
  const seconds = Math.max(elapsedMs, 1) / 1000;
  const rate = `${printCount(Math.round(events / seconds))} events/s`;
  const copies = eventsKnown > 0 ? [counted(eventsKnown, 'event')] : [];
  const known = [...copies, ...(filesKnown > 0 ? [counted(filesKnown, 'file')] : [])].join(' and ');
  const skipped = known === '' ? '' : `; ${known} already in the store`;
  const interrupted = summary.isInterrupted ? '; interrupted' : '';
  return `imported ${counted(events, 'event')} (${printBytes(textBytes)}) from ${counted(filesImported, 'file')} in ${printDuration(elapsedMs)} @ ${rate}${skipped}${interrupted}`;
};

const exitCodeOf = (summary: ImportSummary, problems: number): number => {
  if (summary.isInterrupted) return exitCodes.interrupted;
  if (problems === 0) return exitCodes.answered;
  return summary.filesImported + summary.filesKnown === 0 ? exitCodes.unreadable : exitCodes.partial;
};

const runImport = async (paths: readonly string[], flags: ImportFlags): Promise<number> => {
  if (flags.group === '') throw usageError('--group: a log group has a name');
  const logFormat = checkFormat(flags.as);
  const path = storePath(flags.db);
  keepMemorySmall();
  const expanded = await expandPaths(paths.length > 0 ? paths : ['-']);
  const { problems } = expanded;
  const files = withoutStore(expanded.files, path);
  for (const problem of problems) await sayPlainly(problem.message);
  if (files.length === 0) return exitCodes.unreadable;
  using store = openStoreForWriting(path);
  using interruption = watchInterruption(Number.MAX_SAFE_INTEGER);
  const progress = progressLine(totalBytes(files), flags.quiet);
  const startedMs = performance.now();
  const summary = await importFiles(store, files, {
    logGroup: flags.group,
    format: logFormat,
    jobs: flags.jobs,
    nowMs: Date.now(),
    signal: interruption.signal,
    onProgress: ({ bytesDone, events }) => progress.update(bytesDone, events),
  }).finally(progress.clear);
  for (const problem of summary.problems)
    await sayPlainly(`${problem.message}; nothing of this file was imported`);
  if (!flags.quiet) {
    await say(renderNotices(summary.notices, { color: terminalOf(process.stderr).color }));
    await say(summaryLine(summary, performance.now() - startedMs));
  }
  return exitCodeOf(summary, problems.length + summary.problems.length);
};

/** More would only take memory. */
const MOST_JOBS = 16;

const parseJobs = (text: string): number => {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new InvalidArgumentError(`A whole number from 1 to ${MOST_JOBS} is needed.`);
};

export const addImport = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('import')
    .summary('take log files into the store')
    .description(
      'Takes log files into the store. A file is in it whole or not at all, and once however often it is imported; so are the events that CloudWatch Logs wrote out, whatever file they come in.',
    )
    .argument('[path...]', 'log files, directories, globs; without any, or for -, standard input')
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .option('--group <name>', "the log group (default: what the files' place suggests)")
    .option('--as <format>', 'read all files as this log format')
    .option('--jobs <n>', 'threads to work in', parseJobs, Math.min(availableParallelism(), MOST_JOBS))
    .option('-q, --quiet', 'no progress, notices and summary', false)
    .action(async (paths: string[], flags: ImportFlags) => finish(await runImport(paths, flags)));
};
