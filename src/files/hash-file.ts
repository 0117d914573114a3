// What a file is known by: its size and the SHA-256 of its bytes as they lie.

import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

export type FileHash = { readonly fileBytes: number; readonly contentHash: string | undefined };

/** Files up to this size are read in one go: of a thousand small objects many have the same size. In bytes. */
const SMALL_FILE_BYTES = 1024 * 1024;

/**
 * Reads the file only where `isWanted` says so of its size. A file that cannot be read has no hash: whoever
 * reads it for its events will say why.
 */
export const hashFile = async (path: string, isWanted: (fileBytes: number) => boolean): Promise<FileHash> => {
  try {
    const fileBytes = statSync(path).size;
    if (!isWanted(fileBytes)) return { fileBytes, contentHash: undefined };
    const hash = createHash('sha256');
    if (fileBytes <= SMALL_FILE_BYTES) {
      // Signals and timers get their turn all the same.
      await setImmediate();
      hash.update(readFileSync(path));
    } else for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    return { fileBytes, contentHash: hash.digest('hex') };
  } catch {
    return { fileBytes: 0, contentHash: undefined };
  }
};
