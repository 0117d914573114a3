// What those options name, read: saved queries, parameters, lookup tables.

import { InputError, readLookupTable, readSavedQueries } from '../files/index.ts';
import type { Surroundings } from '../tasks/index.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import type { SurroundingFlags } from './surroundings.ts';

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
