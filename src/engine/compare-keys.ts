// The order of groups where nothing else is said.

import { isTimestamp, naturalOrder, type Value } from '../values/index.ts';

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
