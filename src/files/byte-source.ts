// The bytes of a file or of standard input, in order, in pieces of up to a megabyte; and what was seen of
// them: their number, their SHA-256. Devices and pipes work as files do: nothing here asks for a size.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { unreadable } from './input-error.ts';

/** What is read from a file at once, in bytes. */
const pieceBytes = 512 * 1024;

export type ByteSource = {
  readonly pieces: AsyncGenerator<Buffer, void, undefined>;
  /** Is the first piece all there is? False where that is not known. */
  readonly isOnePiece: boolean;
  readonly bytesRead: () => number;
  /** SHA-256 of all bytes read, in hexadecimal, or '' where it was not asked for; call it once, at the end. */
  readonly contentHash: () => string;
  /** When the file was last written, epoch ms; now for standard input. */
  readonly modifiedMs: number;
  readonly close: () => Promise<void>;
};

export type SourceOptions = {
  /** Does anybody ask for the hash of the bytes? Unless told otherwise, yes. */
  readonly isHashed?: boolean | undefined;
  readonly onProgress?: ((bytesRead: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What '-' stands for; process.stdin unless given. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
};

/** Files up to this size are read in one go: for a thousand small objects each wait would count. In bytes. */
const smallFileBytes = 1024 * 1024;

async function* wholePiece(path: string): AsyncGenerator<Buffer> {
  const bytes = readFileSync(path);
  if (bytes.length > 0) yield bytes;
}

async function* filePieces(file: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);

const observed = (
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  options: SourceOptions,
): Pick<ByteSource, 'pieces' | 'bytesRead' | 'contentHash'> & { readonly unobserve: () => void } => {
  const hash = options.isHashed === false ? undefined : createHash('sha256');
  let bytesRead = 0;
  // A read that never ends must not outlive the wish for it.
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(options.signal?.reason);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  aborted.catch(() => {});
  async function* observe(): AsyncGenerator<Buffer, void, undefined> {
    const iterator = pieces[Symbol.asyncIterator]();
    for (;;) {
      options.signal?.throwIfAborted();
      // Not for-await: only what fails in reading is the file's fault.
      const next = await Promise.race([iterator.next(), aborted]).catch((error: unknown) => {
        options.signal?.throwIfAborted();
        throw unreadable(path, bytesRead, error);
      });
      if (next.done === true) return;
      bytesRead += next.value.byteLength;
      hash?.update(next.value);
      options.onProgress?.(bytesRead);
      yield asBuffer(next.value);
    }
  }
  return {
    pieces: observe(),
    bytesRead: () => bytesRead,
    contentHash: () => hash?.digest('hex') ?? '',
    unobserve: () => options.signal?.removeEventListener('abort', onAbort),
  };
};

/** Opens the file at `path`, or standard input for '-'. Throws InputError. */
export const openByteSource = async (path: string, options: SourceOptions): Promise<ByteSource> => {
  if (path === '-') {
    const stdin = options.stdin ?? process.stdin;
    const { unobserve, ...bytes } = observed(path, stdin, options);
    return { ...bytes, isOnePiece: false, modifiedMs: Date.now(), close: async () => unobserve() };
  }
  try {
    const stats = statSync(path);
    const isOnePiece = stats.isFile() && stats.size <= smallFileBytes;
    const file = isOnePiece ? undefined : await open(path);
    const pieces = file === undefined ? wholePiece(path) : filePieces(file);
    const { unobserve, ...bytes } = observed(path, pieces, options);
    const close = async (): Promise<void> => {
      unobserve();
      await file?.close();
    };
    return { ...bytes, isOnePiece, modifiedMs: Math.floor(stats.mtimeMs), close };
  } catch (error) {
    throw unreadable(path, 0, error);
  }
};

/** The same bytes, but the first piece has at least `size` of them if there are as many. */
export async function* withFullHead(
  pieces: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<Buffer, void, undefined> {
  let head: Buffer[] | undefined = [];
  let headBytes = 0;
  for await (const piece of pieces) {
    if (head === undefined) {
      yield piece;
      continue;
    }
    head.push(piece);
    headBytes += piece.length;
    if (headBytes >= size) {
      yield head.length === 1 ? piece : Buffer.concat(head);
      head = undefined;
    }
  }
  if (head !== undefined && headBytes > 0) yield Buffer.concat(head);
}

/** The same values; the next one is already being made while one is used. */
export async function* readAhead<T>(
  values: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  let ahead = values.next();
  try {
    for (;;) {
      const next = await ahead;
      if (next.done === true) return;
      ahead = values.next();
      // It fails when it is awaited. If that never happens, nobody is interested.
      ahead.catch(() => {});
      yield next.value;
    }
  } finally {
    // Not awaited: a read from a terminal may never end.
    values.return().catch(() => {});
  }
}
