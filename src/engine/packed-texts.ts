// Texts that are packed as numbers, without making texts of them: as numbers, as truths of a comparison and as
// keys. Of words that are odd each is looked at once.

import {
  FALSE,
  INTEGER,
  IPV4,
  MISSING_BOOLEAN,
  MISSING_WORD,
  MOST_NUMBERS,
  numbersOf as numbersOfPacking,
  type OddTexts,
  type PackedTexts,
  packText,
  spellNumeral,
  TRUE,
  UUID,
} from '../segments/index.ts';
import { textToNumber, type Value } from '../values/index.ts';
import type { Selection } from './batch.ts';
import { codeOfInteger, codeOfNumbers, codeOfText } from './interned.ts';
import type { Interned } from './interned-values.ts';
import type { Operator } from './number-loops.ts';

/** By code, what becomes of each odd word; what is missing is given. */
const ofWords = <T>(odd: OddTexts, absent: T, of: (word: string) => T): readonly T[] =>
  odd.words.map((word, code) => (word === undefined || code === 0 ? absent : of(word)));

/** The number that each row counts as, NaN where it counts as none; undefined where the texts must be read. */
export const numbersOfPacked = ({ packing, values, odd }: PackedTexts): Float64Array | undefined => {
  if (packing !== INTEGER && packing !== IPV4 && packing !== UUID) return undefined;
  const words = odd && ofWords(odd, Number.NaN, textToNumber);
  const areAllNaN = words === undefined || words.every(Number.isNaN);
  // What is odd is NaN already.
  if (packing === INTEGER && areAllNaN) return values;
  const rowCount = packing === UUID ? values.length / MOST_NUMBERS : values.length;
  const numbers = packing === INTEGER ? values.slice() : new Float64Array(rowCount).fill(Number.NaN);
  if (odd === undefined || words === undefined) return numbers;
  for (let row = 0; row < rowCount; row += 1)
    if (odd.codes[row]! > MISSING_WORD) numbers[row] = words[odd.codes[row]!]!;
  return numbers;
};

/** The test of packed rows for equality with a text, or undefined where the text is packed otherwise. */
const equality = ({ packing, values }: PackedTexts, text: string): ((row: number) => boolean) | undefined => {
  const wanted = new Uint32Array(MOST_NUMBERS);
  if (packText(text, wanted) !== packing) return undefined;
  if (packing === IPV4) return (row) => values[row] === wanted[0];
  const count = numbersOfPacking[packing]!;
  return (row) => {
    for (let number = 0; number < count; number += 1)
      if (values[row * count + number] !== wanted[number]) return false;
    return true;
  };
};

const numberTests: Readonly<Record<Operator, (a: Float64Array, b: number) => (row: number) => boolean>> = {
  '=': (a, b) => (row) => a[row] === b,
  '!=': (a, b) => (row) => a[row] !== b,
  '<': (a, b) => (row) => a[row]! < b,
  '<=': (a, b) => (row) => a[row]! <= b,
  '>': (a, b) => (row) => a[row]! > b,
  '>=': (a, b) => (row) => a[row]! >= b,
};

/** How the packed rows compare with a constant; undefined where that is not told by their numbers. */
const packedTest = (
  packed: PackedTexts,
  operator: Operator,
  value: Value,
): ((row: number) => boolean) | undefined => {
  const isEquality = operator === '=' || operator === '!=';
  if (packed.packing === INTEGER) {
    if (typeof value === 'number') return numberTests[operator](packed.values, value);
    const n = typeof value === 'string' ? textToNumber(value) : Number.NaN;
    // Two texts are equal where they are spelled alike.
    const isTold = isEquality ? spellNumeral(n, undefined) === value : !Number.isNaN(n);
    return isTold ? numberTests[operator](packed.values, n) : undefined;
  }
  if (!isEquality || typeof value !== 'string') return undefined;
  const isEqual = equality(packed, value);
  return operator === '=' ? isEqual : isEqual && ((row) => !isEqual(row));
};

/**
 * FALSE, TRUE or MISSING_BOOLEAN for each selected row; `ofWord` compares an odd one. Undefined where the texts
 * must be read.
 */
export const comparePacked = (
  packed: PackedTexts,
  operator: Operator,
  value: Value,
  ofWord: (word: string) => number,
  rowCount: number,
  selection: Selection,
): Uint8Array | undefined => {
  const test = packedTest(packed, operator, value);
  return test && testPacked(packed, test, ofWord, rowCount, selection);
};

/** The same for any test. */
export const testPacked = (
  { odd }: PackedTexts,
  test: (row: number) => boolean,
  ofWord: (word: string) => number,
  rowCount: number,
  selection: Selection,
): Uint8Array => {
  const truths = new Uint8Array(rowCount);
  const words = odd && ofWords(odd, MISSING_BOOLEAN, ofWord);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const code = odd === undefined ? 0 : odd.codes[row]!;
    truths[row] = code === 0 ? (test(row) ? TRUE : FALSE) : words![code]!;
  }
  return truths;
};

const room = new Uint32Array(1);

const packedCode = (interned: Interned, packed: PackedTexts, row: number): number => {
  switch (packed.packing) {
    case INTEGER:
      return codeOfInteger(interned, packed.values[row]!);
    case IPV4:
      room[0] = packed.values[row]!;
      return codeOfNumbers(interned, IPV4, room, 0, 1);
    default: {
      const count = numbersOfPacking[packed.packing]!;
      return codeOfNumbers(interned, packed.packing, packed.values, row * count, count);
    }
  }
};

/** The codes of a key in the selected rows. */
export const codesOfPacked = (
  interned: Interned,
  packed: PackedTexts,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  const { odd } = packed;
  const words = odd && ofWords(odd, 0, () => -1).slice();
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const word = odd === undefined ? 0 : odd.codes[row]!;
    if (word === 0) codes[row] = packedCode(interned, packed, row);
    else {
      if (words![word] === -1) (words as number[])[word] = codeOfText(interned, odd!.words[word]!);
      codes[row] = words![word]!;
    }
  }
  return codes;
};
