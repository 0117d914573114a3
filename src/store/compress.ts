// The bytes of columns, compressed with zstd where that spares something.

import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** The fastest level: it halves most columns, and higher ones win little more. */
const LEVEL = 1;

/** Fewer bytes are not worth a frame. */
const SMALLEST = 256;

/** Compressed bytes are kept where they are at most this share of the plain ones: less saves no time. */
const WORTHWHILE = 0.8;

export type Packed = {
  readonly bytes: Uint8Array;
  /** Bytes before compression; undefined where they lie as they are. */
  readonly plainBytes: number | undefined;
};

export const pack = (plain: Uint8Array): Packed => {
  if (plain.byteLength < SMALLEST) return { bytes: plain, plainBytes: undefined };
  const bytes = zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
  const isSmaller = bytes.byteLength <= plain.byteLength * WORTHWHILE;
  return isSmaller ? { bytes, plainBytes: plain.byteLength } : { bytes: plain, plainBytes: undefined };
};

/** Throws where the bytes are no frame, or one of another size. */
export const unpack = ({ bytes, plainBytes }: Packed): Uint8Array => {
  if (plainBytes === undefined) return bytes;
  const plain = zstdDecompressSync(bytes, {
    maxOutputLength: plainBytes,
    chunkSize: Math.max(64, plainBytes),
  });
  if (plain.byteLength !== plainBytes) throw new RangeError('a column has another size than it should');
  return plain;
};
