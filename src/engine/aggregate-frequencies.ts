// Aggregates that show many values at once: the different ones, and the most frequent ones. Values that are
// the same text are one value; the answer is their texts, separated by commas (evidence 53).

import type { AggregateCall } from '../plan/index.ts';
import { missing, naturalOrder, textOf, type Value } from '../values/index.ts';
import { type Aggregate, eachValue } from './aggregate-feed.ts';

/** How often each text came. Plain data. */
type Frequencies = Map<string, number>;

const addTimes = (state: (Frequencies | undefined)[], group: number, text: string, times: number): void => {
  let frequencies = state[group];
  if (frequencies === undefined) {
    frequencies = new Map();
    state[group] = frequencies;
  }
  frequencies.set(text, (frequencies.get(text) ?? 0) + times);
};

/** A timestamp counts as its milliseconds, as it does where an aggregate picks one (evidence 24). */
const frequencies = (
  choose: (frequencies: Frequencies, call: AggregateCall) => readonly string[],
): Aggregate<(Frequencies | undefined)[]> => ({
  create: () => [],
  add: (state, feed) => eachValue(feed, (group, value) => addTimes(state, group, textOf(value) ?? '', 1)),
  merge: (into, from, mapping) => {
    from.forEach((found, group) => {
      for (const [text, times] of found ?? []) addTimes(into, mapping[group]!, text, times);
    });
  },
  answer: (state, group, call): Value => {
    const found = state[group];
    return found === undefined ? missing : choose(found, call).join(', ');
  },
});

export const joinedValues = frequencies((found) => [...found.keys()].sort(naturalOrder));

/** Equally frequent values in natural order, so that the answer depends on no order of events. */
export const frequentValues = frequencies((found, { parameter }) =>
  [...found]
    .sort(([a, times], [b, others]) => others - times || naturalOrder(a, b))
    .slice(0, parameter)
    .map(([text]) => text),
);
