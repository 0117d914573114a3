// The aggregates: a state over many groups, how rows go into it, how two states meet, and the answer of a
// group. States are plain data, so they can be made apart and merged in any order to the same answer.

import type { AggregateFunctionName } from '../../grammar/index.ts';
import type { AggregateCall } from '../plan/index.ts';
import { type Column, MISSING_BOOLEAN, valueAt } from '../segments/index.ts';
import { isTimestamp, naturalOrder, numberOrMissing, textToNumber, type Value } from '../values/index.ts';
import {
  addToMoments,
  addToPercentiles,
  addToSum,
  countOf,
  createMoments,
  createPercentiles,
  createSums,
  type ExactMoments,
  type ExactSums,
  mergeMoments,
  mergePercentiles,
  mergeSums,
  type PercentileMode,
  type Percentiles,
  percentileOf,
  stddevOf,
  sumOf,
  varianceOf,
} from './aggregates/index.ts';
import type { Batch } from './batch.ts';
import { numbersOf } from './column-values.ts';
import { keyText } from './group-rows.ts';

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

export type Aggregate<State> = {
  readonly create: (mode: PercentileMode) => State;
  readonly add: (state: State, feed: Feed) => void;
  readonly merge: (into: State, from: State, mapping: Uint32Array) => void;
  readonly answer: (state: State, group: number, call: AggregateCall) => Value;
};

const eachValue = (
  { batch, groups, column }: Feed,
  take: (group: number, value: Exclude<Value, undefined>, row: number) => void,
): void => {
  const { selection } = batch;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const value = valueAt(column, row);
    if (value !== undefined) take(groups[row]!, value, row);
  }
};

const isPresent = (column: Column): ((row: number) => boolean) => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return (row) => !Number.isNaN(column.values[row]!);
    case 'boolean':
      return (row) => column.values[row] !== MISSING_BOOLEAN;
    case 'slices':
      return () => true;
    case 'dictionary':
      return (row) => column.codes[row] !== 0;
    case 'text':
    case 'mixed':
      return (row) => column.values[row] !== undefined;
    case 'constant':
      return () => column.value !== undefined;
  }
};

const counts: Aggregate<number[]> = {
  create: () => [],
  add: (state, { batch, groups, column }) => {
    const present = isPresent(column);
    const { selection } = batch;
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      const group = groups[row]!;
      while (state.length <= group) state.push(0);
      if (present(row)) state[group]! += 1;
    }
  },
  merge: (into, from, mapping) => {
    from.forEach((count, group) => {
      const target = mapping[group]!;
      into[target] = (into[target] ?? 0) + count;
    });
  },
  answer: (state, group) => state[group] ?? 0,
};

const sums = (answer: (state: ExactSums, group: number) => Value): Aggregate<ExactSums> => ({
  create: createSums,
  add: (state, feed) => {
    const { groups, values } = feed.numbers();
    for (let i = 0; i < values.length; i += 1) addToSum(state, groups[i]!, values[i]!);
  },
  merge: mergeSums,
  answer,
});

const sum = sums((state, group) =>
  countOf(state, group) === 0 ? undefined : numberOrMissing(sumOf(state, group)),
);
const average = sums((state, group) =>
  countOf(state, group) === 0 ? undefined : numberOrMissing(sumOf(state, group) / countOf(state, group)),
);

const moments = (answer: (state: ExactMoments, group: number) => number): Aggregate<ExactMoments> => ({
  create: createMoments,
  add: (state, feed) => {
    const { groups, values } = feed.numbers();
    for (let i = 0; i < values.length; i += 1) addToMoments(state, groups[i]!, values[i]!);
  },
  merge: mergeMoments,
  answer: (state, group) => numberOrMissing(answer(state, group)),
});

const percentiles: Aggregate<Percentiles> = {
  create: createPercentiles,
  add: (state, feed) => {
    const { groups, values } = feed.numbers();
    for (let i = 0; i < values.length; i += 1) addToPercentiles(state, groups[i]!, values[i]!);
  },
  merge: mergePercentiles,
  answer: (state, group, call) => percentileOf(state, group, call.percent),
};

/** The extreme number of each group, and the extreme text, which counts only where there is no number. */
type Extremes = { readonly numbers: number[]; readonly texts: (string | undefined)[] };

