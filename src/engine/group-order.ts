// Groups in the order of their keys, without a list of keys for each of them.

import {
  type Column,
  HEX16,
  HEX32,
  INTEGER,
  IPV4,
  integerAt,
  MISSING_WORD,
  MOST_NUMBERS,
  numbersOf,
  type PackedTexts,
  packedColumn,
  UNPACKED,
  UUID,
  UUID_NUMBERS,
  uuidColumn,
} from '../segments/index.ts';
import { columnOfValues } from './column-values.ts';
import { codesAtPlace } from './combinations.ts';
import { type ComparePlaces, compareKeys, orderOfPlaces } from './compare-keys.ts';
import { type Groups, keysOfGroup } from './group-rows.ts';
import { type Interned, valueOfCode } from './interned-values.ts';

/** Of timestamps alone or of no timestamps: both kinds together have no order that is one. */
const isOrdered = ({ instants, count }: Interned): boolean =>
  instants.size === 0 || instants.size === count - 1;

/** compareKeys of the groups; equal ones as they came. Undefined where that is no order (see sortedGroups). */
export const groupOrder = ({ keys, codes, width }: Groups): ComparePlaces | undefined => {
  if (!keys.every(isOrdered)) return undefined;
  const orders = keys.map((interned) => orderOfPlaces(interned.count, (code) => valueOfCode(interned, code)));
  // Timestamps newest first, and behind them what has none.
  const signs = keys.map(({ instants }) => (instants.size > 0 ? -1 : 1));
  return (a, b) => {
    for (let key = 0; key < orders.length; key += 1) {
      const difference = orders[key]!(codes[a * width + key]!, codes[b * width + key]!);
      if (difference !== 0) return signs[key]! * difference;
    }
    return a - b;
  };
};

/** All groups, sorted by compareKeys whatever the keys are. */
export const sortedGroups = (groups: Groups): Uint32Array => {
  const keys = Array.from({ length: groups.count }, (_, group) => keysOfGroup(groups, group));
  return Uint32Array.from(keys.map((_, group) => group).sort((a, b) => compareKeys(keys[a]!, keys[b]!)));
};

/** The packing that all values have, if there is any. */
const commonPacking = ({ count, packings }: Interned): number => {
  if (count === 1) return UNPACKED;
  for (let code = 2; code < count; code += 1) if (packings[code] !== packings[1]) return UNPACKED;
  return packings[1]!;
};

/** Of packed values: none is a number. */
const areAllTexts = ({ values }: Interned): boolean => values.length === 1;

const integerOfCode = ({ numbers }: Interned, code: number): number =>
  code === 0 ? Number.NaN : integerAt(numbers, code * MOST_NUMBERS);

/** A number for each code, one by one: typed arrays are slow to be made by a function. */
const numbersByCode = (codes: Uint32Array, of: (code: number) => number): Float64Array => {
  const found = new Float64Array(codes.length);
  for (let group = 0; group < codes.length; group += 1) found[group] = of(codes[group]!);
  return found;
};

/** The keys of these codes; where one is missing, an odd word says so. */
const packedKeys = (
  { numbers }: Interned,
  packing: typeof IPV4 | typeof HEX16 | typeof HEX32,
  codes: Uint32Array,
): PackedTexts => {
  const width = numbersOf[packing]!;
  const odd = codes.includes(0)
    ? { codes: Uint8Array.from(codes, (code) => (code === 0 ? MISSING_WORD : 0)), words: ['', undefined] }
    : undefined;
  if (packing === IPV4)
    return { packing, values: numbersByCode(codes, (code) => numbers[code * MOST_NUMBERS]!), odd };
  const values = new Uint32Array(codes.length * width);
  for (let group = 0; group < codes.length; group += 1)
    for (let number = 0; number < width; number += 1)
      values[group * width + number] = numbers[codes[group]! * MOST_NUMBERS + number]!;
  return { packing, values, odd };
};

/** The key of every group as a column. */
export const keyColumn = (groups: Groups, key: number): Column => {
  const interned = groups.keys[key]!;
  const codes = codesAtPlace(groups, key);
  const packing = commonPacking(interned);
  if (packing === UUID)
    return uuidColumn(interned.numbers.subarray(UUID_NUMBERS, interned.count * UUID_NUMBERS), codes);
  if (packing === INTEGER && areAllTexts(interned))
    return { form: 'numeral', values: numbersByCode(codes, (code) => integerOfCode(interned, code)) };
  if ((packing === IPV4 || packing === HEX16 || packing === HEX32) && areAllTexts(interned))
    return packedColumn(packedKeys(interned, packing, codes));
  // Where none is a packed text, each has the place of its number.
  const values =
    interned.values.length === interned.count
      ? interned.values
      : Array.from({ length: interned.count }, (_, code) => valueOfCode(interned, code));
  const column = columnOfValues(values);
  switch (column.form) {
    case 'text':
      // Code 0 is missing in both.
      return { form: 'dictionary', words: values as readonly string[], codes };
    case 'number':
    case 'timestamp':
      return { form: column.form, values: numbersByCode(codes, (code) => column.values[code]!) };
    default:
      return columnOfValues(Array.from(codes, (code) => values[code]));
  }
};
