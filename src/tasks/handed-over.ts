// Plain data on its way to another thread: its buffers go over as they are, instead of being copied twice.

/** Smaller ones are copied sooner than handed over; bytes. */
const LARGE = 256;

/** Longer lists hold values, not buffers. */
const LONGEST_LIST = 1024;

const collect = (data: unknown, into: Set<ArrayBuffer>): void => {
  if (typeof data !== 'object' || data === null) return;
  if (ArrayBuffer.isView(data)) {
    // A part of a buffer may be shared with others.
    if (
      data.byteLength >= LARGE &&
      data.byteLength === data.buffer.byteLength &&
      data.buffer instanceof ArrayBuffer
    )
      into.add(data.buffer);
    return;
  }
  if (Array.isArray(data) && data.length > LONGEST_LIST) return;
  for (const part of data instanceof Map ? data.values() : Object.values(data)) collect(part, into);
};

/** The buffers of data that nobody here uses any more. */
export const buffersOf = (data: unknown): ArrayBuffer[] => {
  const buffers = new Set<ArrayBuffer>();
  collect(data, buffers);
  return [...buffers];
};
