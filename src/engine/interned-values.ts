// What is kept of the values of a key, and what makes room for more.

import { QueryFailed } from '../result/index.ts';
import {
  INTEGER,
  integerAt,
  MOST_NUMBERS,
  numbersOf,
  type Packing,
  UNPACKED,
  unpackText,
} from '../segments/index.ts';
import { isTimestamp, type Value } from '../values/index.ts';
import { giveBack, longer, roomFor } from './growing-numbers.ts';
import { MOST_NUMBERED, putNumber } from './hash-slots.ts';
import { hashOfNumbers } from './text-hash.ts';

/**
 * The distinct values of one key, numbered; number 0 is missing. Plain data. What is a text, or the same as one,
 * is found by the hash of it, and kept as numbers where it has a packing: a small part of the memory and of the
 * time of a map.
 */
export type Interned = {
  /** How many numbers are given, 0 among them; there is room for more in the two below. */
  count: number;
  /** Of each value that has one, else UNPACKED. */
  packings: Uint8Array<ArrayBuffer>;
  /**
   * MOST_NUMBERS for each value: those of its packing, or else its hash. The last one is its place in `values`,
   * but of packings that have so many numbers: their values are always texts.
   */
  numbers: Uint32Array<ArrayBuffer>;
  /** What is no packed text, by place; place 0 is of no value. */
  readonly values: Value[];
  /** By hash, the number of a value (see hash-slots.ts); at most half are taken. */
  slots: Uint32Array<ArrayBuffer>;
  /** By itself, the number of a whole number that is not large; they are in no slot. */
  small: Uint32Array<ArrayBuffer>;
  readonly instants: Map<number, number>;
  /** A short cut for columns of numbers that are not whole. */
  readonly fractions: Map<number, number>;
};

const FIRST_ROOM = 32;

/** Where the place stands among the numbers of a value. */
const PLACE = MOST_NUMBERS - 1;

export const createInterned = (): Interned => ({
  count: 1,
  packings: new Uint8Array(FIRST_ROOM),
  numbers: new Uint32Array(FIRST_ROOM * MOST_NUMBERS),
  values: [undefined],
  slots: new Uint32Array(2 * FIRST_ROOM),
  small: new Uint32Array(0),
  instants: new Map(),
  fractions: new Map(),
});

/** Whole numbers below this are found by themselves: statuses, ports, ids of users. */
const SMALL = 2 ** 20;

/** `value` is undefined where it is the text of the packing. */
export const newCode = (interned: Interned, packing: Packing, value: Value): number => {
  const { count, values } = interned;
  if (count > MOST_NUMBERED)
    throw new QueryFailed(
      `stats: one key has more than ${MOST_NUMBERED.toLocaleString('en-US')} different values`,
    );
  if (count === interned.packings.length) {
    const room = roomFor(count + 1, count);
    interned.packings = longer(interned.packings, room);
    interned.numbers = longer(interned.numbers, room * MOST_NUMBERS);
  }
  interned.count = count + 1;
  interned.packings[count] = packing;
  if (value !== undefined) interned.numbers[count * MOST_NUMBERS + PLACE] = values.push(value) - 1;
  return count;
};

export const isSmall = (n: number): boolean => n >= 0 && n < SMALL;

/** The value, if it is no packed text. */
export const givenValue = ({ values, packings, numbers }: Interned, code: number): Value =>
  numbersOf[packings[code]!]! > PLACE ? undefined : values[numbers[code * MOST_NUMBERS + PLACE]!];

/** The hash by which a value is found; undefined where it is not found by one. */
const hashOfCode = (interned: Interned, code: number): number | undefined => {
  const { packings, numbers } = interned;
  const packing = packings[code]!;
  const at = code * MOST_NUMBERS;
  if (packing === UNPACKED) return isTimestamp(givenValue(interned, code)) ? undefined : numbers[at];
  if (packing === INTEGER && isSmall(integerAt(numbers, at))) return undefined;
  return hashOfNumbers(packing, numbers, at, numbersOf[packing]!);
};

/** So that there is a free slot for one more. */
export const makeSlots = (interned: Interned): void => {
  const slots = new Uint32Array(2 * interned.slots.length);
  for (let code = 1; code < interned.count; code += 1) {
    const hash = hashOfCode(interned, code);
    if (hash !== undefined) putNumber(slots, code, hash);
  }
  giveBack(interned.slots);
  interned.slots = slots;
};

export const areFull = ({ count, slots }: Interned): boolean => 2 * count >= slots.length;

/** A new value with these numbers; `value` is undefined but where it is no text. */
export const addPacked = (
  interned: Interned,
  packing: Packing,
  numbers: Uint32Array,
  at: number,
  count: number,
  value: Value,
): number => {
  const code = newCode(interned, packing, value);
  for (let number = 0; number < count; number += 1)
    interned.numbers[code * MOST_NUMBERS + number] = numbers[at + number]!;
  return code;
};

/** The value of a code. */
export const valueOfCode = (interned: Interned, code: number): Value => {
  const packing = interned.packings[code] as Packing;
  const value = givenValue(interned, code);
  return packing === UNPACKED || value !== undefined
    ? value
    : unpackText(packing, interned.numbers, code * MOST_NUMBERS);
};
