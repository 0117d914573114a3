// The aggregates: a state over many groups, how rows go into it, how two states meet, and the answer of a
// group. States are plain data, so they can be made apart and merged in any order to the same answer.

import type { AggregateFunctionName } from '../../grammar/index.ts';
import { numberOrMissing } from '../values/index.ts';
import { counts } from './aggregate-counts.ts';
import { distinct } from './aggregate-distinct.ts';
import { extremes } from './aggregate-extremes.ts';
import type { Aggregate } from './aggregate-feed.ts';
import { frequentValues, joinedValues } from './aggregate-frequencies.ts';
import { pickByOrder, pickByTime } from './aggregate-picks.ts';
import { rates } from './aggregate-rate.ts';
import {
  addAllToSums,
  addToMoments,
  addToNumberCounts,
  addToPercentiles,
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

/** `answer` is NaN where it is missing. */
const sums = (answer: (state: ExactSums, group: number) => number): Aggregate<ExactSums> => ({
  create: createSums,
  add: (state, feed) => {
    const { groups, values } = feed.numbers();
    addAllToSums(state, groups, values, feed.groupCount);
  },
  merge: mergeSums,
  answer: (state, group) => numberOrMissing(answer(state, group)),
  column: (state, count) => {
    const values = new Float64Array(count);
    for (let group = 0; group < count; group += 1)
      values[group] = numberOrMissing(answer(state, group)) ?? Number.NaN;
    return { form: 'number', values };
  },
});

const sum = sums(sumOf);
const average = sums((state, group) => sumOf(state, group) / countOf(state, group));

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
