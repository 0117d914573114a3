// From the arguments of a command to the files they mean: files, directories with all below them, globs, and
// '-' for standard input. What exists is taken by its name first, because the folders of exported Lambda
// streams have glob characters in theirs (`2020-12-05-[$LATEST]abc`).
//
// Skipped: names that start with a dot (unless named outright), and the probe object that an S3 export task
// leaves. What is wrong with an argument is told as data; the other arguments still count.

import { type Dirent, promises as fs, type Stats } from 'node:fs';
import path from 'node:path';
import { systemReason } from './input-error.ts';

export type PathProblem = {
  readonly code: 'missing-path' | 'no-match' | 'empty-directory' | 'unreadable';
  /** The argument, or the path below it, that the problem is with. */
  readonly path: string;
  readonly message: string;
};

export type ExpandedPaths = { readonly files: readonly string[]; readonly problems: readonly PathProblem[] };

type Findings = { readonly files: Set<string>; readonly problems: PathProblem[] };

/** An export task writes this object under its prefix to see whether it may. */
const exportProbe = 'aws-logs-write-test';

const isSkipped = (name: string): boolean => name === exportProbe || name.startsWith('.');

const addUnreadable = (found: Findings, at: string, error: unknown): void => {
  found.problems.push({ code: 'unreadable', path: at, message: `${at}: ${systemReason(error)}` });
};

/** What the path is, undefined when there is nothing. Links are followed. */
const statOf = async (at: string, found: Findings): Promise<Stats | undefined> => {
  try {
    return await fs.stat(at);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      addUnreadable(found, at, error);
    }
    return undefined;
  }
};

const entriesOf = async (directory: string, found: Findings): Promise<readonly Dirent[]> => {
  try {
    return await fs.readdir(directory, { withFileTypes: true });
  } catch (error) {
    addUnreadable(found, directory, error);
    return [];
  }
};

/** Adds the files below a directory. `above` holds the real paths that lead here, so that links cannot circle. */
const addDirectory = async (directory: string, above: readonly string[], found: Findings): Promise<void> => {
  const real = await fs.realpath(directory);
  if (above.includes(real)) return;
  for (const entry of await entriesOf(directory, found)) {
    if (isSkipped(entry.name)) continue;
    const at = path.join(directory, entry.name);
    const target = entry.isSymbolicLink() ? await statOf(at, found) : entry;
    if (target?.isDirectory()) await addDirectory(at, [...above, real], found);
    else if (target?.isFile()) found.files.add(at);
  }
};

const addExisting = async (argument: string, stats: Stats, found: Findings): Promise<void> => {
  if (!stats.isDirectory()) {
    if (path.basename(argument) !== exportProbe) found.files.add(path.normalize(argument));
    return;
  }
  const below: Findings = { files: new Set(), problems: found.problems };
  const problemCount = found.problems.length;
  await addDirectory(argument, [], below);
  for (const file of below.files) found.files.add(file);
  if (below.files.size > 0 || found.problems.length > problemCount) return;
  found.problems.push({ code: 'empty-directory', path: argument, message: `${argument}: no files in there` });
};

const isGlob = (argument: string): boolean => /[*?[{]/.test(argument);

/** `[$LATEST]` is the version in a Lambda stream's name; nobody means one of the letters in it. */
const withLatestLiteral = (pattern: string): string => pattern.replaceAll('[$LATEST]', '[[]$LATEST[]]');

/** Matches with a part that starts with a dot count only if the pattern spells that dot. */
const isHiddenMatch = (match: string, pattern: string): boolean =>
  match.split(path.sep).some((part) => part.startsWith('.') && part !== '.' && part !== '..') &&
  !/(?:^|\/)\.[^./]/.test(pattern);

const addGlob = async (pattern: string, found: Findings): Promise<void> => {
  const before = found.files.size;
  let matchCount = 0;
  for await (const match of fs.glob(withLatestLiteral(pattern))) {
    if (isHiddenMatch(match, pattern) || path.basename(match) === exportProbe) continue;
    const stats = await statOf(match, found);
    // A directory that matches means nothing by itself: `**` names it beside all its files.
    if (stats?.isFile()) found.files.add(path.normalize(match));
    matchCount += stats?.isFile() ? 1 : 0;
  }
  if (matchCount > 0 || found.files.size > before) return;
  found.problems.push({ code: 'no-match', path: pattern, message: `${pattern}: no file matches` });
};

const addArgument = async (argument: string, found: Findings): Promise<void> => {
  if (argument === '-') {
    found.files.add('-');
    return;
  }
  const problemCount = found.problems.length;
  const stats = await statOf(argument, found);
  if (stats !== undefined) await addExisting(argument, stats, found);
  else if (isGlob(argument)) await addGlob(argument, found);
  else if (found.problems.length === problemCount) {
    found.problems.push({
      code: 'missing-path',
      path: argument,
      message: `${argument}: no such file or directory`,
    });
  }
};

/** The files that the arguments mean, each once, sorted by code units; and what is wrong with the arguments. */
export const expandPaths = async (args: readonly string[]): Promise<ExpandedPaths> => {
  const found: Findings = { files: new Set(), problems: [] };
  for (const argument of args) await addArgument(argument, found);
  return { files: [...found.files].sort(), problems: found.problems };
};
