// Groups in the order of their keys, without a list of keys for each of them.

import { type Column, UUID_NUMBERS, uuidColumn } from '../segments/index.ts';
import { columnOfValues } from './column-values.ts';
import { type ComparePlaces, compareKeys, orderOfPlaces } from './compare-keys.ts';
import { type Interned, valueOfCode } from './group-keys.ts';
import { type Groups, keysOfGroup } from './group-rows.ts';

/** Of timestamps alone or of no timestamps: both kinds together have no order that is one. */
const isOrdered = ({ instants, values }: Interned): boolean =>
  instants.size === 0 || instants.size === values.length - 1;

/** compareKeys of the groups; equal ones as they came. Undefined where that is no order (see sortedGroups). */
export const groupOrder = ({ keys, members }: Groups): ComparePlaces | undefined => {
  if (!keys.every(isOrdered)) return undefined;
  const orders = keys.map((interned) =>
    orderOfPlaces(interned.values.length, (code) => valueOfCode(interned, code)),
  );
  // Timestamps newest first, and behind them what has none.
  const signs = keys.map(({ instants }) => (instants.size > 0 ? -1 : 1));
  return (a, b) => {
    for (let key = 0; key < orders.length; key += 1) {
      const codes = members[key]!;
      const difference = orders[key]!(codes[a]!, codes[b]!);
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

/** The key of every group as a column. */
export const keyColumn = ({ keys, members, count }: Groups, key: number): Column => {
  const interned = keys[key]!;
  const codes = members[key]!.subarray(0, count);
  const valueCount = interned.values.length;
  if (valueCount > 1 && interned.uuidCount === valueCount - 1)
    return uuidColumn(interned.uuids.subarray(UUID_NUMBERS, valueCount * UUID_NUMBERS), codes);
  const values =
    interned.uuidCount === 0
      ? interned.values
      : interned.values.map((_, code) => valueOfCode(interned, code));
  const column = columnOfValues(values);
  switch (column.form) {
    case 'text':
      // Code 0 is missing in both.
      return { form: 'dictionary', words: values as readonly string[], codes };
    case 'number':
    case 'timestamp':
      return { form: column.form, values: Float64Array.from(codes, (code) => column.values[code]!) };
    default:
      return columnOfValues(Array.from(codes, (code) => values[code]));
  }
};