const extremes = (sign: 1 | -1): Aggregate<Extremes> => {
  const takeNumber = (state: Extremes, group: number, n: number): void => {
    const best = state.numbers[group];
    if (best === undefined || Number.isNaN(best) || sign * (n - best) > 0) state.numbers[group] = n;
  };
  const takeText = (state: Extremes, group: number, text: string): void => {
    const best = state.texts[group];
    if (best === undefined || sign * naturalOrder(text, best) > 0) state.texts[group] = text;
  };
  return {
    create: () => ({ numbers: [], texts: [] }),
    add: (state, feed) => {
      const { groups, values } = feed.numbers();
      for (let i = 0; i < values.length; i += 1) takeNumber(state, groups[i]!, values[i]!);
      const { form } = feed.column;
      if (form === 'number' || form === 'timestamp' || form === 'numeral' || form === 'boolean') return;
      eachValue(feed, (group, value) => {
        if (typeof value === 'string' && Number.isNaN(textToNumber(value))) takeText(state, group, value);
      });
    },
    merge: (into, from, mapping) => {
      from.numbers.forEach((n, group) => {
        if (!Number.isNaN(n)) takeNumber(into, mapping[group]!, n);
      });
      from.texts.forEach((text, group) => {
        if (text !== undefined) takeText(into, mapping[group]!, text);
      });
    },
    answer: (state, group) => state.numbers[group] ?? state.texts[group],
  };
};

const distinct: Aggregate<(Set<string> | undefined)[]> = {
  create: () => [],
  add: (state, feed) =>
    eachValue(feed, (group, value) => {
      state[group] ??= new Set();
      state[group].add(keyText(value));
    }),
  merge: (into, from, mapping) => {
    from.forEach((values, group) => {
      const target = mapping[group]!;
      into[target] ??= new Set();
      for (const value of values ?? []) into[target].add(value);
    });
  },
  answer: (state, group) => state[group]?.size ?? 0,
};

/** A value and where its event stands: by time, and by arrival among equal times. */
type Stamped = { readonly ms: number; readonly sequence: number; readonly value: Value };

/** A timestamp that an aggregate picks comes out as its milliseconds (evidence 24). */
const asPicked = (value: Value): Value => (isTimestamp(value) ? value.ms : value);

const stamps = ({ batch }: Feed): ((row: number) => number) => {
  const { order } = batch;
  if (order.kind === 'events') return (row) => order.timestamps[row]!;
  const numbers = numbersOf(batch.column('@timestamp'), batch.rowCount, batch.selection);
  return (row) => numbers[row]!;
};

const pickByTime = (sign: 1 | -1): Aggregate<(Stamped | undefined)[]> => {
  const take = (state: (Stamped | undefined)[], group: number, next: Stamped): void => {
    const best = state[group];
    const later = best === undefined ? 1 : next.ms - best.ms || next.sequence - best.sequence;
    if (best === undefined || sign * later > 0) state[group] = next;
  };
  return {
    create: () => [],
    add: (state, feed) => {
      const msOf = stamps(feed);
      const { sequence } = feed.batch.order;
      eachValue(feed, (group, value, row) => {
        const ms = msOf(row);
        const best = state[group];
        if (best !== undefined && sign * (ms - best.ms) < 0) return;
        take(state, group, { ms, sequence: sequence + row, value: asPicked(value) });
      });
    },
    merge: (into, from, mapping) => {
      from.forEach((stamped, group) => {
        if (stamped !== undefined) take(into, mapping[group]!, stamped);
      });
    },
    answer: (state, group) => state[group]?.value,
  };
};

const pickByOrder = (sign: 1 | -1): Aggregate<Value[]> => {
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

/** Keyed by name, so that an aggregate without meaning does not compile. */
const functions = {
  count: counts,
  sum,
  avg: average,
  min: extremes(-1),
  max: extremes(1),
  median: percentiles,
  pct: percentiles,
  stddev: moments(stddevOf),
  variance: moments(varianceOf),
  countDistinct: distinct,
  earliest: pickByTime(-1),
  latest: pickByTime(1),
  sortsFirst: pickByOrder(-1),
  sortsLast: pickByOrder(1),
} as const satisfies Record<AggregateFunctionName, unknown>;

/** Its state is known to nobody but itself. */
export const aggregateOf = (name: AggregateFunctionName): Aggregate<unknown> =>
  functions[name] as unknown as Aggregate<unknown>;

/** Aggregates with the same state over the same argument share it: avg and sum, all percentiles. */
export const stateKind = (name: AggregateFunctionName): string => {
  switch (name) {
    case 'avg':
      return 'sum';
    case 'median':
      return 'pct';
    case 'stddev':
      return 'variance';
    default:
      return name;
  }
};
