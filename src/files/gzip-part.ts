// Gzip data: members (RFC 1952), one after the other, which Node's Gunzip reads in one go; and members with line
// ends between them, over which it fails. Firehose writes such objects when it is to put a newline behind each
// record and the records are what a subscription has compressed.
//
// Where a line end stands before the first bytes of a header, only the engine knows whether a member ends there
// (compressed data can hold the same bytes). So it is given just the line end and those bytes: it complains of
// the header when a member was complete before, and takes them as data otherwise.

import { createGunzip, gunzipSync } from 'node:zlib';
import {
  chunkSize,
  type DataError,
  dataError,
  enginePart,
  type Part,
  type Pieces,
  truncatedCode,
} from './compressed-part.ts';

/** What Node says when no header follows a member. */
export const noHeaderMessage = 'incorrect header check';

const LF = 10;
const CR = 13;

/** A line end and the first bytes of a header: the magic number and the only method there is. */
const separatedHeader = Buffer.from([LF, 0x1f, 0x8b, 8]);
/** As many bytes of a header as the engine looks at before it complains. */
const magicBytes = 2;

/** More characters of line ends in a row separate nothing. */
const MAX_SEPARATOR_BYTES = 16;

/** A member that becomes more than this is left to the engine, in bytes. */
const MAX_SMALL_BYTES = 1024 * 1024;

/** After so many gaps in a row that were none, only likely ones are tried. */
const MAX_VAIN_PROBES = 64;

/** Bytes of the size at the end of a member, and what deflate makes of a byte at most. */
const sizeBytes = 4;
const MAX_RATIO = 1032;

const noBytes = Buffer.alloc(0);

/** Line ends at [start, end) that may separate members; a header follows, or `isOpen`: the bytes end too soon to know. */
type Gap = { readonly start: number; readonly end: number; readonly isOpen: boolean };

const startOfLineEnds = (bytes: Buffer, from: number, end: number): number => {
  const least = Math.max(from, end - MAX_SEPARATOR_BYTES);
  let start = end;
  while (start > least && (bytes[start - 1] === LF || bytes[start - 1] === CR)) start -= 1;
  return start;
};

const nextGap = (bytes: Buffer, from: number): Gap | undefined => {
  const found = bytes.indexOf(separatedHeader, from);
  if (found >= 0) return { start: startOfLineEnds(bytes, from, found + 1), end: found + 1, isOpen: false };
  for (let header = Math.min(separatedHeader.length - 2, bytes.length); header >= 0; header--) {
    const end = bytes.length - header;
    if (bytes.subarray(end).compare(separatedHeader, 1, 1 + header) !== 0) continue;
    const start = startOfLineEnds(bytes, from, end);
    if (start < end) return { start, end, isOpen: true };
  }
  return undefined;
};

const isNoHeader = (error: unknown): boolean => (error as DataError).message === noHeaderMessage;

/** All of some small members; undefined when they are not small, not whole or not sound. */
const smallMembers = (bytes: Buffer): Buffer | undefined => {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_SMALL_BYTES });
  } catch {
    return undefined;
  }
};

/** Gzip data being read. */
type State = {
  /** None where a member is to begin. */
  engine: Part | undefined;
  /** Bytes given to the engine, and bytes that it made of them. */
  given: number;
  made: number;
  /** Bytes of what members before took, with what separates them. */
  before: number;
  /** Line ends at the end of a slice, perhaps with the beginning of a header. */
  carried: Buffer;
  /** How often in a row the engine took for data what could have separated members. */
  vainProbes: number;
};

const hasEnded = ({ engine, given }: State): boolean => engine !== undefined && engine.bytesTaken() < given;

/** The engine's members are complete, and these bytes follow them. */
const closeMembers = (state: State, separatorBytes: number): void => {
  state.engine?.close();
  state.engine = undefined;
  state.before += state.given + separatorBytes;
  state.given = 0;
  state.made = 0;
};

