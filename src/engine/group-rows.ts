// Rows to groups: every combination of key values gets a number, in the order of first appearance.
//
// Keys meet as numbers, never as joined text, so no value can pass for two.

import type { Column } from '../segments/index.ts';
import type { Value } from '../values/index.ts';
import type { Batch } from './batch.ts';
import { type Combinations, createCombinations, numberOfCodes } from './combinations.ts';
import { giveBack } from './growing-numbers.ts';
import { mergeInterned } from './interned.ts';
import { createInterned, type Interned, valueOfCode } from './interned-values.ts';
import { type Codes, codeFor, compactCodes, type KeyCodes, keyCodes } from './key-codes.ts';

/** The groups met so far. Plain data. */
export type Groups = Combinations & { readonly keys: readonly Interned[] };

export const createGroups = (keyCount: number): Groups => ({
  ...createCombinations(keyCount),
  keys: Array.from({ length: keyCount }, createInterned),
});

/** Combinations of codes up to this many are looked up in an array, more of them by their hash. */
const MAX_TABLE = 131_072;

/** Codes of two keys as one number; `size` of the second. Numbers stay below MAX_TABLE. */
const placesOfTwo = (a: Codes, b: Codes, size: number, { rowCount, selection }: Batch): Uint32Array => {
  const places = new Uint32Array(rowCount);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    places[row] = (Math.imul(a[row]!, size) + b[row]!) | 0;
  }
  return places;
};

/** Codes of several keys as one number, the last key's counting one by one. */
const placesOf = ([first, ...others]: readonly KeyCodes[], batch: Batch): Codes =>
  others.reduce<Codes>((places, { codes, size }) => placesOfTwo(places, codes, size, batch), first!.codes);

/** The group of the row; `codes` is room for its codes. */
const groupOfRow = (groups: Groups, keys: readonly KeyCodes[], row: number, codes: Uint32Array): number => {
  for (let key = 0; key < keys.length; key += 1)
    codes[key] = codeFor(groups.keys[key]!, keys[key]!, keys[key]!.codes[row]!);
  return numberOfCodes(groups, codes);
};

const groupsByTable = (
  groups: Groups,
  keys: readonly KeyCodes[],
  batch: Batch,
  tableSize: number,
): Uint32Array => {
  const { rowCount, selection } = batch;
  const numbers = new Uint32Array(rowCount);
  const places = placesOf(keys, batch);
  /** Group + 1, 0 where it is not known yet. */
  const table = new Uint32Array(tableSize);
  const room = new Uint32Array(keys.length);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const place = places[row]!;
    if (table[place] === 0) table[place] = groupOfRow(groups, keys, row, room) + 1;
    numbers[row] = table[place]! - 1;
  }
  return numbers;
};

const groupsByHash = (groups: Groups, keys: readonly KeyCodes[], batch: Batch): Uint32Array => {
  const { rowCount, selection } = batch;
  const numbers = new Uint32Array(rowCount);
  const room = new Uint32Array(keys.length);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    numbers[row] = groupOfRow(groups, keys, row, room);
  }
  return numbers;
};

/** One key: its codes are the groups but for their numbers. */
const groupsByCode = (groups: Groups, { codes }: KeyCodes, batch: Batch): Uint32Array => {
  const { rowCount, selection } = batch;
  const numbers = new Uint32Array(rowCount);
  const room = new Uint32Array(1);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const code = codes[row]!;
    let group = code < groups.slots.length ? groups.slots[code]! : 0;
    if (group === 0) {
      room[0] = code;
      group = numberOfCodes(groups, room) + 1;
    }
    numbers[row] = group - 1;
  }
  return numbers;
};

const combinations = (keys: readonly KeyCodes[]): number =>
  keys.reduce((product, { size }) => product * size, 1);

/** Without keys all rows are group 0. */
export const groupOfRows = (groups: Groups, columns: readonly Column[], batch: Batch): Uint32Array => {
  const { rowCount, selection } = batch;
  if (selection.length === 0) return new Uint32Array(rowCount);
  if (columns.length === 0) {
    groups.count = 1;
    return new Uint32Array(rowCount);
  }
  const keys = columns.map((column, key) => keyCodes(groups.keys[key]!, column, batch));
  if (keys.length === 1 && keys[0]!.known === undefined) return groupsByCode(groups, keys[0]!, batch);
  if (keys.length === 1) return groupsByTable(groups, keys, batch, keys[0]!.size);
  if (combinations(keys) <= MAX_TABLE) return groupsByTable(groups, keys, batch, combinations(keys));
  const compact = keys.map((key) => compactCodes(key, selection));
  const tableSize = combinations(compact);
  return tableSize <= MAX_TABLE
    ? groupsByTable(groups, compact, batch, tableSize)
    : groupsByHash(groups, keys, batch);
};

/** The key values of a group. */
export const keysOfGroup = ({ keys, codes, width }: Groups, group: number): readonly Value[] =>
  keys.map((interned, key) => valueOfCode(interned, codes[group * width + key]!));

/** Is any of its keys missing? */
export const hasNoKey = ({ codes, width }: Groups, group: number): boolean => {
  for (let key = 0; key < width; key += 1) if (codes[group * width + key] === 0) return true;
  return false;
};

/** Takes in the groups of another state, which are used up; the group here of each group there. */
export const mergeGroups = (into: Groups, from: Groups): Uint32Array => {
  if (from.keys.length === 0) {
    into.count = Math.max(into.count, from.count);
    return new Uint32Array(from.count);
  }
  const translated = from.keys.map((interned, key) => mergeInterned(into.keys[key]!, interned));
  const numbers = new Uint32Array(from.count);
  const room = new Uint32Array(from.width);
  for (let group = 0, at = 0; group < from.count; group += 1) {
    for (let key = 0; key < room.length; key += 1, at += 1) room[key] = translated[key]![from.codes[at]!]!;
    numbers[group] = numberOfCodes(into, room);
  }
  giveBack(from.codes, from.slots);
  return numbers;
};
