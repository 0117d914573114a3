// The states of aggregates over many groups that need more than a number each: exact sums and moments,
// percentiles and histograms. States are plain data and merge in any order to the answer of one pass.

export {
  addToMoments,
  createMoments,
  type ExactMoments,
  mergeMoments,
  stddevOf,
  varianceOf,
} from './exact-moments.ts';
export {
  addAllToSums,
  addToSum,
  countOf,
  createSums,
  type ExactSums,
  mergeSums,
  sumOf,
} from './exact-sum.ts';
export {
  addToNumberCounts,
  createNumberCounts,
  histogramOf,
  mergeNumberCounts,
  type NumberCounts,
} from './histogram.ts';
export {
  addToPercentiles,
  createPercentiles,
  mergePercentiles,
  type PercentileMode,
  type Percentiles,
  percentileOf,
} from './percentiles.ts';
