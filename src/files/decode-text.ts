// UTF-8 bytes to text, piece by piece, without splitting a character. Most logs are ASCII: such a piece
// becomes a string of one byte a character, at the speed of a copy.

import { isAscii, isUtf8 } from 'node:buffer';
import { InputError } from './input-error.ts';

/** Bytes that are no UTF-8, each sequence of them replaced by U+FFFD. */
export type InvalidBytes = {
  readonly count: number;
  /** Where the first are, in bytes of the (decompressed) text. */
  readonly firstOffset: number;
};

/** A piece of text: ASCII is made a string only where it is wanted as one. */
export type DecodedText =
  | { readonly isAscii: true; readonly bytes: Buffer }
  | { readonly isAscii: false; readonly text: string };

/** The first characters of a piece, or all. */
export const textOf = (piece: DecodedText, characters = Number.POSITIVE_INFINITY): string =>
  piece.isAscii
    ? piece.bytes.toString('latin1', 0, Math.min(characters, piece.bytes.length))
    : piece.text.slice(0, characters);

export const charactersOf = (piece: DecodedText): number => (piece.isAscii ? piece.bytes : piece.text).length;

export type TextDecoding = {
  readonly push: (bytes: Buffer) => DecodedText;
  readonly end: () => DecodedText;
  readonly textBytes: () => number;
  readonly invalid: () => InvalidBytes | undefined;
};

/** Where a character begins that the bytes do not hold to its end; their length if there is none. */
const completeLength = (bytes: Buffer): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const characterBytes = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < characterBytes ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
};

const replacement = '\uFFFD';

/** The byte offsets at which U+FFFD in `text` stands for bytes that are no UTF-8, counted; and the first. */
const findInvalid = (bytes: Buffer, text: string): InvalidBytes => {
  let count = 0;
  let firstOffset = 0;
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, from)) {
    // Up to the first fault, text and bytes agree; after it only the count matters.
    if (count === 0) {
      offset += Buffer.byteLength(text.slice(from, at));
      const isWritten = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
      if (isWritten) offset += 3;
      else {
        count = 1;
        firstOffset = offset;
      }
    } else {
      count += 1;
    }
    from = at + 1;
  }
  return { count, firstOffset };
};

export const openTextDecoding = (): TextDecoding => {
  let carried: Buffer = Buffer.alloc(0);
  let textBytes = 0;
  let invalid: InvalidBytes | undefined;

  const decode = (bytes: Buffer): DecodedText => {
    const offset = textBytes;
    textBytes += bytes.length;
    if (isAscii(bytes)) return { isAscii: true, bytes };
    const text = bytes.toString('utf8');
    if (!isUtf8(bytes)) {
      const found = findInvalid(bytes, text);
      const firstOffset = invalid?.firstOffset ?? offset + found.firstOffset;
      invalid = { count: (invalid?.count ?? 0) + found.count, firstOffset };
    }
    return { isAscii: false, text };
  };
  return {
    push: (bytes) => {
      const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const length = completeLength(all);
      carried = Buffer.from(all.subarray(length));
      return decode(all.subarray(0, length));
    },
    end: () => decode(carried),
    textBytes: () => textBytes,
    invalid: () => invalid,
  };
};

/** How much of a file's start is looked at to tell text from other content, in bytes. */
export const HEAD_BYTES = 64 * 1024;

const signatures: readonly (readonly [name: string, start: string])[] = [
  ['gzip data, compressed more than twice', '\x1f\x8b'],
  ['a zip archive', 'PK\x03\x04'],
  ['bzip2 data', 'BZh'],
  ['xz data', '\xfd7zXZ\0'],
  ['a Parquet file', 'PAR1'],
  ['a SQLite database', 'SQLite format 3\0'],
];

/** The start of a text without its byte order mark; InputError when this is no text, or not in UTF-8. */
export const checkTextHead = (head: Buffer, path: string): Buffer => {
  const mark = head.toString('latin1', 0, 3);
  if (mark.startsWith('\xff\xfe') || mark.startsWith('\xfe\xff')) {
    throw new InputError('utf-16', path, 0, 'the text is UTF-16; convert it to UTF-8 first');
  }
  if (head.subarray(0, HEAD_BYTES).includes(0)) {
    const name = signatures.find(([, start]) => head.toString('latin1', 0, start.length) === start)?.[0];
    throw new InputError('not-text', path, 0, `this is not text${name === undefined ? '' : `, but ${name}`}`);
  }
  return mark === '\xef\xbb\xbf' ? head.subarray(3) : head;
};
