// How many different values each group has. Values that are the same text are one; instants are apart.

import { type Column, wordCount } from '../segments/index.ts';
import { type Aggregate, eachValue, type Feed } from './aggregate-feed.ts';
import { type Combinations, createCombinations, numberOfCodes } from './combinations.ts';
import {
  codeOf,
  codeOfText,
  codeOfUuid,
  createInterned,
  type Interned,
  mergeInterned,
} from './group-keys.ts';
import { withRoom } from './group-numbers.ts';
import { hashesOfTexts, hashOfUuid } from './text-hash.ts';

/** Each value is kept once, whatever the groups it is in. Plain data. */
type Distinct = {
  readonly values: Interned;
  /** By value, the group + 1 in which it was first seen; there is room for more. */
  firsts: Float64Array;
  /** Group and value where a value is seen in other groups too. */
  readonly others: Combinations;
  /** By group. */
  counts: Float64Array;
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

type CodeOfWord = (word: number) => number;

const textCode = (values: Interned, words: readonly string[]): CodeOfWord => {
  const hashes = hashesOfTexts(words);
  return (word) => codeOfText(values, words[word]!, hashes[word]!);
};

const uuidCode =
  (values: Interned, uuids: Uint32Array): CodeOfWord =>
  (word) =>
    codeOfUuid(values, uuids, word - 1, hashOfUuid(uuids, word - 1));

/** A word is looked at where its group is another than the last one it was seen in. */
const addWords = (
  state: Distinct,
  { batch, groups }: Feed,
  column: Extract<Column, { form: 'dictionary' }>,
): void => {
  const { selection } = batch;
  const { codes, uuids } = column;
  const count = wordCount(column);
  /** By word: the group + 1, and the value's code. */
  const lastGroups = new Uint32Array(count);
  const known = new Uint32Array(count);
  const codeOfWord =
    uuids === undefined ? textCode(state.values, column.words) : uuidCode(state.values, uuids);
  const pair = new Uint32Array(2);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const word = codes[row]!;
    const group = groups[row]!;
    if (word === 0 || lastGroups[word] === group + 1) continue;
    if (known[word] === 0) known[word] = codeOfWord(word);
    lastGroups[word] = group + 1;
    pair[0] = group;
    pair[1] = known[word]!;
    addPair(state, pair);
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
    if (feed.column.form === 'dictionary') {
      addWords(state, feed, feed.column);
      return;
    }
    const pair = new Uint32Array(2);
    eachValue(feed, (group, value) => {
      pair[0] = group;
      pair[1] = codeOf(state.values, value);
      addPair(state, pair);
    });
  },
  kept: ({ values, others }) => values.values.length + others.count,
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
    const [groups, values] = from.others.members as [Uint32Array, Uint32Array];
    for (let number = 0; number < from.others.count; number += 1) add(groups[number]!, values[number]!);
  },
  answer: ({ counts }, group) => counts[group] ?? 0,
  column: ({ counts }, count) => ({ form: 'number', values: withRoom(counts, count).subarray(0, count) }),
};
