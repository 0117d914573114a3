// What the states of aggregates are fed: the rows of a batch with their groups, and the argument's values.

import type { AggregateCall } from '../plan/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import { isStructure, type Scalar, type Value } from '../values/index.ts';
import type { PercentileMode } from './aggregates/index.ts';
import type { Batch } from './batch.ts';
import { numbersOf } from './column-values.ts';

export type Aggregate<State> = {
  readonly create: (mode: PercentileMode) => State;
  readonly add: (state: State, feed: Feed) => void;
  readonly merge: (into: State, from: State, mapping: Uint32Array) => void;
  readonly answer: (state: State, group: number, call: AggregateCall) => Value;
};

/** Numbers of the selected rows, NaN left out, each with its group. */
export type GroupedNumbers = { readonly groups: Uint32Array; readonly values: Float64Array };

/** What a state is fed: the rows of a batch, the group of each, the argument's column and its numbers. */
export type Feed = {
  readonly batch: Batch;
  readonly groups: Uint32Array;
  readonly column: Column;
  /** Made when first asked for, and once for all aggregates of the same argument. */
  readonly numbers: () => GroupedNumbers;
};

const groupNumbers = (batch: Batch, groups: Uint32Array, column: Column): GroupedNumbers => {
  const { selection } = batch;
  const numbers = numbersOf(column, batch.rowCount, selection);
  const found = { groups: new Uint32Array(selection.length), values: new Float64Array(selection.length) };
  let count = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const n = numbers[row]!;
    if (Number.isNaN(n)) continue;
    found.groups[count] = groups[row]!;
    found.values[count] = n;
    count += 1;
  }
  return { groups: found.groups.subarray(0, count), values: found.values.subarray(0, count) };
};

export const feedOf = (batch: Batch, groups: Uint32Array, column: Column): Feed => {
  let numbers: GroupedNumbers | undefined;
  return {
    batch,
    groups,
    column,
    numbers: () => {
      numbers ??= groupNumbers(batch, groups, column);
      return numbers;
    },
  };
};

/** Values of the selected rows, missing ones and structures left out, each with its group and row. */
export const eachValue = (
  { batch, groups, column }: Feed,
  take: (group: number, value: Exclude<Scalar, undefined>, row: number) => void,
): void => {
  const { selection } = batch;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const value = valueAt(column, row);
    if (value !== undefined && !isStructure(value)) take(groups[row]!, value, row);
  }
};
