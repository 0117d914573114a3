// Which characters may occur in a text: enough to say that another text is not in it.

import { type CharacterSet, type Column, valueAt } from '../column.ts';

const BEYOND_ASCII = 1n << 128n;

/** Bits of 32 characters each. */
const setOfWords = (words: Uint32Array, isBeyond: boolean): CharacterSet =>
  words.reduceRight((set, word) => (set << 32n) | BigInt(word), 0n) | (isBeyond ? BEYOND_ASCII : 0n);

export const charactersOf = (texts: Iterable<string>): CharacterSet => {
  const words = new Uint32Array(4);
  let isBeyond = false;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < 128) words[unit >> 5]! |= 1 << (unit & 31);
      else isBeyond = true;
    }
  }
  return setOfWords(words, isBeyond);
};

const NUMBER_CHARACTERS = charactersOf(['0123456789+-.e', 'Infinity']);
export const TIME_CHARACTERS = charactersOf(['0123456789-:.TZ']);

/** Of the texts of all rows. */
export const charactersOfColumn = (column: Column, rowCount: number): CharacterSet => {
  switch (column.form) {
    case 'number':
    case 'numeral':
      return NUMBER_CHARACTERS;
    case 'boolean':
      return charactersOf(['true', 'false']);
    case 'dictionary':
      return charactersOf(column.words);
    default:
      return charactersOf(Array.from({ length: rowCount }, (_, row) => String(valueAt(column, row) ?? '')));
  }
};

/** Are all characters of the one among those of the other? */
export const isWithin = (some: CharacterSet, all: CharacterSet): boolean => (some & ~all) === 0n;
