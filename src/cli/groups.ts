// insitu groups: what is in the store.

import type { Command } from 'commander';
import { formats } from '../presentation/index.ts';
import type { GroupsFlags } from './run-groups.ts';

export const addGroups = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('groups')
    .summary('list the log groups of the store')
    .description(
      'Lists the log groups of the store: events, time range, size of the messages, number of fields.',
    )
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .addOption(
      program.createOption('--format <format>', 'how the list is printed').choices(formats).default('table'),
    )
    .action(async (flags: GroupsFlags) => finish(await (await import('./work-on-logs.ts')).runGroups(flags)));
};
