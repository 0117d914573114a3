// Columns as bytes and back: what a store keeps. Little-endian; version 1 of the format.
//
// A column is a layout word and a list of parts: numbers as 8-byte doubles, or as 4-byte offsets from a base
// where all are whole and near enough; texts end to end (one byte a character where all are ASCII, else
// UTF-8) with their lengths; codes as they are.

import type { Value } from '../values/index.ts';
import { type Column, missingColumn } from './column.ts';
import { utf8Length } from './utf8-length.ts';

/** What is written beside the bytes. `base` is added to every 4-byte number. */
export type ColumnLayout =
  | { readonly layout: 'doubles'; readonly form: NumberForm }
  | { readonly layout: 'integers'; readonly form: NumberForm; readonly base: number }
  | { readonly layout: 'booleans' }
  | { readonly layout: 'slices'; readonly characters: Characters; readonly rowCount: number }
  | { readonly layout: 'texts'; readonly characters: Characters; readonly rowCount: number }
  | { readonly layout: 'dictionary'; readonly words: readonly string[]; readonly codeBytes: 1 | 2 | 4 }
  | { readonly layout: 'json' }
  | { readonly layout: 'constant'; readonly value: string | number | boolean | null };

/** UTF-16 keeps what UTF-8 cannot: half a surrogate pair, as JSON escapes may write it. */
type Characters = 'ascii' | 'utf-8' | 'utf-16';

type NumberForm = 'number' | 'timestamp' | 'numeral';

export type EncodedColumn = { readonly layout: ColumnLayout; readonly bytes: Uint8Array };

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Stands for NaN among 4-byte numbers. */
const ABSENT = 0xffffffff;

const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);

const integerBase = (values: Float64Array): number | undefined => {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return undefined;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least === Number.POSITIVE_INFINITY) return 0;
  return most - least < ABSENT ? least : undefined;
};

const encodeNumbers = (form: NumberForm, values: Float64Array): EncodedColumn => {
  const base = integerBase(values);
  if (base === undefined) return { layout: { layout: 'doubles', form }, bytes: bytesOf(values.slice()) };
  const offsets = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row += 1)
    offsets[row] = Number.isNaN(values[row]!) ? ABSENT : values[row]! - base;
  return { layout: { layout: 'integers', form, base }, bytes: bytesOf(offsets) };
};

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

/** Lengths first, in UTF-16 units, then the characters. */
const encodeText = (text: string, lengths: Uint32Array): { characters: Characters; bytes: Uint8Array } => {
  if (!text.isWellFormed()) return { characters: 'utf-16', bytes: encodeUnits(text, lengths) };
  const byteLength = utf8Length(text);
  const { all, characters } = roomFor(lengths, byteLength);
  encoder.encodeInto(text, characters);
  return { characters: byteLength === text.length ? 'ascii' : 'utf-8', bytes: all };
};

const encodeTexts = (values: readonly (string | undefined)[]): EncodedColumn => {
  const lengths = Uint32Array.from(values, (value) => (value === undefined ? ABSENT : value.length));
  const { characters, bytes } = encodeText(values.map((value) => value ?? '').join(''), lengths);
  return { layout: { layout: 'texts', characters, rowCount: values.length }, bytes };
};

const constantOf = (value: Value): string | number | boolean | null =>
  value === undefined || typeof value === 'object' ? null : value;

export const encodeColumn = (column: Column): EncodedColumn => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return encodeNumbers(column.form, column.values);
    case 'boolean':
      return { layout: { layout: 'booleans' }, bytes: column.values };
    case 'slices': {
      const rowCount = column.offsets.length - 1;
      const { characters, bytes } = encodeText(column.text, column.offsets.slice(1));
      return { layout: { layout: 'slices', characters, rowCount }, bytes };
    }
    case 'dictionary': {
      const codeBytes = column.codes.BYTES_PER_ELEMENT as 1 | 2 | 4;
      return {
        layout: { layout: 'dictionary', words: column.words, codeBytes },
        bytes: bytesOf(column.codes),
      };
    }
    case 'text':
      return encodeTexts(column.values);
    case 'mixed': {
      const text = JSON.stringify(column.values.map((value) => (value === undefined ? null : value)));
      return { layout: { layout: 'json' }, bytes: encoder.encode(text) };
    }
    case 'constant':
      return { layout: { layout: 'constant', value: constantOf(column.value) }, bytes: new Uint8Array(0) };
  }
};

/** A copy that begins at an address a typed array may begin at. */
const aligned = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

const decodeIntegers = (bytes: Uint8Array, base: number): Float64Array => {
  const offsets = new Uint32Array(aligned(bytes));
  const values = new Float64Array(offsets.length);
  for (let row = 0; row < offsets.length; row += 1)
    values[row] = offsets[row] === ABSENT ? Number.NaN : base + offsets[row]!;
  return values;
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

const decodeCharacters: Readonly<Record<Characters, (bytes: Uint8Array) => string>> = {
  ascii: decodeAscii,
  'utf-8': (bytes) => decoder.decode(bytes),
  'utf-16': decodeUnits,
};

const splitText = (
  bytes: Uint8Array,
  rowCount: number,
  characters: Characters,
): { lengths: Uint32Array; text: string } => {
  const lengthBytes = rowCount * 4;
  const tail = bytes.subarray(lengthBytes);
  return {
    lengths: new Uint32Array(aligned(bytes.subarray(0, lengthBytes))),
    text: decodeCharacters[characters](tail),
  };
};

const decodeTexts = (bytes: Uint8Array, rowCount: number, characters: Characters): Column => {
  const { lengths, text } = splitText(bytes, rowCount, characters);
  const values = new Array<string | undefined>(rowCount).fill(undefined);
  let start = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const length = lengths[row]!;
    if (length === ABSENT) continue;
    values[row] = text.substring(start, start + length);
    start += length;
  }
  return { form: 'text', values };
};

const decodeSlices = (bytes: Uint8Array, rowCount: number, characters: Characters): Column => {
  const { lengths: ends, text } = splitText(bytes, rowCount, characters);
  const offsets = new Uint32Array(rowCount + 1);
  offsets.set(ends, 1);
  return { form: 'slices', text, offsets };
};

const codeArrays = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

export const decodeColumn = ({ layout, bytes }: EncodedColumn): Column => {
  switch (layout.layout) {
    case 'doubles':
      return { form: layout.form, values: new Float64Array(aligned(bytes)) };
    case 'integers':
      return { form: layout.form, values: decodeIntegers(bytes, layout.base) };
    case 'booleans':
      return { form: 'boolean', values: new Uint8Array(aligned(bytes)) };
    case 'slices':
      return decodeSlices(bytes, layout.rowCount, layout.characters);
    case 'texts':
      return decodeTexts(bytes, layout.rowCount, layout.characters);
    case 'dictionary':
      return {
        form: 'dictionary',
        words: layout.words,
        codes: new codeArrays[layout.codeBytes](aligned(bytes)),
      };
    case 'json': {
      const values = JSON.parse(decoder.decode(bytes)) as (string | boolean | null)[];
      return { form: 'mixed', values: values.map((value) => value ?? undefined) };
    }
    case 'constant':
      return layout.value === null ? missingColumn : { form: 'constant', value: layout.value };
  }
};
