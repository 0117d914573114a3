// The aggregates: a state over many groups, how rows go into it, how two states meet, and the answer of a
// group. States are plain data, so they can be made apart and merged in any order to the same answer.

import type { AggregateFunctionName } from '../../grammar/index.ts';
import { type Column, MISSING_BOOLEAN } from '../segments/index.ts';
import { isTimestamp, naturalOrder, numberOrMissing, textToNumber, type Value } from '../values/index.ts';
import { type Aggregate, eachValue } from './aggregate-feed.ts';
import { frequentValues, joinedValues } from './aggregate-frequencies.ts';
import { pickByOrder, pickByTime } from './aggregate-picks.ts';
import { rates } from './aggregate-rate.ts';
import {
  addToMoments,
  addToNumberCounts,
  addToPercentiles,
  addToSum,
  countOf,
  createMoments,
  createNumberCounts,
  createPercentiles,
  createSums,
  type ExactMoments,
  type ExactSums,
  histogramOf,
  mergeMoments,
  mergeNumberCounts,
  mergePercentiles,
  mergeSums,
  type NumberCounts,
  type Percentiles,
  percentileOf,
  stddevOf,
  sumOf,
  varianceOf,
} from './aggregates/index.ts';
import { keyText } from './group-rows.ts';

const isPresent = (column: Column): ((row: number) => boolean) => {
  switch (column.form) {
    case 'number':
    case 'timestamp':
    case 'numeral':
      return (row) => !Number.isNaN(column.values[row]!);
    case 'boolean':
      return (row) => column.values[row] !== MISSING_BOOLEAN;
    case 'slices':
    case 'shaped':
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
  answer: (state, group, call) => percentileOf(state, group, call.parameter),
};

const histograms: Aggregate<NumberCounts> = {
  create: createNumberCounts,
  add: (state, feed) => {
    const { groups, values } = feed.numbers();
    for (let i = 0; i < values.length; i += 1) addToNumberCounts(state, groups[i]!, values[i]!);
  },
  merge: mergeNumberCounts,
  answer: (state, group, call) => histogramOf(state, group, call.parameter),
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

/** Distinct values: texts and what is the same as a text, and instants. */
type Distinct = { readonly texts: Set<string>; readonly instants: Set<number> };

const distinctOf = (state: (Distinct | undefined)[], group: number): Distinct => {
  let values = state[group];
  if (values === undefined) {
    values = { texts: new Set(), instants: new Set() };
    state[group] = values;
  }
  return values;
};

const distinct: Aggregate<(Distinct | undefined)[]> = {
  create: () => [],
  add: (state, feed) =>
    eachValue(feed, (group, value) => {
      const { texts, instants } = distinctOf(state, group);
      if (isTimestamp(value)) instants.add(value.ms);
      else texts.add(keyText(value));
    }),
  merge: (into, from, mapping) => {
    from.forEach((values, group) => {
      const { texts, instants } = distinctOf(into, mapping[group]!);
      for (const text of values?.texts ?? []) texts.add(text);
      for (const instant of values?.instants ?? []) instants.add(instant);
    });
  },
  answer: (state, group) => (state[group]?.texts.size ?? 0) + (state[group]?.instants.size ?? 0),
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
  values: joinedValues,
  topk: frequentValues,
  rate: rates,
  countOverTime: counts,
  sumOverTime: sum,
  histogram: histograms,
} as const satisfies Record<AggregateFunctionName, unknown>;

/** Its state is known to nobody but itself. */
export const aggregateOf = (name: AggregateFunctionName): Aggregate<unknown> =>
  functions[name] as unknown as Aggregate<unknown>;

/** Aggregates with the same state over the same argument share it: avg and sum, all percentiles, all topk. */
export const stateKind = (name: AggregateFunctionName): string => {
  switch (name) {
    case 'countOverTime':
      return 'count';
    case 'avg':
    case 'sumOverTime':
      return 'sum';
    case 'median':
      return 'pct';
    case 'stddev':
      return 'variance';
    case 'topk':
      return 'values';
    default:
      return name;
  }
};
