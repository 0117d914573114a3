// Options that tell a query of more than logs: saved queries, parameters, lookup tables, the log class.

import type { Command } from 'commander';
import { Option } from 'commander';
import { collect } from './options.ts';

export type SurroundingFlags = {
  readonly saved: readonly string[];
  readonly param: readonly string[];
  readonly lookup: readonly string[];
  readonly logClass: 'standard' | 'infrequent-access';
};

export const addSurroundings = (command: Command): Command =>
  command
    .option('--lookup <name=file>', 'a CSV file as a table for lookup; may be repeated', collect, [])
    .option(
      '--saved <path>',
      'saved queries: a .query file, a folder of them, or JSON; may be repeated',
      collect,
      [],
    )
    .option('--param <name=value>', 'what {{name}} stands for; may be repeated', collect, [])
    .addOption(
      new Option('--log-class <class>', 'refuse what log groups of this class do not have')
        .choices(['standard', 'infrequent-access'])
        .default('standard'),
    );
