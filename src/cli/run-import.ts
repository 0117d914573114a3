// The work of insitu import, loaded when it is asked for.

import { expandPaths } from '../files/index.ts';
import { printBytes, printCount, printDuration, renderNotices } from '../presentation/index.ts';
import { openStoreForWriting } from '../store/index.ts';
import { type ImportSummary, importFiles } from '../tasks/index.ts';
import { exitCodes, usageError } from './exit-codes.ts';
import { watchInterruption } from './interruption.ts';
import { checkFormat } from './log-format.ts';
import { keepMemorySmall } from './memory.ts';
import { storePath, withoutStore } from './options.ts';
import { progressLine } from './progress.ts';
import { totalBytes } from './run-plan.ts';
import { say, sayPlainly, terminalOf } from './terminal.ts';

export type ImportFlags = {
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

export const runImport = async (paths: readonly string[], flags: ImportFlags): Promise<number> => {
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
