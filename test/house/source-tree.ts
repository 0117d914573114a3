// The files of the repository, as the laws of the house look at them.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** What npm, git and the programs make is not the repository's. */
const passedOver = new Set(['node_modules', 'dist', '.git', 'coverage']);
const isMade = (name: string): boolean => passedOver.has(name) || /\.(?:db(?:-\w+)?|gz|zst)$/.test(name);

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (isMade(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

/** Paths from the root of the repository, with "/" between their parts. */
export const filesUnder = (folder: string): readonly string[] =>
  walk(join(root, folder))
    .map((path) => relative(root, path).split(sep).join('/'))
    .filter((path) => !path.startsWith('test/bench/data/'))
    .sort();

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every TypeScript file under the folders, with its text. */
export const sourcesUnder = (...folders: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    folders
      .flatMap(filesUnder)
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [path, textOf(path)]),
  );
