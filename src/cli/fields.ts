// insitu fields: the discovered fields, with the share of events that carry each.

import type { Command } from 'commander';
import { formats } from '../presentation/index.ts';
import { collect } from './options.ts';
import type { FieldsFlags } from './run-fields.ts';

export const addFields = (program: Command, finish: (exitCode: number) => void): void => {
  program
    .command('fields')
    .summary('list the fields that the events have')
    .description(
      'Lists the fields that are discovered in the events, with the share of events that carry each.',
    )
    .argument('[path...]', 'log files, directories, globs, -; without any, the store')
    .option('--db <file>', 'the store (default: $INSITU_DB, else ./insitu.db)')
    .option('--group <name>', 'only this log group; may be repeated', collect, [])
    .option('--as <format>', 'read all files as this log format')
    .addOption(
      program.createOption('--format <format>', 'how the list is printed').choices(formats).default('table'),
    )
    .action(async (paths: string[], flags: FieldsFlags) =>
      finish(await (await import('./work-on-logs.ts')).runFields(paths, flags)),
    );
};
