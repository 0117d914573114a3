// insitu query: a query over files, or over the store.

import type { Command } from 'commander';
import { formats } from '../presentation/index.ts';
import { defaultThreads, parseThreads } from './query-threads.ts';
import type { QueryFlags } from './run-query.ts';
import { addSourceOptions } from './source-options.ts';

export const addQuery = (program: Command, finish: (exitCode: number) => void): void => {
  const command = program
    .command('query')
    .summary('run a query over files, or over the store')
    .description(
      'Runs a Logs Insights query over the given files, directories and globs ("-" is standard input); without paths, over the store.',
    )
    .argument('<query>', 'the query, or @file that holds it')
    .argument('[path...]', 'log files, directories, globs, -')
    .addOption(
      program
        .createOption('--format <format>', 'how the answer is printed')
        .choices(formats)
        .default('table'),
    )
    .option('--output <file>', 'write the answer to a file')
    .option('--explain', 'show the plan instead of running it', false)
    .option('--threads <n>', 'threads to work in', parseThreads, defaultThreads())
    .option('--no-optimize', 'run the plan as it is written, each row by its meaning: slower, same answer')
    .option('-q, --quiet', 'no progress, notices and statistics', false);
  addSourceOptions(command).action(async (query: string, paths: string[], flags: QueryFlags) =>
    finish(await (await import('./work-on-logs.ts')).runQuery(query, paths, flags)),
  );
};
