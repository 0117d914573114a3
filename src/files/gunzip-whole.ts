// Small gzip data all at once: a thousand small objects would otherwise spend more on streams than on work.

import { type Gunzip, gunzipSync } from 'node:zlib';

/** What becomes more than this is read piece by piece, in bytes. */
const MAX_PLAIN_BYTES = 8 * 1024 * 1024;

/** gzip makes at most so many bytes of one. */
const MAX_RATIO = 1032;

/** A member ends with its size, modulo 2^32; none is shorter than its header and its end. */
const SIZE_BYTES = 4;
const LEAST_BYTES = 18;

/** Nothing but zeros may follow the last member. */
const endsWithZeros = (bytes: Buffer, from: number): boolean =>
  bytes.subarray(from).every((byte) => byte === 0);

/** How large the data says it becomes; of several members only the last one's size is known. */
const plainSize = (bytes: Buffer): number =>
  Math.min(bytes.readUInt32LE(bytes.length - SIZE_BYTES), bytes.length * MAX_RATIO);

/**
 * The plain bytes of all of some gzip data. Undefined where they are many, or anything is wrong: who reads the
 * data piece by piece finds out what, and what comes before it.
 */
export const gunzipWhole = (bytes: Buffer): Buffer<ArrayBuffer> | undefined => {
  if (bytes.length < LEAST_BYTES) return undefined;
  const size = plainSize(bytes);
  if (size > MAX_PLAIN_BYTES) return undefined;
  try {
    // Room for all and a byte more, so that the engine sees in one go that there is no more.
    const chunkSize = Math.max(size + 1, 64 * 1024);
    const made = gunzipSync(bytes, { chunkSize, maxOutputLength: MAX_PLAIN_BYTES, info: true });
    const { buffer, engine } = made as unknown as {
      readonly buffer: Buffer<ArrayBuffer>;
      readonly engine: Gunzip;
    };
    return endsWithZeros(bytes, engine.bytesWritten) ? buffer : undefined;
  } catch {
    return undefined;
  }
};
