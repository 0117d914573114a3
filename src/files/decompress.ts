// gzip and zstd, told by their first bytes, to plain bytes. A file may hold several compressed parts, one
// after the other; all are read (Node itself stops after the first zstd frame).
//
// Compressed data may be compressed data again (Firehose compresses the gzip data of subscriptions once
// more); two layers are unwrapped, a third is told as what it is.

import { createZstdDecompress } from 'node:zlib';
import {
  chunkSize,
  dataError,
  enginePart,
  type Part,
  type Pieces,
  truncatedCode,
} from './compressed-part.ts';
import type { Expansion } from './expansion.ts';
import { noHeaderMessage, openGzipPart } from './gzip-part.ts';
import { InputError, printBytes } from './input-error.ts';
import { openZstdFrames, type ZstdFrames } from './zstd-frames.ts';

export type Compression = {
  readonly name: string;
  readonly magic: readonly number[];
  readonly open: () => Part;
  /** What Node says when other data follows a complete part. */
  readonly otherDataMessage: string;
  /** Where the engine does not always notice that data ends too soon: what does. */
  readonly openFrames?: () => ZstdFrames;
};

/** Input slices, in bytes: text comes out about ten times as long. */
const sliceBytes = 64 * 1024;

const compressions: readonly Compression[] = [
  { name: 'gzip', magic: [0x1f, 0x8b], open: openGzipPart, otherDataMessage: noHeaderMessage },
  {
    name: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    open: () => enginePart(createZstdDecompress({ chunkSize })),
    otherDataMessage: 'Unknown frame descriptor',
    openFrames: openZstdFrames,
  },
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** How the file is compressed, by its first bytes; undefined for plain bytes. */
export const compressionOf = (head: Uint8Array): Compression | undefined =>
  compressions.find(({ magic }) => startsWith(head, magic));

const isZeros = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** The parts of a file, one after the other: `feed` gives the plain bytes of a slice, `end` the rest. */
const openParts = (compression: Compression) => {
  // Bytes of the file that parts before took, and bytes given to the open part.
  let takenBefore = 0;
  let given = 0;
  let part: Part | undefined;

  async function* endPart(ended: Part): Pieces {
    yield* ended.end();
    takenBefore += ended.bytesTaken();
    ended.close();
    part = undefined;
  }
  /** Gives the slice to the open part, or to a new one; what a part that has ended leaves goes to the next. */
  async function* feed(slice: Buffer): Pieces {
    let rest = slice;
    while (rest.length > 0) {
      if (part === undefined) {
        // Tapes and some tools fill up with zeros after the last part.
        if (takenBefore > 0 && isZeros(rest)) return;
        part = compression.open();
        given = 0;
      }
      yield* part.write(rest);
      given += rest.length;
      const left = given - part.bytesTaken();
      if (left === 0) return;
      yield* endPart(part);
      rest = rest.subarray(rest.length - left);
    }
  }
  return {
    feed,
    end: async function* end(): Pieces {
      if (part !== undefined) yield* endPart(part);
    },
    bytesTaken: () => takenBefore + (part?.bytesTaken() ?? 0),
    close: () => part?.close(),
  };
};

/** Where compressed data lies. */
export type CompressedPlace = {
  readonly path: string;
  /** For data within compressed data: how far the file was read, in bytes of the file. */
  readonly fileOffset?: () => number;
};

const damage = (
  error: unknown,
  offset: number,
  compression: Compression,
  { path, fileOffset }: CompressedPlace,
): InputError => {
  const { code, message } = error as NodeJS.ErrnoException;
  const data = `the ${compression.name} data${fileOffset === undefined ? '' : ' within compressed data'}`;
  const at = fileOffset?.() ?? offset;
  if (code === truncatedCode) {
    return new InputError('truncated', path, at, `${data} ends too soon, after ${printBytes(offset)}`);
  }
  if (message === compression.otherDataMessage) {
    const why = `after the end of ${data} something else follows, noticed after ${printBytes(offset)}`;
    return new InputError('corrupt', path, at, why, error);
  }
  const why = `${data} is damaged (${message}), noticed after ${printBytes(offset)}`;
  return new InputError('corrupt', path, at, why, error);
};

/** zlib's codes are texts such as Z_DATA_ERROR and ZSTD_error_prefix_unknown. */
const isDataError = (error: unknown): boolean =>
  /^Z(?:STD)?_/.test(String((error as { code?: unknown }).code));

/** The plain bytes of data compressed like this. Throws InputError 'truncated', 'corrupt' or 'expands-too-far'. */
export async function* decompress(
  pieces: AsyncIterable<Buffer>,
  compression: Compression,
  place: CompressedPlace,
  expansion: Expansion,
): Pieces {
  const parts = openParts(compression);
  const frames = compression.openFrames?.();
  async function* all(): Pieces {
    for await (const piece of pieces) {
      frames?.push(piece);
      for (let from = 0; from < piece.length; from += sliceBytes) {
        yield* parts.feed(piece.subarray(from, from + sliceBytes));
      }
    }
    yield* parts.end();
    if (frames?.isComplete() === false) throw dataError(truncatedCode, 'unexpected end of file');
  }
  try {
    for await (const bytes of all()) {
      expansion.add(bytes.length);
      yield bytes;
    }
  } catch (error) {
    // What else fails is not in the data: reading it, or the wish to stop.
    if (!isDataError(error)) throw error;
    throw damage(error, parts.bytesTaken(), compression, place);
  } finally {
    parts.close();
  }
}
