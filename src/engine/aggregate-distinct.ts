// How many different values each group has. Values that are the same text are one; instants are apart.

import type { Aggregate, Feed } from './aggregate-feed.ts';
import { type Combinations, createCombinations, numberOfCodes } from './combinations.ts';
import { giveBack, ofGroups, withRoom } from './growing-numbers.ts';
import { mergeInterned } from './interned.ts';
import { createInterned, type Interned } from './interned-values.ts';
import { codeFor, keyCodes } from './key-codes.ts';

/** Each value is kept once, whatever the groups it is in. Plain data. */
type Distinct = {
  readonly values: Interned;
  /** By value, the group + 1 in which it was first seen; there is room for more. */
  firsts: Float64Array<ArrayBuffer>;
  /** Group and value where a value is seen in other groups too. */
  readonly others: Combinations;
  /** By group. */
  counts: Float64Array<ArrayBuffer>;
};

/** `pair`: the group and the value, and room for both. */
const addPair = (state: Distinct, pair: Uint32Array): void => {
  const [group, value] = pair as Uint32Array & [number, number];
  if (value >= state.firsts.length) state.firsts = withRoom(state.firsts, value + 1);
  const first = state.firsts[value]!;
  if (first === group + 1) return;
  if (first === 0) state.firsts[value] = group + 1;
  else {
    const before = state.others.count;
    numberOfCodes(state.others, pair);
    if (state.others.count === before) return;
  }
  state.counts[group]! += 1;
};

/** A word is looked at where its group is another than the last one it was seen in. */
const addValues = (state: Distinct, { batch, groups, column }: Feed): void => {
  const { selection } = batch;
  const key = keyCodes(state.values, column, batch);
  /** By code of the column, the group + 1. */
  const lastGroups = key.known === undefined ? undefined : new Uint32Array(key.size);
  const pair = new Uint32Array(2);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const code = key.codes[row]!;
    const group = groups[row]!;
    if (lastGroups !== undefined) {
      if (lastGroups[code] === group + 1) continue;
      lastGroups[code] = group + 1;
    }
    pair[0] = group;
    pair[1] = codeFor(state.values, key, code);
    if (pair[1] !== 0) addPair(state, pair);
  }
};

export const distinct: Aggregate<Distinct> = {
  create: () => ({
    values: createInterned(),
    firsts: new Float64Array(0),
    others: createCombinations(2),
    counts: new Float64Array(0),
  }),
  add: (state, feed) => {
    state.counts = withRoom(state.counts, feed.groupCount);
    addValues(state, feed);
  },
  kept: ({ values, others }) => values.count + others.count,
  merge: (into, from, mapping) => {
    const codes = mergeInterned(into.values, from.values);
    const pair = new Uint32Array(2);
    const add = (group: number, value: number): void => {
      pair[0] = mapping[group]!;
      pair[1] = codes[value]!;
      into.counts = withRoom(into.counts, pair[0]! + 1);
      addPair(into, pair);
    };
    for (let value = 1; value < codes.length; value += 1) add(from.firsts[value]! - 1, value);
    const { codes: pairs, count } = from.others;
    for (let at = 0; at < 2 * count; at += 2) add(pairs[at]!, pairs[at + 1]!);
    giveBack(from.firsts, from.counts, pairs, from.others.slots);
  },
  answer: ({ counts }, group) => counts[group] ?? 0,
  column: ({ counts }, count) => ({ form: 'number', values: ofGroups(counts, count) }),
};
