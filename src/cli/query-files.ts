// The files that check and format read: what is named is read whatever its name is, of a folder only the
// kinds of file that may hold queries. Hidden folders and node_modules are left out; cdk.out is not.

import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { expandPaths } from '../files/index.ts';
import { type FileKind, kindOfFile, mayHoldQueries } from '../templates/index.ts';

export type QueryFile = {
  readonly path: string;
  readonly kind: FileKind;
  /** Named by the user, not found in a folder. */
  readonly isNamed: boolean;
};

export type QueryFiles = { readonly files: readonly QueryFile[]; readonly problems: readonly string[] };

/** A template has at most 1 MB (CloudFormation quotas); what is far beyond is something else. */
const LARGEST_FOUND_BYTES = 32 * 1024 * 1024;

const isLeftOut = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** Links are followed; undefined where there is nothing, or nothing that may be seen. */
const statOf = (at: string): Stats | undefined => {
  try {
    return statSync(at);
  } catch {
    return undefined;
  }
};

type Walk = { readonly found: string[]; readonly problems: string[] };

/** `above` holds the real paths that lead here, so that links cannot circle. */
const walk = (folder: string, above: readonly string[], { found, problems }: Walk): void => {
  try {
    const real = realpathSync(folder);
    if (above.includes(real)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (isLeftOut(entry.name)) continue;
      const at = path.join(folder, entry.name);
      const target = entry.isSymbolicLink() ? statOf(at) : entry;
      if (target?.isDirectory()) walk(at, [...above, real], { found, problems });
      else if (target?.isFile() && kindOfFile(at) !== undefined) found.push(at);
    }
  } catch (error) {
    problems.push(`${folder}: ${(error as Error).message}`);
  }
};

const isFolder = (argument: string): boolean =>
  argument !== '-' && (statOf(argument)?.isDirectory() ?? false);

export const findQueryFiles = async (args: readonly string[]): Promise<QueryFiles> => {
  const named = await expandPaths(args.filter((argument) => !isFolder(argument)));
  const inFolders: Walk = { found: [], problems: [] };
  for (const folder of args.filter(isFolder)) walk(folder, [], inFolders);
  const isNamed = new Set(named.files);
  const files = [...new Set([...named.files, ...inFolders.found.map((file) => path.normalize(file))])]
    .sort()
    .map((file) => ({
      path: file,
      kind: kindOfFile(file) ?? ('query' as const),
      isNamed: isNamed.has(file),
    }));
  return { files, problems: [...named.problems.map(({ message }) => message), ...inFolders.problems] };
};

export type ReadFile = { readonly text: string } | { readonly problem: string };

const readBytes = async (file: string): Promise<Buffer> => {
  if (file !== '-') return readFileSync(file);
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

/** How a file is called in what is said about it. */
export const shownPath = (file: string): string => (file === '-' ? '<stdin>' : file);

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text without its byte order mark. */
export const readQueryFile = async (file: string): Promise<ReadFile> => {
  try {
    const text = decoder.decode(await readBytes(file));
    return text.includes('\0') ? { problem: `${shownPath(file)}: this is not text` } : { text };
  } catch (error) {
    const why = error instanceof TypeError ? 'this is not text in UTF-8' : (error as Error).message;
    return { problem: `${shownPath(file)}: ${why}` };
  }
};

/** Is a file of a folder worth reading? Templates of other things need not even be well-formed. */
export const isWorthReading = (file: QueryFile, text: string): boolean =>
  file.isNamed || file.kind === 'query' || (text.length <= LARGEST_FOUND_BYTES && mayHoldQueries(text));
