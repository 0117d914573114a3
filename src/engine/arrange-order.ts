// The rows that an arrange stage holds, and their order.

import type { ArrangeStage } from '../plan/index.ts';
import { naturalOrder, type Value } from '../values/index.ts';
import { type Arrival, compareArrivals } from './arrival.ts';

/** `ms` and its arrival place the row in the stream; a table's rows have no time of their own. */
export type Place = Arrival & {
  readonly keys: readonly Value[];
  readonly ms: number;
  /** When its event arrived, which a table keeps beside the order of its rows; none for other rows. */
  readonly arrival: Arrival | undefined;
  /** The number that the first key counts as, or without keys the time; NaN for none. */
  readonly lead: number;
};

export type Row = Place & { readonly cells: readonly Value[] };

export type Compare = (a: Place, b: Place) => number;

/** A table keeps its order; events come newest first, and of equal times the last to arrive. */
const streamOrder: Compare = (a, b) => {
  if (Number.isNaN(a.ms)) return a.sequence - b.sequence;
  return b.ms - a.ms || compareArrivals(b, a) || a.part - b.part;
};

export const keyOrder = (stage: ArrangeStage): Compare => {
  const signs = stage.keys.map((key) => (key.descending ? -1 : 1));
  const time = stage.keys.find(({ isTime }) => isTime);
  const arrivalSign = time?.descending ? -1 : 1;
  return (a, b) => {
    for (let key = 0; key < signs.length; key += 1) {
      const sign = signs[key]!;
      const difference = naturalOrder(a.keys[key], b.keys[key]);
      if (difference !== 0) return sign * difference;
    }
    // Events of one millisecond are ordered as they arrived.
    if (time !== undefined && a.arrival !== undefined && b.arrival !== undefined) {
      const difference =
        arrivalSign * compareArrivals(a.arrival, b.arrival) || a.arrival.part - b.arrival.part;
      if (difference !== 0) return difference;
    }
    return streamOrder(a, b);
  };
};
