// What a file is known by: its size and the SHA-256 of its bytes as they lie.

import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';

export type FileHash = { readonly fileBytes: number; readonly contentHash: string | undefined };

/**
 * Reads the file only where `isWanted` says so of its size. A file that cannot be read has no hash: whoever
 * reads it for its events will say why.
 */
export const hashFile = async (path: string, isWanted: (fileBytes: number) => boolean): Promise<FileHash> => {
  try {
    const fileBytes = statSync(path).size;
    if (!isWanted(fileBytes)) return { fileBytes, contentHash: undefined };
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    return { fileBytes, contentHash: hash.digest('hex') };
  } catch {
    return { fileBytes: 0, contentHash: undefined };
  }
};
