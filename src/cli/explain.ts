// insitu explain: what a query does, stage by stage; with --steps also what it makes of some logs.

import type { Command } from 'commander';
import type { ExplainFlags } from './run-explain.ts';
import { addSourceOptions } from './source-options.ts';

export const addExplain = (program: Command, finish: (exitCode: number) => void): void => {
  const command = program
    .command('explain')
    .summary('show how a query is understood and run')
    .description(
      'Shows the canonical text of a query, its plan as written and as run, what each stage takes and gives, and what is skipped. Needs no logs, but with --steps runs the query over the given paths or the store and shows the first rows behind each command.',
    )
    .argument('<query>', 'the query, or @file that holds it')
    .argument('[path...]', 'for --steps: log files, directories, globs')
    .option('--steps', 'run it, and show the first rows behind each command', false)
    .option('--rows <n>', 'how many rows --steps shows', '5');
  addSourceOptions(command).action(async (query: string, paths: string[], flags: ExplainFlags) =>
    finish(await (await import('./work-on-logs.ts')).runExplain(query, paths, flags)),
  );
};
