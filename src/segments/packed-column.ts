// Columns of texts that are kept as numbers, all but a few of them; the texts are made when somebody asks for
// them.

import type { TextColumn } from './column.ts';
import { lazily } from './lazily.ts';
import {
  HEX16,
  HEX32,
  INTEGER,
  IPV4,
  integerAt,
  MOST_NUMBERS,
  numbersOf,
  type Packing,
  packText,
  UNPACKED,
  UUID,
} from './packed-text.ts';
import { MISSING_WORD, type PackedTexts, packedRows, packedTextAt, widthOf } from './packed-texts.ts';
import { pickNumbers } from './pick-numbers.ts';

/** Codes of odd words have one byte. */
const MOST_WORDS = 0x100;
/** Of rows that have a value, more than one in so many is packed. */
const MOST_ODD = 1 / 4;
/** So many texts tell what the others are like. */
const SAMPLE = 16;

/** `known`: the texts, where there are any already. */
export const packedColumn = (packed: PackedTexts, known?: readonly (string | undefined)[]): TextColumn => {
  const texts = lazily(
    () => known ?? Array.from({ length: packedRows(packed) }, (_, row) => packedTextAt(packed, row)),
  );
  return {
    form: 'text',
    packed,
    get values() {
      return texts();
    },
  };
};

/** The packing that most of the first texts have. */
const likelyPacking = (texts: readonly (string | undefined)[], room: Uint32Array): Packing => {
  const counts = new Uint32Array(UUID + 1);
  let seen = 0;
  for (let row = 0; row < texts.length && seen < SAMPLE; row += 1) {
    const text = texts[row];
    if (text === undefined) continue;
    const packing = packText(text, room);
    counts[packing] = counts[packing]! + 1;
    seen += 1;
  }
  const most = counts.indexOf(Math.max(...counts)) as Packing;
  return most;
};

/** Numbers the words that come in between. */
const oddWords = (rowCount: number) => {
  const words: (string | undefined)[] = ['', undefined];
  const known = new Map<string | undefined, number>([[undefined, MISSING_WORD]]);
  const codes = new Uint8Array(rowCount);
  return {
    odd: { codes, words },
    /** False where there are too many. */
    add: (row: number, text: string | undefined): boolean => {
      let code = known.get(text);
      if (code === undefined) {
        if (words.length === MOST_WORDS) return false;
        code = words.push(text) - 1;
        known.set(text, code);
      }
      codes[row] = code;
      return true;
    },
  };
};

const emptyPacked = (packing: Exclude<Packing, 0>, rowCount: number): PackedTexts => {
  switch (packing) {
    case INTEGER:
    case IPV4:
      return { packing, values: new Float64Array(rowCount).fill(Number.NaN) };
    case HEX16:
    case HEX32:
    case UUID:
      return { packing, values: new Uint32Array(rowCount * numbersOf[packing]!) };
  }
};

const put = ({ packing, values }: PackedTexts, row: number, numbers: Uint32Array): void => {
  if (packing === INTEGER) values[row] = integerAt(numbers, 0);
  else if (packing === IPV4) values[row] = numbers[0]!;
  else {
    const count = numbersOf[packing]!;
    for (let number = 0; number < count; number += 1) values[row * count + number] = numbers[number]!;
  }
};

/** Undefined where the texts are not of one packing, but for a few words. */
export const packTexts = (texts: readonly (string | undefined)[]): PackedTexts | undefined => {
  const room = new Uint32Array(MOST_NUMBERS);
  const packing = likelyPacking(texts, room);
  if (packing === UNPACKED) return undefined;
  const packed = emptyPacked(packing, texts.length);
  const { odd, add } = oddWords(texts.length);
  let odds = 0;
  let missing = 0;
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row];
    if (text !== undefined && packText(text, room) === packing) put(packed, row, room);
    else if (!add(row, text)) return undefined;
    else if (text === undefined) missing += 1;
    else odds += 1;
  }
  if (odds > (texts.length - missing) * MOST_ODD) return undefined;
  return odds + missing === 0 ? packed : { ...packed, odd };
};

/** Texts in the form that is cheapest to compute with. */
export const textColumn = (texts: readonly (string | undefined)[]): TextColumn => {
  const packed = packTexts(texts);
  return packed === undefined ? { form: 'text', values: texts } : packedColumn(packed, texts);
};

/** Some rows of it, in any order. */
export const pickPacked = (packed: PackedTexts, rows: ArrayLike<number>): PackedTexts => {
  const odd = packed.odd && { ...packed.odd, codes: pickNumbers(packed.odd.codes, rows) };
  const picked = emptyPacked(packed.packing, rows.length);
  const width = widthOf(packed);
  for (let index = 0; index < rows.length; index += 1)
    for (let number = 0; number < width; number += 1)
      picked.values[index * width + number] = packed.values[rows[index]! * width + number]!;
  return odd === undefined ? picked : { ...picked, odd };
};

/** Its rows among others, which have no value. */
export const spreadPacked = (packed: PackedTexts, rows: Uint32Array, rowCount: number): PackedTexts => {
  const spread = emptyPacked(packed.packing, rowCount);
  const codes = new Uint8Array(rowCount).fill(MISSING_WORD);
  const width = widthOf(packed);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    codes[row] = packed.odd?.codes[index] ?? 0;
    for (let number = 0; number < width; number += 1)
      spread.values[row * width + number] = packed.values[index * width + number]!;
  }
  return { ...spread, odd: { codes, words: packed.odd?.words ?? ['', undefined] } };
};
