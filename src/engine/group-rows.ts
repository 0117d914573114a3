// Rows to groups: every combination of key values gets a number, in the order of first appearance.
//
// Values that are the same text are one key, the number 200 and the text "200" too; timestamps are apart.
// Keys meet as numbers, never as joined text, so no value can pass for two. A structure is no key: it counts
// as missing.

import { QueryFailed } from '../result/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import { isStructure, isTimestamp, printJson, type Value } from '../values/index.ts';
import type { Batch, Selection } from './batch.ts';

/** What equal keys have in common, timestamps aside: numbers with all their digits. */
export const keyText = (value: Exclude<Value, undefined>): string => {
  if (typeof value === 'string') return value;
  if (isStructure(value)) return printJson(value);
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
};

/** Missing as a key; structures have no text that could be one (docs/fidelity.md, "structures"). */
export const isNoKey = (value: Value): boolean => value === undefined || isStructure(value);

/** What combinations of keys have in common that are the same. */
export const identityOf = (values: readonly Value[]): string =>
  JSON.stringify(
    values.map((value) => {
      if (value === undefined || isStructure(value)) return null;
      return isTimestamp(value) ? value : keyText(value);
    }),
  );

/** The distinct values of one key, numbered; number 0 is missing. Plain data. */
type Interned = {
  readonly texts: Map<string, number>;
  readonly instants: Map<number, number>;
  /** A short cut for columns of numbers. */
  readonly numbers: Map<number, number>;
  readonly values: Value[];
};

/** The groups met so far; `members[g]` are the codes of its keys. Plain data. */
export type Groups = {
  readonly keys: readonly Interned[];
  /** One map a key: the group so far and the code → group. */
  readonly pairs: readonly Map<number, number>[];
  readonly members: (readonly number[])[];
};

/** Pairs of codes are kept as one number, exact below 2^53. */
const MAX_CODES = 2 ** 26;

export const createGroups = (keyCount: number): Groups => ({
  keys: Array.from({ length: keyCount }, () => ({
    texts: new Map(),
    instants: new Map(),
    numbers: new Map(),
    values: [undefined],
  })),
  pairs: Array.from({ length: keyCount }, () => new Map()),
  members: [],
});

const newCode = (interned: Interned, value: Value): number => {
  const code = interned.values.push(value) - 1;
  if (code >= MAX_CODES)
    throw new QueryFailed(
      `stats: one key has more than ${MAX_CODES.toLocaleString('en-US')} different values`,
    );
  return code;
};

const codeOf = (interned: Interned, value: Value): number => {
  if (value === undefined || isStructure(value)) return 0;
  if (isTimestamp(value)) {
    const known = interned.instants.get(value.ms);
    if (known !== undefined) return known;
    const code = newCode(interned, value);
    interned.instants.set(value.ms, code);
    return code;
  }
  const text = keyText(value);
  const known = interned.texts.get(text);
  if (known !== undefined) return known;
  const code = newCode(interned, value);
  interned.texts.set(text, code);
  return code;
};

const dictionaryCodes = (
  interned: Interned,
  column: Extract<Column, { form: 'dictionary' }>,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  const table = new Int32Array(column.words.length).fill(-1);
  table[0] = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const word = column.codes[row]!;
    if (table[word] === -1) table[word] = codeOf(interned, column.words[word]);
    codes[row] = table[word]!;
  }
  return codes;
};

type NumericColumn = Extract<Column, { form: 'numeral' | 'timestamp' | 'number' }>;

/** "4.10" and "4.1" are the same number and different keys. */
const numbersKnown = (interned: Interned, column: NumericColumn): Map<number, number> => {
  if (column.form === 'timestamp') return interned.instants;
  return column.form === 'numeral' && column.decimals !== undefined ? new Map() : interned.numbers;
};

const numericCodes = (
  interned: Interned,
  column: NumericColumn,
  rowCount: number,
  selection: Selection,
): Uint32Array => {
  const codes = new Uint32Array(rowCount);
  // A timestamp and a number of the same size are different keys.
  const known = numbersKnown(interned, column);
  let last = Number.NaN;
  let lastCode = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const n = column.values[row]!;
    if (n !== last) {
      let code = Number.isNaN(n) ? 0 : known.get(n);
      if (code === undefined) {
        code = codeOf(interned, valueAt(column, row));
        known.set(n, code);
      }
      last = n;
      lastCode = code;
    }
    codes[row] = lastCode;
  }
  return codes;
};

/** The key's code in each selected row. */
const codesOf = (interned: Interned, column: Column, { rowCount, selection }: Batch): Uint32Array => {
  switch (column.form) {
    case 'dictionary':
      return dictionaryCodes(interned, column, rowCount, selection);
    case 'numeral':
    case 'timestamp':
    case 'number':
      return numericCodes(interned, column, rowCount, selection);
    default: {
      const codes = new Uint32Array(rowCount);
      for (let i = 0; i < selection.length; i += 1) {
        const row = selection[i]!;
        codes[row] = codeOf(interned, valueAt(column, row));
      }
      return codes;
    }
  }
};

/** The group of a combination of codes; a new one for a new combination. */
const groupOfCodes = (groups: Groups, codes: readonly number[]): number => {
  let group = 0;
  codes.forEach((code, key) => {
    const pairs = groups.pairs[key]!;
    const pair = group * MAX_CODES + code;
    const known = pairs.get(pair);
    group = known ?? pairs.size;
    if (known === undefined) pairs.set(pair, group);
  });
  groups.members[group] ??= codes;
  return group;
};

/** Combinations of codes up to this many are looked up in an array, more of them in the maps. */
const MAX_TABLE = 65_536;

/** Without keys all rows are group 0. */
export const groupOfRows = (groups: Groups, columns: readonly Column[], batch: Batch): Uint32Array => {
  const { rowCount, selection } = batch;
  const numbers = new Uint32Array(rowCount);
  if (selection.length === 0) return numbers;
  if (columns.length === 0) {
    groups.members[0] ??= [];
    return numbers;
  }
  const codes = columns.map((column, key) => codesOf(groups.keys[key]!, column, batch));
  const sizes = groups.keys.map((key) => key.values.length);
  const tableSize = sizes.reduce((product, size) => product * size, 1);
  const table = tableSize <= MAX_TABLE ? new Int32Array(tableSize).fill(-1) : undefined;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    let place = 0;
    for (let key = 0; key < codes.length; key += 1) place = place * sizes[key]! + codes[key]![row]!;
    let group = table === undefined ? -1 : table[place]!;
    if (group === -1) {
      group = groupOfCodes(
        groups,
        codes.map((of) => of[row]!),
      );
      if (table !== undefined) table[place] = group;
    }
    numbers[row] = group;
  }
  return numbers;
};

/** The key values of a group. */
export const keysOfGroup = (groups: Groups, group: number): readonly Value[] =>
  groups.members[group]!.map((code, key) => groups.keys[key]!.values[code]);

/** Takes in the groups of another state; the group here of each group there. */
export const mergeGroups = (into: Groups, from: Groups): Uint32Array =>
  Uint32Array.from(from.members, (_, other) =>
    groupOfCodes(
      into,
      keysOfGroup(from, other).map((value, key) => codeOf(into.keys[key]!, value)),
    ),
  );
