// Which characters may occur in a text: enough to say that another text is not in it.

import { type CharacterSet, type Column, valueAt } from '../column.ts';
import { HEX16, HEX32, INTEGER, IPV4, UUID } from '../packed-text.ts';
import type { PackedTexts } from '../packed-texts.ts';

const BEYOND_ASCII = 1n << 128n;

/** Bits of 32 characters each. */
const setOfWords = (words: Uint32Array, isBeyond: boolean): CharacterSet =>
  words.reduceRight((set, word) => (set << 32n) | BigInt(word), 0n) | (isBeyond ? BEYOND_ASCII : 0n);

const presentTexts = (texts: readonly (string | undefined)[]): readonly string[] =>
  texts.map((text) => text ?? '');

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

const DIGITS = charactersOf(['0123456789']);
const POINT = charactersOf(['.']);
const MINUS = charactersOf(['-']);
const EXPONENT = charactersOf(['e+-.']);

/** Beyond these JavaScript prints an exponent. */
const MOST_PLAIN = 1e21;
const LEAST_PLAIN = 1e-6;

const everyAscii: CharacterSet = (1n << 128n) - 1n;

/** Of numbers in their shortest spelling, or with some digits behind the point. */
const charactersOfNumbers = (values: Float64Array, decimals: number | undefined): CharacterSet => {
  let [hasMinus, hasPoint, hasExponent] = [false, false, false];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const size = Math.abs(value);
    if (size === Number.POSITIVE_INFINITY) return everyAscii;
    hasMinus ||= value < 0;
    hasPoint ||= decimals !== undefined || !Number.isInteger(value);
    hasExponent ||= size >= MOST_PLAIN || (size > 0 && size < LEAST_PLAIN);
  }

  return DIGITS | (hasMinus ? MINUS : 0n) | (hasPoint ? POINT : 0n) | (hasExponent ? EXPONENT : 0n);
};

export const TIME_CHARACTERS = charactersOf(['0123456789-:.TZ']);

const HEXADECIMAL = charactersOf(['0123456789abcdef']);

const ofPacking: Readonly<Record<PackedTexts['packing'], CharacterSet>> = {
  [INTEGER]: DIGITS | MINUS,
  [IPV4]: DIGITS | POINT,
  [HEX16]: HEXADECIMAL,
  [HEX32]: HEXADECIMAL,
  [UUID]: HEXADECIMAL | MINUS,
};

const charactersOfPacked = ({ packing, odd }: PackedTexts): CharacterSet =>
  ofPacking[packing] | charactersOf(presentTexts(odd?.words ?? []));

/** Of the texts of all rows; `decimals`: numbers are spelled with so many digits behind the point. */
export const charactersOfColumn = (column: Column, rowCount: number, decimals?: number): CharacterSet => {
  switch (column.form) {
    case 'number':
      return charactersOfNumbers(column.values, decimals);
    case 'numeral':
      return charactersOfNumbers(column.values, column.decimals);
    case 'boolean':
      return charactersOf(['true', 'false']);
    case 'dictionary':
      return charactersOf(column.words);
    case 'text':
      return column.packed === undefined
        ? charactersOf(presentTexts(column.values))
        : charactersOfPacked(column.packed);
    default:
      return charactersOf(Array.from({ length: rowCount }, (_, row) => String(valueAt(column, row) ?? '')));
  }
};

/** Are all characters of the one among those of the other? */
export const isWithin = (some: CharacterSet, all: CharacterSet): boolean => (some & ~all) === 0n;
