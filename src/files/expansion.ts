// How much the compressed data of a file may become: against data made to fill a disk or to never end.
//
// Memory is bounded elsewhere (pieces are small, an event has a longest length), so what is left to bound is
// work out of all proportion to the file. gzip makes at most 1,032 bytes of one, and a log of equal lines
// comes near that: one layer of gzip is therefore never refused, however large. zstd and data compressed
// twice can make tens of thousands of a byte, which no log does.

import { gunzipSync } from 'node:zlib';
import { InputError, printBytes } from './input-error.ts';

/** Bytes that each byte of the file may become. */
const MAX_RATIO = 2000;

/** What any file may become, in bytes: small files of test data compress beyond all measure. */
const ALWAYS_ALLOWED = 1024 * 1024 * 1024;

export type Expansion = {
  /** Counts bytes that came out of compressed data; throws InputError 'expands-too-far'. */
  add(bytes: number): void;
};

export const openExpansion = (path: string, fileBytes: () => number): Expansion => {
  let total = 0;
  return {
    add: (bytes) => {
      total += bytes;
      const offset = fileBytes();
      if (total <= ALWAYS_ALLOWED || total <= offset * MAX_RATIO) return;
      const why = `${printBytes(offset)} of compressed data become more than ${printBytes(ALWAYS_ALLOWED)}; if that is meant, decompress the file first`;
      throw new InputError('expands-too-far', path, offset, why);
    },
  };
};

const gunzipOrNothing = (bytes: Uint8Array, limitBytes: number): Uint8Array | undefined => {
  try {
    return gunzipSync(bytes, { maxOutputLength: limitBytes });
  } catch {
    return undefined;
  }
};

/** For compressed data that a log format carries inside; its output counts like the file's own. */
export const boundedGunzip =
  (expansion: Expansion) =>
  (bytes: Uint8Array, limitBytes: number): Uint8Array | undefined => {
    const plain = gunzipOrNothing(bytes, limitBytes);
    expansion.add(plain?.length ?? 0);
    return plain;
  };
