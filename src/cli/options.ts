// What several commands' options have in common.

import { resolve } from 'node:path';
import { usageError } from './exit-codes.ts';

/** Gathers an option that may be repeated. */
export const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

/** --db, else INSITU_DB, else ./insitu.db. SQLite's own names for databases that vanish are refused. */
export const storePath = (flag: string | undefined): string => {
  const path = flag ?? (process.env.INSITU_DB || 'insitu.db');
  if (path === '' || path.startsWith(':') || path.startsWith('file:'))
    throw usageError(`--db: "${path}" is no path of a file`);
  return path;
};

/** The store and its companions, when a folder that holds them is read for logs. */
export const withoutStore = (files: readonly string[], store: string): readonly string[] => {
  const own = new Set(['', '-wal', '-shm', '-journal'].map((ending) => resolve(`${store}${ending}`)));
  return files.filter((file) => file === '-' || !own.has(resolve(file)));
};
