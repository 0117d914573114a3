// Follows the frames of zstd data (RFC 8878, section 3.1) without decompressing, to know whether the last one
// is complete: Node before 24 takes zstd data that ends too soon for good.

/** Bytes of the magic number and the frame header descriptor. */
const startBytes = 5;
const blockHeaderBytes = 3;
const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

const dictionaryIdBytes = [0, 1, 2, 4];
const contentSizeBytes = [0, 2, 4, 8];

/** Bytes of the frame header after its descriptor. */
const headerBytes = (descriptor: number): number => {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 && isSingleSegment ? 1 : contentSizeBytes[sizeFlag]!;
  return (isSingleSegment ? 0 : 1) + dictionaryIdBytes[descriptor & 3]! + sizeBytes;
};

export type ZstdFrames = {
  push(bytes: Uint8Array): void;
  /** Has every frame that began ended? Also when what follows is no zstd: others judge that. */
  readonly isComplete: () => boolean;
};

export const openZstdFrames = (): ZstdFrames => {
  let part: 'start' | 'skippable' | 'block' | 'other' = 'start';
  let header: number[] = [];
  let toSkip = 0;
  let hasChecksum = false;

  const start = (): void => {
    const magic = Buffer.from(header).readUInt32LE();
    const descriptor = header[4]!;
    hasChecksum = (descriptor & 4) !== 0;
    if (magic === frameMagic) {
      part = 'block';
      toSkip = headerBytes(descriptor);
      header = [];
    } else {
      // A skippable frame's header goes on: three bytes more complete its size.
      part = (magic & ~0xf) >>> 0 === skippableMagic ? 'skippable' : 'other';
    }
  };
  const block = (): void => {
    const [first = 0, second = 0, third = 0] = header;
    const size = (first | (second << 8) | (third << 16)) >> 3;
    const isRunLength = ((first >> 1) & 3) === 1;
    const isLast = (first & 1) === 1;
    toSkip = (isRunLength ? 1 : size) + (isLast && hasChecksum ? 4 : 0);
    if (isLast) part = 'start';
    header = [];
  };
  const skippable = (): void => {
    toSkip = Buffer.from(header).readUInt32LE(4);
    part = 'start';
    header = [];
  };
  const headers = {
    start: { bytes: startBytes, read: start },
    block: { bytes: blockHeaderBytes, read: block },
    skippable: { bytes: startBytes + 3, read: skippable },
  };
  return {
    push: (bytes) => {
      for (let at = 0; at < bytes.length && part !== 'other'; ) {
        const skipped = Math.min(toSkip, bytes.length - at);
        toSkip -= skipped;
        at += skipped;
        if (toSkip > 0 || at === bytes.length) return;
        header.push(bytes[at]!);
        at += 1;
        if (header.length === headers[part].bytes) headers[part].read();
      }
    },
    // Zeros that fill up the file are no start.
    isComplete: () =>
      part === 'other' || (part === 'start' && toSkip === 0 && header.every((byte) => byte === 0)),
  };
};
