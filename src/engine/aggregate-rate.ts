// rate: by how much a number changes in a period, from the earliest event of the group to the latest.

import { numberOf, numberOrMissing } from '../values/index.ts';
import { type Aggregate, eachValue } from './aggregate-feed.ts';
import { type Extremity, mergeByTime, stamps, takeByTime } from './aggregate-picks.ts';
import { arrivalOf } from './batch.ts';

/** The first and the last number of each group, by the time of their events. Plain data. */
type Ends = { readonly first: Extremity; readonly last: Extremity };

export const rates: Aggregate<Ends> = {
  create: () => ({ first: [], last: [] }),
  add: ({ first, last }, feed) => {
    const msOf = stamps(feed);
    const { order } = feed.batch;
    eachValue(feed, (group, value, row) => {
      const n = numberOf(value);
      const ms = msOf(row);
      if (Number.isNaN(n) || Number.isNaN(ms)) return;
      if (ms > (first[group]?.ms ?? ms) && ms < (last[group]?.ms ?? ms)) return;
      const stamped = { ms, ...arrivalOf(order, row), value: n };
      takeByTime(-1, first, group, stamped);
      takeByTime(1, last, group, stamped);
    });
  },
  merge: (into, from, mapping) => {
    mergeByTime(-1, into.first, from.first, mapping);
    mergeByTime(1, into.last, from.last, mapping);
  },
  /** A constant has the rate 0, at a single instant too; two numbers at one instant have none. */
  answer: ({ first, last }, group, { parameter }) => {
    const [from, to] = [first[group], last[group]];
    if (from === undefined || to === undefined) return undefined;
    const change = numberOf(to.value) - numberOf(from.value);
    return change === 0 ? 0 : numberOrMissing((change / (to.ms - from.ms)) * parameter);
  },
};
