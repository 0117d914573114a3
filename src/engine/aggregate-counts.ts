// How many values each group has.

import { type Column, MISSING_BOOLEAN, MISSING_WORD } from '../segments/index.ts';
import type { Aggregate } from './aggregate-feed.ts';
import type { Selection } from './batch.ts';
import { giveBack, ofGroups, withRoom } from './growing-numbers.ts';

/** By group; there is room for more. Plain data. */
type Counts = { counts: Float64Array<ArrayBuffer> };

type Counting = {
  readonly counts: Float64Array;
  readonly groups: Uint32Array;
  readonly selection: Selection;
};

const countAll = ({ counts, groups, selection }: Counting): void => {
  for (let i = 0; i < selection.length; i += 1) counts[groups[selection[i]!]!]! += 1;
};

const countNumbers = ({ counts, groups, selection }: Counting, values: Float64Array): void => {
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const n = values[row]!;
    if (!Number.isNaN(n)) counts[groups[row]!]! += 1;
  }
};

const countCodes = (
  { counts, groups, selection }: Counting,
  codes: Uint8Array | Uint16Array | Uint32Array,
  missingCode: number,
): void => {
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    if (codes[row] !== missingCode) counts[groups[row]!]! += 1;
  }
};

const countPresent = (counting: Counting, column: Column): void => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      countNumbers(counting, column.values);
      return;
    case 'boolean':
      countCodes(counting, column.values, MISSING_BOOLEAN);
      return;
    case 'dictionary':
      countCodes(counting, column.codes, 0);
      return;
    case 'slices':
    case 'shaped':
      countAll(counting);
      return;
    case 'text':
    case 'mixed': {
      if (column.form === 'text' && column.packed !== undefined) {
        if (column.packed.odd === undefined) countAll(counting);
        else countCodes(counting, column.packed.odd.codes, MISSING_WORD);
        return;
      }
      const { counts, groups, selection } = counting;
      for (const row of selection) if (column.values[row] !== undefined) counts[groups[row]!]! += 1;
      return;
    }
    case 'constant':
      if (column.value !== undefined) countAll(counting);
  }
};

export const counts: Aggregate<Counts> = {
  create: () => ({ counts: new Float64Array(0) }),
  add: (state, { batch, groups, groupCount, column }) => {
    state.counts = withRoom(state.counts, groupCount);
    countPresent({ counts: state.counts, groups, selection: batch.selection }, column);
  },
  merge: (into, from, mapping) => {
    const length = Math.min(mapping.length, from.counts.length);
    for (let group = 0; group < length; group += 1) {
      const target = mapping[group]!;
      into.counts = withRoom(into.counts, target + 1);
      into.counts[target]! += from.counts[group]!;
    }
    giveBack(from.counts);
  },
  answer: ({ counts }, group) => counts[group] ?? 0,
  column: ({ counts }, count) => ({ form: 'number', values: ofGroups(counts, count) }),
};
