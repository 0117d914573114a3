// insitu import: log files into the store, each once, each whole or not at all.

import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import type { ImportFlags } from './run-import.ts';

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
    .action(async (paths: string[], flags: ImportFlags) =>
      finish(await (await import('./work-on-logs.ts')).runImport(paths, flags)),
    );
};
