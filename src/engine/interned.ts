// The numbers of the values of a key, found or given.

import {
  INTEGER,
  integerAt,
  isPackedInteger,
  MOST_NUMBERS,
  numbersOf,
  type Packing,
  packText,
  putInteger,
  UNPACKED,
} from '../segments/index.ts';
import { isStructure, isTimestamp, type Value } from '../values/index.ts';
import { keyText } from './group-keys.ts';
import { giveBack, longer } from './growing-numbers.ts';
import { mayHave, numberIn, slotOf } from './hash-slots.ts';
import {
  addPacked,
  areFull,
  givenValue,
  type Interned,
  isSmall,
  makeSlots,
  newCode,
} from './interned-values.ts';
import { hashOfNumbers, hashOfText } from './text-hash.ts';

const FIRST_SMALL = 64;

const isText = (value: Value, text: string): boolean =>
  value === text || (typeof value !== 'string' && value !== undefined && keyText(value) === text);

const areSame = (a: Uint32Array, fromA: number, b: Uint32Array, fromB: number, count: number): boolean => {
  for (let number = 0; number < count; number += 1) if (a[fromA + number] !== b[fromB + number]) return false;
  return true;
};

/** The code of a text by its numbers, `count` of them from `at` on. */
export const codeOfNumbers = (
  interned: Interned,
  packing: Packing,
  numbers: Uint32Array,
  at: number,
  count: number,
  value?: Value,
): number => {
  if (packing === INTEGER) {
    const n = integerAt(numbers, at);
    if (isSmall(n)) return codeOfSmall(interned, n, value);
  }
  if (areFull(interned)) makeSlots(interned);
  const hash = hashOfNumbers(packing, numbers, at, count);
  const { slots, packings } = interned;
  const mask = slots.length - 1;
  let place = hash & mask;
  for (let slot = slots[place]!; slot !== 0; slot = slots[place]!) {
    const code = numberIn(slot);
    const isSame =
      mayHave(slot, hash) &&
      packings[code] === packing &&
      areSame(interned.numbers, code * MOST_NUMBERS, numbers, at, count);
    if (isSame) return code;
    place = (place + 1) & mask;
  }
  const code = addPacked(interned, packing, numbers, at, count, value);
  slots[place] = slotOf(code, hash);
  return code;
};

const scratch = new Uint32Array(MOST_NUMBERS);

const codeOfSmall = (interned: Interned, n: number, value: Value): number => {
  if (n >= interned.small.length)
    interned.small = longer(interned.small, Math.max(FIRST_SMALL, 2 ** Math.ceil(Math.log2(n + 1))));
  const known = interned.small[n]!;
  if (known !== 0) return known;
  putInteger(n, scratch);
  const code = addPacked(interned, INTEGER, scratch, 0, 2, value);
  interned.small[n] = code;
  return code;
};

/** The code of a number, `value`: where it is no text. */
export const codeOfInteger = (interned: Interned, n: number, value?: Value): number => {
  if (isSmall(n)) return codeOfSmall(interned, n, value);
  putInteger(n, scratch);
  return codeOfNumbers(interned, INTEGER, scratch, 0, 2, value);
};

const textScratch = new Uint32Array(MOST_NUMBERS);

/** The code of a text, or of a value that is the same. `hash` is that of the text, where it is known. */
export const codeOfText = (interned: Interned, text: string, hash?: number, value?: Value): number => {
  const packing = packText(text, textScratch);
  return packing === UNPACKED
    ? codeOfHashed(interned, text, hash ?? hashOfText(text), value ?? text)
    : codeOfNumbers(interned, packing, textScratch, 0, numbersOf[packing]!, value);
};

const codeOfHashed = (interned: Interned, text: string, hash: number, value: Value): number => {
  if (areFull(interned)) makeSlots(interned);
  const { slots, packings, numbers } = interned;
  const mask = slots.length - 1;
  let place = hash & mask;
  for (let slot = slots[place]!; slot !== 0; slot = slots[place]!) {
    const code = numberIn(slot);
    const maySame =
      mayHave(slot, hash) && packings[code] === UNPACKED && numbers[code * MOST_NUMBERS] === hash;
    if (maySame && isText(givenValue(interned, code), text)) return code;
    place = (place + 1) & mask;
  }
  const code = newCode(interned, UNPACKED, value);
  interned.numbers[code * MOST_NUMBERS] = hash;
  slots[place] = slotOf(code, hash);
  return code;
};

export const codeOf = (interned: Interned, value: Value): number => {
  if (typeof value === 'string') return codeOfText(interned, value);
  if (value === undefined || isStructure(value)) return 0;
  if (typeof value === 'number' && isPackedInteger(value)) return codeOfInteger(interned, value, value);
  if (!isTimestamp(value)) return codeOfText(interned, keyText(value), undefined, value);
  const known = interned.instants.get(value.ms);
  if (known !== undefined) return known;
  const code = newCode(interned, UNPACKED, value);
  interned.instants.set(value.ms, code);
  return code;
};

/** Takes in the values of another, which are used up; the code here of each code there. */
export const mergeInterned = (into: Interned, from: Interned): Uint32Array => {
  const { packings, numbers } = from;
  const codes = new Uint32Array(from.count);
  for (let code = 1; code < codes.length; code += 1) {
    const packing = packings[code] as Packing;
    const value = givenValue(from, code);
    const at = code * MOST_NUMBERS;
    if (packing !== UNPACKED)
      codes[code] = codeOfNumbers(into, packing, numbers, at, numbersOf[packing]!, value);
    else
      codes[code] =
        typeof value === 'string' ? codeOfHashed(into, value, numbers[at]!, value) : codeOf(into, value);
  }
  giveBack(packings, numbers, from.slots, from.small);
  return codes;
};
