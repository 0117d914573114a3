// --as: the log format by which all files are read.

import { logFormatNames } from '../files/index.ts';
import { usageError } from './exit-codes.ts';

/** A log format that there is; checked once, before any file is read. */
export const checkFormat = (name: string | undefined): string | undefined => {
  if (name === undefined || logFormatNames.includes(name)) return name;
  throw usageError(`--as: there is no log format "${name}"; there are ${logFormatNames.join(', ')}`);
};
