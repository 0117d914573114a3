// A file's bytes without what they are compressed with.

import { readAhead, withFullHead } from './byte-source.ts';
import { HEAD_BYTES } from './decode-text.ts';
import { type CompressedPlace, type Compression, compressionOf, decompress } from './decompress.ts';
import type { Expansion } from './expansion.ts';
import { gunzipWhole } from './gunzip-whole.ts';

type Pieces = AsyncGenerator<Buffer, void, undefined>;

export type CompressedBytes = {
  readonly pieces: Pieces;
  /** Is the first piece all there is? False where that is not known. */
  readonly isOnePiece: boolean;
};

/** How often compressed data is unwrapped: by Firehose, what a subscription has compressed already. */
const MAX_LAYERS = 2;

const wholeOf = (
  bytes: Buffer,
  compression: Compression,
  expansion: Expansion,
): Buffer<ArrayBuffer> | undefined => {
  const plain = compression.name === 'gzip' ? gunzipWhole(bytes) : undefined;
  expansion.add(plain?.length ?? 0);
  return plain;
};

/** Whoever looks for the head of a text may hold pieces that are no longer than this, in bytes. */
const MAX_HELD_BYTES = 2 * HEAD_BYTES;

/**
 * The bytes are gone when the next piece is asked for. Left to V8, memory of thousands of small objects would be
 * freed by collections of all that lives, which took a tenth of the time.
 */
async function* only(piece: Buffer<ArrayBuffer>): Pieces {
  if (piece.length > 0) yield piece;
  const isOwn = piece.length > MAX_HELD_BYTES && piece.length * 2 > piece.buffer.byteLength;
  if (isOwn) piece.buffer.transfer(0);
}

/** The pieces without up to `layers` layers of compression; the first has the head in full. */
export async function* plainPieces(
  compressed: CompressedBytes,
  place: CompressedPlace,
  expansion: Expansion,
  fileBytes: () => number,
  layers = MAX_LAYERS,
): Pieces {
  const { isOnePiece } = compressed;
  const pieces = isOnePiece ? compressed.pieces : withFullHead(readAhead(compressed.pieces), HEAD_BYTES);
  const first = await pieces.next();
  if (first.done === true) return;
  async function* all(head: Buffer): Pieces {
    yield head;
    yield* pieces;
  }
  const compression = layers === 0 ? undefined : compressionOf(first.value);
  if (compression === undefined) {
    yield* all(first.value);
    return;
  }
  const whole = isOnePiece ? wholeOf(first.value, compression, expansion) : undefined;
  const inside =
    whole === undefined ? decompress(all(first.value), compression, place, expansion) : only(whole);
  const insideBytes = { pieces: inside, isOnePiece: whole !== undefined };
  const insidePlace = { path: place.path, fileOffset: fileBytes };
  yield* plainPieces(insideBytes, insidePlace, expansion, fileBytes, layers - 1);
}
