// Rows to groups: every combination of key values gets a number, in the order of first appearance.
//
// Values that print alike are one key: the text "200" and the number 200; a timestamp is none of these.
// Keys meet as numbers, never as joined text, so no value can pass for two.

import { type Column, valueAt } from '../segments/index.ts';
import { isTimestamp, type Value } from '../values/index.ts';
import type { Batch } from './batch.ts';

/** What equal keys have in common. */
export const keyText = (value: Value): string => {
  if (isTimestamp(value)) return `@${value.ms}`;
  return typeof value === 'string'
    ? `=${value}`
    : typeof value === 'boolean'
      ? `=${Number(value)}`
      : `=${value}`;
};

/** The distinct values of one key, numbered; number 0 is missing. Plain data. */
type Interned = {
  readonly codes: Map<string, number>;
  readonly numbers: Map<number, number>;
  readonly values: Value[];
};

/** The groups met so far. `members[g]` are the code of the shorter combination and of the last key. */
export type Groups = {
  readonly keys: readonly Interned[];
  /** One map a key behind the first: pair of group so far and code → group. */
  readonly pairs: readonly Map<number, number>[];
  readonly members: number[][];
};

/** Pairs of codes are kept as one number, exact below 2^53. */
const MAX_CODES = 2 ** 26;

export const createGroups = (keyCount: number): Groups => ({
  keys: Array.from({ length: keyCount }, () => ({
    codes: new Map(),
    numbers: new Map(),
    values: [undefined],
  })),
  pairs: Array.from({ length: keyCount }, () => new Map()),
  members: [],
});

const codeOf = (interned: Interned, value: Value): number => {
  if (value === undefined) return 0;
  const text = keyText(value);
  let code = interned.codes.get(text);
  if (code === undefined) {
    code = interned.values.push(value) - 1;
    if (code >= MAX_CODES) throw new RangeError(`a stats has more than ${MAX_CODES} values of one key`);
    interned.codes.set(text, code);
  }
  return code;
};

const numberCode = (interned: Interned, n: number, column: Column, row: number): number => {
  if (Number.isNaN(n)) return 0;
  let code = interned.numbers.get(n);
  if (code === undefined) {
    code = codeOf(interned, valueAt(column, row));
    interned.numbers.set(n, code);
  }
  return code;
};

/** The key's code in each selected row. */
const codesOf = (interned: Interned, column: Column, batch: Batch): Uint32Array => {
  const codes = new Uint32Array(batch.rowCount);
  const { selection } = batch;
  if (column.form === 'dictionary') {
    const table = new Int32Array(column.words.length).fill(-1);
    table[0] = 0;
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      const word = column.codes[row]!;
      if (table[word] === -1) table[word] = codeOf(interned, column.words[word]);
      codes[row] = table[word]!;
    }
    return codes;
  }
  if (column.form === 'numeral' || column.form === 'timestamp' || column.form === 'number') {
    let last = Number.NaN;
    let lastCode = 0;
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      const n = column.values[row]!;
      if (n !== last) {
        lastCode = numberCode(interned, n, column, row);
        last = n;
      }
      codes[row] = lastCode;
    }
    return codes;
  }
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    codes[row] = codeOf(interned, valueAt(column, row));
  }
  return codes;
};

/** The group of a pair of group so far and next code; a new one for a new pair. */
const pairGroup = (pairs: Map<number, number>, before: number, code: number): number => {
  const pair = before * MAX_CODES + code;
  let group = pairs.get(pair);
  if (group === undefined) {
    group = pairs.size;
    pairs.set(pair, group);
  }
  return group;
};

/** Without keys all rows are group 0. */
export const groupOfRows = (groups: Groups, keys: readonly Column[], batch: Batch): Uint32Array => {
  const numbers = new Uint32Array(batch.rowCount);
  const { selection } = batch;
  if (selection.length === 0) return numbers;
  if (keys.length === 0) {
    groups.members[0] ??= [];
    return numbers;
  }
  const codes = keys.map((column, key) => codesOf(groups.keys[key]!, column, batch));
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    let group = 0;
    for (let key = 0; key < codes.length; key += 1)
      group = pairGroup(groups.pairs[key]!, group, codes[key]![row]!);
    numbers[row] = group;
    groups.members[group] ??= codes.map((of) => of[row]!);
  }
  return numbers;
};

/** The key values of a group. */
export const keysOfGroup = (groups: Groups, group: number): readonly Value[] =>
  groups.members[group]!.map((code, key) => groups.keys[key]!.values[code]);

/** Takes in the groups of another state; the group here of each group there. */
export const mergeGroups = (into: Groups, from: Groups): Uint32Array =>
  Uint32Array.from(from.members, (_, other) => {
    const codes = keysOfGroup(from, other).map((value, key) => codeOf(into.keys[key]!, value));
    const group = codes.reduce((before, code, key) => pairGroup(into.pairs[key]!, before, code), 0);
    into.members[group] ??= codes;
    return group;
  });
