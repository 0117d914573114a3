// The order of groups where nothing else is said, and orders of values that are compared many times.

import {
  compareChunks,
  isStructure,
  isTimestamp,
  naturalOrder,
  numberOf,
  type Value,
} from '../values/index.ts';

/** Timestamps newest first, all else in ascending natural order, key by key (docs/fidelity.md). */
export const compareKeys = (a: readonly Value[], b: readonly Value[]): number => {
  for (let key = 0; key < a.length; key += 1) {
    const x = a[key];
    const y = b[key];
    const difference = naturalOrder(x, y);
    if (difference !== 0) return isTimestamp(x) || isTimestamp(y) ? -difference : difference;
  }
  return 0;
};

export type ComparePlaces = (a: number, b: number) => number;

const UNSEEN = 0;
const MISSING = 1;
const TEXT = 2;
const NUMBER = 3;

/**
 * Natural order of so many values by their places. Whether a value is a number is found out once, when it is first
 * compared.
 */
export const orderOfPlaces = (count: number, valueAt: (place: number) => Value): ComparePlaces => {
  const kinds = new Uint8Array(count);
  const numbers = new Float64Array(count);
  const kindOf = (place: number): number => {
    const value = valueAt(place);
    const n = numberOf(value);
    numbers[place] = n;
    const kind = value === undefined || isStructure(value) ? MISSING : Number.isNaN(n) ? TEXT : NUMBER;
    kinds[place] = kind;
    return kind;
  };
  return (a, b) => {
    if (a === b) return 0;
    const x = kinds[a] === UNSEEN ? kindOf(a) : kinds[a]!;
    const y = kinds[b] === UNSEEN ? kindOf(b) : kinds[b]!;
    if (x !== y || x === MISSING) return x - y;
    if (x === TEXT) {
      const s = valueAt(a);
      const t = valueAt(b);
      return typeof s === 'string' && typeof t === 'string' ? compareChunks(s, t) : naturalOrder(s, t);
    }
    if (numbers[a] !== numbers[b]) return numbers[a]! < numbers[b]! ? -1 : 1;
    return naturalOrder(valueAt(a), valueAt(b));
  };
};
