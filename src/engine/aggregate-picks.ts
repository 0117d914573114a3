// Aggregates that pick one of the values: by the time of their events, or by natural order.

import { valueAt } from '../segments/index.ts';
import { isTimestamp, naturalOrder, scalarOf, type Value } from '../values/index.ts';
import { type Aggregate, eachValue, type Feed } from './aggregate-feed.ts';
import { type Arrival, compareArrivals } from './arrival.ts';
import { arrivalOf } from './batch.ts';
import { numbersOf } from './column-values.ts';

/** A value and where its event stands: by time, and by arrival among equal times. */
export type Stamped = Arrival & { readonly ms: number; readonly value: Value };

/** A timestamp that an aggregate picks comes out as its milliseconds (evidence 24). */
export const asPicked = (value: Value): Value => (isTimestamp(value) ? value.ms : value);

/** The time of the event of a row; NaN where it has none. */
export const stamps = ({ batch }: Feed): ((row: number) => number) => {
  const { order } = batch;
  if (order.kind === 'events') return (row) => order.timestamps[row]!;
  const numbers = numbersOf(batch.column('@timestamp'), batch.rowCount, batch.selection);
  return (row) => numbers[row]!;
};

/** The earliest (-1) or latest (1) of each group. Plain data. */
export type Extremity = (Stamped | undefined)[];

export const takeByTime = (sign: 1 | -1, state: Extremity, group: number, next: Stamped): void => {
  const best = state[group];
  const later =
    best === undefined ? 1 : next.ms - best.ms || compareArrivals(next, best) || next.part - best.part;
  if (best === undefined || sign * later > 0) state[group] = next;
};

export const mergeByTime = (
  sign: 1 | -1,
  into: Extremity,
  from: Extremity,
  mapping: ArrayLike<number>,
): void => {
  from.forEach((stamped, group) => {
    if (stamped !== undefined) takeByTime(sign, into, mapping[group]!, stamped);
  });
};

/** Rows are looked at from the end whose events win, so that most have lost before their value is read. */
export const pickByTime = (sign: 1 | -1): Aggregate<Extremity> => ({
  create: () => [],
  add: (state, feed) => {
    const msOf = stamps(feed);
    const { batch, groups, column } = feed;
    const { selection, order } = batch;
    // From the end the last groups come first: room for all, so that the array stays one.
    while (state.length < feed.groupCount) state.push(undefined);
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[sign === 1 ? selection.length - 1 - i : i]!;
      const group = groups[row]!;
      const ms = msOf(row);
      const best = state[group];
      if (Number.isNaN(ms) || (best !== undefined && sign * (ms - best.ms) < 0)) continue;
      const value = scalarOf(valueAt(column, row));
      if (value === undefined) continue;
      takeByTime(sign, state, group, { ms, ...arrivalOf(order, row), value: asPicked(value) });
    }
  },
  merge: (into, from, mapping) => mergeByTime(sign, into, from, mapping),
  answer: (state, group) => state[group]?.value,
});

export const pickByOrder = (sign: 1 | -1): Aggregate<Value[]> => {
  const take = (state: Value[], group: number, value: Value): void => {
    const best = state[group];
    if (best === undefined || sign * naturalOrder(value, best) > 0) state[group] = value;
  };
  return {
    create: () => [],
    add: (state, feed) => eachValue(feed, (group, value) => take(state, group, asPicked(value))),
    merge: (into, from, mapping) => {
      from.forEach((value, group) => {
        if (value !== undefined) take(into, mapping[group]!, value);
      });
    },
    answer: (state, group) => state[group],
  };
};
