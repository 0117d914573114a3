// Options that tell a query of more than logs: saved queries, parameters, lookup tables, the log class.

import type { Command } from 'commander';
import { Option } from 'commander';
import { InputError, readLookupTable, readSavedQueries } from '../files/index.ts';
import type { Surroundings } from '../tasks/index.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
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

/** A file that cannot be read is an error of the user's, told in one line. */
const reading = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw new CommandError(exitCodes.unreadable, error.message);
    throw error;
  }
};

const parameterOf = (given: string): readonly [string, string] => {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(given) ?? [];
  if (name === undefined || value === undefined) throw usageError(`--param: "${given}" is no name=value`);
  return [name, value];
};

type Read = Pick<Surroundings, 'logClass' | 'savedQueries' | 'parameters' | 'lookups'>;

export const readSurroundings = (flags: SurroundingFlags): Read => ({
  logClass: flags.logClass === 'standard' ? 'STANDARD' : 'INFREQUENT_ACCESS',
  savedQueries: reading(() => flags.saved.flatMap(readSavedQueries)),
  parameters: new Map(flags.param.map(parameterOf)),
  lookups: new Map(
    reading(() => flags.lookup.map(readLookupTable)).map(({ name, ...table }) => [name, table]),
  ),
});
