// Files of the same content, log group and stream are one file that was copied: its events count once, as
// they do in a store. Only files of equal size need to be looked into.

import { hashFile } from './hash-file.ts';
import { suggestedLogStream } from './read-file.ts';
import { suggestedLogGroup } from './suggested-log-group.ts';

export type FileCopy = { readonly path: string; readonly original: string };

const sizesMoreThanOnce = async (files: readonly string[]): Promise<ReadonlySet<number>> => {
  const counts = new Map<number, number>();
  for (const file of files) {
    const { fileBytes } = await hashFile(file, () => false);
    counts.set(fileBytes, (counts.get(fileBytes) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([size, count]) => (size > 0 && count > 1 ? [size] : [])));
};

export const withoutCopies = async (
  files: readonly string[],
): Promise<{ readonly distinct: readonly string[]; readonly copies: readonly FileCopy[] }> => {
  const sizes = await sizesMoreThanOnce(files.filter((file) => file !== '-'));
  const originals = new Map<string, string>();
  const copies: FileCopy[] = [];
  const distinct: string[] = [];
  for (const path of files) {
    const { contentHash } =
      path === '-' ? { contentHash: undefined } : await hashFile(path, (size) => sizes.has(size));
    const key = JSON.stringify([contentHash, suggestedLogGroup(path), suggestedLogStream(path)]);
    const original = contentHash === undefined ? undefined : originals.get(key);
    if (original !== undefined) copies.push({ path, original });
    else {
      distinct.push(path);
      originals.set(key, path);
    }
  }
  return { distinct, copies };
};
