// The values of keys, numbered.

import { QueryFailed } from '../result/index.ts';
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
  unpackText,
} from '../segments/index.ts';
import { isStructure, isTimestamp, type Value } from '../values/index.ts';
import { keyText } from './group-keys.ts';
import { MOST_NUMBERED, mayHave, numberIn, putNumber, slotOf } from './hash-slots.ts';
import { hashOfNumbers, hashOfText } from './text-hash.ts';

/**
 * The distinct values of one key, numbered; number 0 is missing. Plain data. What is a text, or the same as one,
 * is found by the hash of it, and kept as numbers where it has a packing: a small part of the memory and of the
 * time of a map.
 */
export type Interned = {
  /** By their numbers; texts that are packed, of which there may be millions, stand here as undefined. */
  readonly values: Value[];
  /** Of each value that has one, else UNPACKED; there is room for more, as in the two below. */
  packings: Uint8Array;
  /** MOST_NUMBERS for each value; empty as long as none is packed. */
  numbers: Uint32Array;
  packedCount: number;
  /** Of the text of each value, or of its numbers. */
  hashes: Uint32Array;
  /** By hash, the number of a value (see hash-slots.ts); at most half are taken. */
  slots: Uint32Array;
  /** By itself, the number of a whole number that is not large; they are in no slot. */
  small: Uint32Array;
  readonly instants: Map<number, number>;
  /** A short cut for columns of numbers that are not whole. */
  readonly fractions: Map<number, number>;
};

const FIRST_SLOTS = 64;

export const createInterned = (): Interned => ({
  values: [undefined],
  packings: new Uint8Array(FIRST_SLOTS / 2),
  numbers: new Uint32Array(0),
  packedCount: 0,
  hashes: new Uint32Array(FIRST_SLOTS / 2),
  slots: new Uint32Array(FIRST_SLOTS),
  small: new Uint32Array(0),
  instants: new Map(),
  fractions: new Map(),
});

/** Whole numbers below this are found by themselves: statuses, ports, ids of users. */
const SMALL = 2 ** 20;

const newCode = (interned: Interned, value: Value): number => {
  if (interned.values.length >= interned.hashes.length) makeRoom(interned);
  const code = interned.values.push(value) - 1;
  if (code > MOST_NUMBERED)
    throw new QueryFailed(
      `stats: one key has more than ${MOST_NUMBERED.toLocaleString('en-US')} different values`,
    );
  return code;
};

const isSmall = (n: number): boolean => n >= 0 && n < SMALL;

/** Is it found by its hash? */
const isHashed = ({ values, packings, numbers }: Interned, code: number): boolean =>
  packings[code] === INTEGER ? !isSmall(integerAt(numbers, code * MOST_NUMBERS)) : !isTimestamp(values[code]);

const longer = <T extends Uint8Array | Uint32Array>(values: T, length: number): T => {
  const grown = new (values.constructor as new (length: number) => T)(length);
  grown.set(values);
  return grown;
};

const makeRoom = (interned: Interned): void => {
  const { values } = interned;
  const slots = new Uint32Array(2 * interned.slots.length);
  const room = slots.length / 2;
  interned.hashes = longer(interned.hashes, room);
  interned.packings = longer(interned.packings, room);
  if (interned.packedCount > 0) interned.numbers = longer(interned.numbers, room * MOST_NUMBERS);
  const { hashes } = interned;
  for (let code = 1; code < values.length; code += 1)
    if (isHashed(interned, code)) putNumber(slots, code, hashes[code]!);
  interned.slots = slots;
};

const isText = (value: Value, text: string): boolean =>
  value === text || (typeof value !== 'string' && value !== undefined && keyText(value) === text);

/** A new value with these numbers; `value` is undefined but where it is no text. */
const addPacked = (
  interned: Interned,
  packing: Packing,
  numbers: Uint32Array,
  at: number,
  count: number,
  value: Value,
): number => {
  const code = newCode(interned, value);
  interned.packedCount += 1;
  interned.packings[code] = packing;
  if (interned.numbers.length === 0)
    interned.numbers = new Uint32Array(interned.hashes.length * MOST_NUMBERS);
  for (let number = 0; number < count; number += 1)
    interned.numbers[code * MOST_NUMBERS + number] = numbers[at + number]!;
  return code;
};

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
  if (interned.values.length >= interned.hashes.length) makeRoom(interned);
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
  interned.hashes[code] = hash;
  slots[place] = slotOf(code, hash);
  return code;
};

const scratch = new Uint32Array(MOST_NUMBERS);

const codeOfSmall = (interned: Interned, n: number, value: Value): number => {
  if (n >= interned.small.length)
    interned.small = longer(interned.small, Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2(n + 1))));
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

/** The value of a code. */
export const valueOfCode = ({ values, packings, numbers }: Interned, code: number): Value =>
  values[code] === undefined && code !== 0
    ? unpackText(packings[code] as Packing, numbers, code * MOST_NUMBERS)
    : values[code];

const textScratch = new Uint32Array(MOST_NUMBERS);

/** The code of a text, or of a value that is the same. `hash` is that of the text, where it is known. */
export const codeOfText = (interned: Interned, text: string, hash?: number, value?: Value): number => {
  const packing = packText(text, textScratch);
  return packing === UNPACKED
    ? codeOfHashed(interned, text, hash ?? hashOfText(text), value ?? text)
    : codeOfNumbers(interned, packing, textScratch, 0, numbersOf[packing]!, value);
};

const codeOfHashed = (interned: Interned, text: string, hash: number, value: Value): number => {
  if (interned.values.length >= interned.hashes.length) makeRoom(interned);
  const { values, hashes, slots } = interned;
  const mask = slots.length - 1;
  let place = hash & mask;
  for (let slot = slots[place]!; slot !== 0; slot = slots[place]!) {
    const code = numberIn(slot);
    if (mayHave(slot, hash) && hashes[code] === hash && isText(values[code], text)) return code;
    place = (place + 1) & mask;
  }
  const code = newCode(interned, value);
  hashes[code] = hash;
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
  const code = newCode(interned, value);
  interned.instants.set(value.ms, code);
  return code;
};

/** Takes in the values of another; the code here of each code there. */
export const mergeInterned = (into: Interned, from: Interned): Uint32Array => {
  const codes = new Uint32Array(from.values.length);
  for (let code = 1; code < codes.length; code += 1) {
    const packing = from.packings[code] as Packing;
    const value = from.values[code];
    if (packing !== UNPACKED)
      codes[code] = codeOfNumbers(
        into,
        packing,
        from.numbers,
        code * MOST_NUMBERS,
        numbersOf[packing]!,
        value,
      );
    else
      codes[code] =
        typeof value === 'string'
          ? codeOfHashed(into, value, from.hashes[code]!, value)
          : codeOf(into, value);
  }
  return codes;
};
