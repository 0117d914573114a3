// Dictionaries as bytes and back: the words, then the code of each row.
//
// Where many words come again soon after they came first, as ids of requests do, each code is told by how far
// it is from the newest: 0 is missing, 1 the next new word, 2 the newest one, 3 the one before.

import type { DictionaryColumn } from '../column.ts';
import { uuidColumn } from '../dictionary-column.ts';
import { appendVarint, newByteList, readVarints } from './byte-list.ts';
import { aligned, bytesOf, type Characters, decodeTexts, encodeTexts } from './text-bytes.ts';

export type DictionaryLayout = {
  readonly layout: 'dictionary';
  /** Of version 3 and before: the words, with the empty one of code 0. Since then they are among the bytes. */
  readonly words: readonly string[] | WordsLayout;
  readonly codeBytes: 1 | 2 | 4;
  /** Rows, where the codes are told by their distance from the newest. */
  readonly recent?: number;
};

/** The word of code 0, which is never read, is not among them. */
type WordsLayout = { readonly count: number; readonly characters: Characters; readonly bytes: number };

type Codes = DictionaryColumn['codes'];

const codeArrays = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

/** Undefined where words are not numbered as they first occur, or where it spares nothing. */
const encodeRecent = (codes: Codes): Uint8Array | undefined => {
  const list = newByteList(codes.length);
  let newest = 0;
  for (const code of codes) {
    if (code > newest + 1) return undefined;
    if (code === newest + 1) newest = code;
    else if (code !== 0) {
      appendVarint(list, newest - code + 2);
      continue;
    }
    appendVarint(list, code === 0 ? 0 : 1);
  }
  return list.length < codes.byteLength ? list.bytes.subarray(0, list.length) : undefined;
};

const decodeRecent = (bytes: Uint8Array, codes: Codes): void => {
  const distances = readVarints(bytes, codes.length);
  let newest = 0;
  for (let row = 0; row < codes.length; row += 1) {
    const distance = distances[row]!;
    if (distance === 1) newest += 1;
    codes[row] = distance === 0 ? 0 : distance === 1 ? newest : newest - distance + 2;
  }
};

export const encodeDictionary = ({
  words,
  codes,
}: DictionaryColumn): { layout: DictionaryLayout; bytes: Uint8Array } => {
  const { characters, bytes: wordBytes } = encodeTexts(words.slice(1));
  const codeBytes = codes.BYTES_PER_ELEMENT as 1 | 2 | 4;
  const recent = codeBytes === 1 ? undefined : encodeRecent(codes);
  const tail = recent ?? bytesOf(codes);
  const bytes = new Uint8Array(wordBytes.length + tail.length);
  bytes.set(wordBytes);
  bytes.set(tail, wordBytes.length);
  const layout: DictionaryLayout = {
    layout: 'dictionary',
    words: { count: words.length - 1, characters, bytes: wordBytes.length },
    codeBytes,
  };
  return { layout: recent === undefined ? layout : { ...layout, recent: codes.length }, bytes };
};

const isList = (words: DictionaryLayout['words']): words is readonly string[] => Array.isArray(words);

export const decodeDictionary = (
  { words, codeBytes, recent }: DictionaryLayout,
  bytes: Uint8Array,
): DictionaryColumn => {
  const Codes = codeArrays[codeBytes];
  if (isList(words)) return { form: 'dictionary', words, codes: new Codes(aligned(bytes)) };
  const tail = bytes.subarray(words.bytes);
  const codes = recent === undefined ? new Codes(aligned(tail)) : new Codes(recent);
  if (recent !== undefined) decodeRecent(tail, codes);
  if (words.characters === 'uuid')
    return uuidColumn(new Uint32Array(aligned(bytes.subarray(0, words.bytes))), codes);
  const texts = decodeTexts(bytes.subarray(0, words.bytes), words.count, words.characters) as string[];
  texts.unshift('');
  return { form: 'dictionary', words: texts, codes };
};
