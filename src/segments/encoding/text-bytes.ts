// Lists of texts as bytes and back: their lengths in UTF-16 units, 4 bytes each, then all characters; or 16
// bytes each where all are UUIDs.

import { utf8Length } from '../utf8-length.ts';
import { isUuid, UUID_BYTES, UUID_LENGTH, uuidBytes, uuidCharacters } from '../uuid.ts';

/**
 * UTF-16 keeps what UTF-8 cannot: half a surrogate pair, as JSON escapes may write it. `uuid`: every text is
 * one, in lower case, and there are no lengths.
 */
export type Characters = 'ascii' | 'utf-8' | 'utf-16' | 'uuid';

export type TextBytes<C = Characters> = { readonly characters: C; readonly bytes: Uint8Array };

/** Those that have lengths. */
export type Lengthy = Exclude<Characters, 'uuid'>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Stands for no value among lengths. */
const ABSENT = 0xffffffff;

export const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);

/** A copy that begins at an address a typed array may begin at. */
export const aligned = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

/** Lengths, then the characters, of which there are `room` bytes at most. */
const roomFor = (lengths: Uint32Array, room: number): { all: Uint8Array; characters: Uint8Array } => {
  const all = new Uint8Array(lengths.byteLength + room);
  all.set(bytesOf(lengths));
  return { all, characters: all.subarray(lengths.byteLength) };
};

const encodeUnits = (text: string, lengths: Uint32Array): Uint8Array => {
  const { all, characters } = roomFor(lengths, text.length * 2);
  const units = new DataView(characters.buffer, characters.byteOffset);
  for (let at = 0; at < text.length; at += 1) units.setUint16(at * 2, text.charCodeAt(at), true);
  return all;
};

/** Numbers first, which are lengths or ends in UTF-16 units, then the characters. */
export const encodeText = (text: string, lengths: Uint32Array): TextBytes<Lengthy> => {
  if (!text.isWellFormed()) return { characters: 'utf-16', bytes: encodeUnits(text, lengths) };
  const byteLength = utf8Length(text);
  const { all, characters } = roomFor(lengths, byteLength);
  encoder.encodeInto(text, characters);
  return { characters: byteLength === text.length ? 'ascii' : 'utf-8', bytes: all };
};

/** Gives the characters of an all-ASCII text; the fastest way differs from host to host. */
const decodeAscii: (bytes: Uint8Array) => string =
  typeof Buffer === 'undefined'
    ? (bytes) => decoder.decode(bytes)
    : (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const decodeUnits = (bytes: Uint8Array): string => {
  const units = new Uint16Array(aligned(bytes));
  let text = '';
  // String.fromCharCode takes its units as arguments, of which there is a limit.
  for (let at = 0; at < units.length; at += 8192)
    text += String.fromCharCode(...units.subarray(at, at + 8192));
  return text;
};

const decodeCharacters: Readonly<Record<Lengthy, (bytes: Uint8Array) => string>> = {
  ascii: decodeAscii,
  'utf-8': (bytes) => decoder.decode(bytes),
  'utf-16': decodeUnits,
};

/** Numbers, one for each of so many rows, and the characters behind them. */
export const decodeText = (
  bytes: Uint8Array,
  rowCount: number,
  characters: Lengthy,
): { lengths: Uint32Array; text: string } => {
  const lengthBytes = rowCount * 4;
  return {
    lengths: new Uint32Array(aligned(bytes.subarray(0, lengthBytes))),
    text: decodeCharacters[characters](bytes.subarray(lengthBytes)),
  };
};

/** Undefined where one of them is no UUID; all are as long as one. */
const encodeUuids = (texts: readonly string[]): Uint8Array | undefined => {
  const characters = encoder.encode(texts.join(''));
  return characters.length === texts.length * UUID_LENGTH ? uuidBytes(characters) : undefined;
};

export const encodeTexts = (texts: readonly (string | undefined)[]): TextBytes => {
  const mayBeUuids = isUuid(texts[0] ?? '') && texts.every((text) => text?.length === UUID_LENGTH);
  const uuids = mayBeUuids ? encodeUuids(texts as readonly string[]) : undefined;
  if (uuids !== undefined) return { characters: 'uuid', bytes: uuids };
  const lengths = Uint32Array.from(texts, (text) => (text === undefined ? ABSENT : text.length));
  return encodeText(texts.map((text) => text ?? '').join(''), lengths);
};

export const decodeTexts = (
  bytes: Uint8Array,
  count: number,
  characters: Characters,
): (string | undefined)[] => {
  const texts = new Array<string | undefined>(count).fill(undefined);
  if (characters === 'uuid') {
    const text = decodeAscii(uuidCharacters(bytes.subarray(0, count * UUID_BYTES)));
    for (let index = 0; index < count; index += 1)
      texts[index] = text.substring(index * UUID_LENGTH, (index + 1) * UUID_LENGTH);
    return texts;
  }
  const { lengths, text } = decodeText(bytes, count, characters);
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const length = lengths[index]!;
    if (length === ABSENT) continue;
    texts[index] = text.substring(start, start + length);
    start += length;
  }
  return texts;
};
