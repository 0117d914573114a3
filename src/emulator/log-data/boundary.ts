// Boundaries: places between two events of a log group, from which reading goes on forward or backward.
//
// Events are in the order of their keys, which begin with their time (src/store/event-id.ts). Keys are unique
// but where one and the same event was imported twice: then the boundary counts.

import { compareKeys } from '../../store/index.ts';

/** Behind all events with a lesser key, and behind so many of those with this one. */
export type Boundary = { readonly key: string; readonly count: number };

export const KEY = '[0-9]{56,64}';

/** Is the event, the `index`th of its key, behind the boundary? */
export const isBehind = (boundary: Boundary, key: string, index: number): boolean => {
  const order = compareKeys(key, boundary.key);
  return order > 0 || (order === 0 && index >= boundary.count);
};
