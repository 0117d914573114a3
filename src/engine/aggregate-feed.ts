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
  /** `from` is used up. */
  readonly merge: (into: State, from: State, mapping: Uint32Array) => void;
  readonly answer: (state: State, group: number, call: AggregateCall) => Value;
  /** How much the state keeps beside a few numbers for each group: values, for example. */
  readonly kept?: (state: State) => number;
  /** The answers of the first `count` groups at once, where the state has them as a column. */
  readonly column?: (state: State, count: number) => Column | undefined;
};

/** Numbers of the selected rows, NaN left out, each with its group. */
export type GroupedNumbers = { readonly groups: Uint32Array; readonly values: Float64Array };

/** What a state is fed: the rows of a batch, the group of each, the argument's column and its numbers. */
export type Feed = {
  readonly batch: Batch;
  readonly groups: Uint32Array;
  /** Groups are below this. */
  readonly groupCount: number;
  readonly column: Column;
  /** Made when first asked for, and once for all aggregates of the same argument. */
  readonly numbers: () => GroupedNumbers;
};

const isWithoutNaN = (values: Float64Array): boolean => {
  for (let i = 0; i < values.length; i += 1) if (Number.isNaN(values[i])) return false;
  return true;
};

const groupNumbers = ({ batch, groups, column }: Omit<Feed, 'numbers'>): GroupedNumbers => {
  const { selection, rowCount } = batch;
  const numbers = numbersOf(column, rowCount, selection);
  // All rows, each with a number: nothing to leave out.
  if (selection.length === rowCount && isWithoutNaN(numbers)) return { groups, values: numbers };
  const found = { groups: new Uint32Array(selection.length), values: new Float64Array(selection.length) };
  let count = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const n = numbers[row]!;
    found.groups[count] = groups[row]!;
    found.values[count] = n;
    // What is NaN is overwritten; a branch would be guessed wrong too often.
    count += Number(!Number.isNaN(n));
  }
  return { groups: found.groups.subarray(0, count), values: found.values.subarray(0, count) };
};

export const feedOf = (batch: Batch, groups: Uint32Array, column: Column, groupCount: number): Feed => {
  let numbers: GroupedNumbers | undefined;
  const given = { batch, groups, groupCount, column };
  return {
    ...given,
    numbers: () => {
      numbers ??= groupNumbers(given);
      return numbers;
    },
  };
};

/** How the values of rows are read one by one; the texts of numerals are spelled once. */
const readerOf = (column: Column): ((row: number) => Value) => {
  if (column.form === 'dictionary') {
    const { codes, words } = column;
    return (row) => (codes[row] === 0 ? undefined : words[codes[row]!]);
  }
  if (column.form !== 'numeral') return (row) => valueAt(column, row);
  const spelled = new Map<number, Value>();
  return (row) => {
    const n = column.values[row]!;
    if (Number.isNaN(n)) return undefined;
    let text = spelled.get(n);
    if (text === undefined) {
      text = valueAt(column, row);
      spelled.set(n, text);
    }
    return text;
  };
};

/** Values of the selected rows, missing ones and structures left out, each with its group and row. */
export const eachValue = (
  { batch, groups, column }: Feed,
  take: (group: number, value: Exclude<Scalar, undefined>, row: number) => void,
): void => {
  const { selection } = batch;
  const read = readerOf(column);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const value = read(row);
    if (value !== undefined && !isStructure(value)) take(groups[row]!, value, row);
  }
};
