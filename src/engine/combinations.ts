// Combinations of codes, numbered in the order of first appearance: a hash table in typed arrays.

import { QueryFailed } from '../result/index.ts';
import { giveBack, longer, roomFor } from './growing-numbers.ts';
import { MOST_NUMBERED, mayHave, numberIn, putNumber, slotOf } from './hash-slots.ts';

/** Plain data. */
export type Combinations = {
  /** How many there are; the arrays below have room for more. */
  count: number;
  /** How many codes each has. */
  readonly width: number;
  /** The codes of one combination after the other. */
  codes: Uint32Array<ArrayBuffer>;
  /** Number + 1 by the hash of the codes (see hash-slots.ts); of single codes by the code itself, and bare. */
  slots: Uint32Array<ArrayBuffer>;
};

const FIRST_ROOM = 64;

export const createCombinations = (width: number): Combinations => ({
  count: 0,
  width,
  codes: new Uint32Array(FIRST_ROOM * width),
  slots: new Uint32Array(4 * FIRST_ROOM),
});

/** Two rounds of multiplying and shifting spread neighbouring codes over all slots. */
const mix = (hash: number, code: number): number => {
  const scattered = Math.imul(hash ^ Math.imul(code, 0xcc9e2d51), 0x1b873593);
  return scattered ^ (scattered >>> 15);
};

const hashAt = (codes: Uint32Array, from: number, width: number): number => {
  let hash = 0;
  for (let place = 0; place < width; place += 1) hash = mix(hash, codes[from + place]!);
  return hash;
};

const rehash = (table: Combinations): void => {
  const { codes, width, count } = table;
  const slots = new Uint32Array(2 * table.slots.length);
  for (let number = 0; number < count; number += 1)
    putNumber(slots, number + 1, hashAt(codes, number * width, width));
  giveBack(table.slots);
  table.slots = slots;
};

/** Gives a combination the next number. */
const addCombination = (table: Combinations, combination: Uint32Array): number => {
  const { count, width } = table;
  if (count >= MOST_NUMBERED)
    throw new QueryFailed(`stats: there are more than ${MOST_NUMBERED.toLocaleString('en-US')} groups`);
  const from = count * width;
  if (table.codes.length === from) table.codes = longer(table.codes, roomFor(count + 1, count) * width);
  for (let place = 0; place < width; place += 1) table.codes[from + place] = combination[place]!;
  table.count = count + 1;
  return count;
};

const numberOfCode = (table: Combinations, combination: Uint32Array): number => {
  const code = combination[0]!;
  if (table.slots.length <= code) table.slots = longer(table.slots, roomFor(code + 1, table.slots.length));
  const known = table.slots[code]!;
  if (known !== 0) return known - 1;
  const number = addCombination(table, combination);
  table.slots[code] = number + 1;
  return number;
};

const areAt = (codes: Uint32Array, from: number, combination: Uint32Array, width: number): boolean => {
  for (let place = 0; place < width; place += 1) if (codes[from + place] !== combination[place]) return false;
  return true;
};

/** The number of a combination; a new one for a new combination. Throws QueryFailed where there are too many. */
export const numberOfCodes = (table: Combinations, combination: Uint32Array): number => {
  const { width } = table;
  if (width === 1) return numberOfCode(table, combination);
  // At most half full, so that runs of taken slots stay short.
  if (table.slots.length <= 2 * table.count) rehash(table);
  const { codes, slots } = table;
  const mask = slots.length - 1;
  const hash = hashAt(combination, 0, width);
  let at = hash & mask;
  for (let slot = slots[at]!; slot !== 0; slot = slots[at]!) {
    const number = numberIn(slot) - 1;
    if (mayHave(slot, hash) && areAt(codes, number * width, combination, width)) return number;
    at = (at + 1) & mask;
  }
  const number = addCombination(table, combination);
  slots[at] = slotOf(number + 1, hash);
  return number;
};

/** The codes that stand at one place, by the number of the combination. */
export const codesAtPlace = ({ codes, width, count }: Combinations, place: number): Uint32Array => {
  if (width === 1) return codes.subarray(0, count);
  const found = new Uint32Array(count);
  for (let number = 0, at = place; number < count; number += 1, at += width) found[number] = codes[at]!;
  return found;
};