async function* feed(state: State, bytes: Buffer): Pieces {
  if (bytes.length === 0) return;
  state.engine ??= enginePart(createGunzip({ chunkSize }));
  for await (const made of state.engine.write(bytes)) {
    state.made += made.length;
    yield made;
  }
  state.given += bytes.length;
}

/** What lies between two gaps may be small members: an engine of their own would cost more than the work. */
async function* feedBetween(state: State, bytes: Buffer): Pieces {
  const isStart = state.engine === undefined && bytes.length > 0;
  const plain = isStart ? smallMembers(bytes) : undefined;
  if (plain === undefined) return yield* feed(state, bytes);
  state.before += bytes.length;
  yield plain;
}

/**
 * Is it worth asking the engine? Each question costs as much as a kilobyte of data, and data may be full of what
 * looks like gaps. A member ends with its size: as much as the engine has made of it, and what it can still make
 * of the bytes from `from` on.
 */
const mayEndAt = (state: State, bytes: Buffer, from: number, { start, end }: Gap): boolean => {
  if (state.engine === undefined || state.vainProbes < MAX_VAIN_PROBES || start < sizeBytes) return true;
  const most = (start - from + sizeBytes) * MAX_RATIO;
  for (let at = start; at < end; at++)
    if ((bytes.readUInt32LE(at - sizeBytes) - state.made) >>> 0 <= most) return true;
  return false;
};

/** Goes over line ends; gives the index from which on bytes were not given to the engine. */
async function* cross(
  state: State,
  bytes: Buffer,
  { start, end }: Gap,
): AsyncGenerator<Buffer, number, undefined> {
  try {
    if (state.engine !== undefined) {
      const probe = bytes.subarray(start, end + magicBytes);
      yield* feed(state, probe);
      state.vainProbes += 1;
      return start + probe.length;
    }
  } catch (error) {
    if (!isNoHeader(error)) throw error;
  }
  state.vainProbes = 0;
  closeMembers(state, end - start);
  return end;
}

async function* write(state: State, slice: Buffer): Pieces {
  const bytes = state.carried.length === 0 ? slice : Buffer.concat([state.carried, slice]);
  state.carried = noBytes;
  for (let from = 0; ; ) {
    let gap = nextGap(bytes, from);
    while (gap?.isOpen === false && !mayEndAt(state, bytes, from, gap)) gap = nextGap(bytes, gap.end);
    const piece = bytes.subarray(from, gap?.start);
    yield* gap === undefined || gap.isOpen ? feed(state, piece) : feedBetween(state, piece);
    if (gap === undefined || hasEnded(state)) return;
    if (gap.isOpen) {
      state.carried = Buffer.from(bytes.subarray(gap.start));
      return;
    }
    from = yield* cross(state, bytes, gap);
  }
}

/** Is a member complete with these line ends at the end of the file? Two more make the engine say so. */
const isCompleteWith = async (lineEnds: Buffer, engine: Part): Promise<boolean> => {
  try {
    for await (const _ of engine.write(Buffer.concat([lineEnds, Buffer.from([LF, LF])])));
    return false;
  } catch (error) {
    if (isNoHeader(error)) return true;
    throw error;
  }
};

async function* end(state: State): Pieces {
  const { carried, engine } = state;
  const gap = nextGap(carried, 0);
  if (gap !== undefined && gap.end < carried.length) {
    yield* feed(state, carried.subarray(yield* cross(state, carried, gap)));
  } else if (gap !== undefined) {
    if (engine !== undefined && !(await isCompleteWith(carried, engine)))
      throw dataError(truncatedCode, 'unexpected end of file');
    closeMembers(state, carried.length);
  }
  state.carried = noBytes;
  if (state.engine !== undefined) yield* state.engine.end();
}

/** All members of gzip data; it ends only before zeros. */
export const openGzipPart = (): Part => {
  const state: State = { engine: undefined, given: 0, made: 0, before: 0, carried: noBytes, vainProbes: 0 };
  return {
    write: (slice) => write(state, slice),
    end: () => end(state),
    bytesTaken: () => state.before + (state.engine?.bytesTaken() ?? 0) + state.carried.length,
    close: () => state.engine?.close(),
  };
};
