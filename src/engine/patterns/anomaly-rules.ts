// When a pattern is unusual: one rule for each of the five documented kinds (docs/fidelity.md, "anomaly-*").
// Each answers a sentence, or undefined. Thresholds are set so that chance alone hardly ever reaches them: a
// user who is shown dull things stops looking.

import { printNumber, printTimestamp } from '../../values/index.ts';
import type { MinedPattern, MinedToken } from './mine.ts';
import { bucketEdge, type NumberTally } from './number-tally.ts';
import { medianOf, type Range, sliceUp } from './slices.ts';
import type { TimeSlots } from './time-slots.ts';

export type Rule = (pattern: MinedPattern, range: Range, all: readonly MinedPattern[]) => string | undefined;

const percent = (share: number): string => `${printNumber(Math.round(1000 * share) / 10)} %`;

/** New is what began in the last quarter; by chance a pattern does so with probability 4^-events. */
const NEW_PART = 0.75;
const NEW_EVENTS_LEAST = 5;
/** Others must have been there in the first half, or everything would be new. */
const OTHERS_PART = 0.5;
const OTHERS_EVENTS_LEAST = 10;

export const newPattern: Rule = (pattern, { startMs, endMs }, all) => {
  const from = startMs + NEW_PART * (endMs - startMs);
  if (pattern.count < NEW_EVENTS_LEAST || !Number.isFinite(pattern.firstMs) || pattern.firstMs < from)
    return undefined;
  if (pattern.baselineCount > 0) return undefined;
  const before = startMs + OTHERS_PART * (endMs - startMs);
  const hasOthers = all.some(
    (other) => other !== pattern && other.count >= OTHERS_EVENTS_LEAST && other.firstMs < before,
  );
  return hasOthers ? `first seen at ${printTimestamp(pattern.firstMs)}, late in the range` : undefined;
};

/** Six standard deviations, of what the other slices show and of what counting events by chance gives. */
const FREQUENCY_DEVIATIONS = 6;
/** The median absolute deviation of normal data is so much less than the standard deviation. */
const MAD_TO_DEVIATION = 1.4826;
const FREQUENCY_EVENTS_LEAST = 10;
const FREQUENCY_FACTOR_LEAST = 2;
/** What more slices than a tenth do is the habit of the pattern. */
const UNUSUAL_PART_MOST = 0.1;

/** How far the slice is from the others, in deviations; 0 when that is not unusual. */
const deviationOf = (counts: readonly number[], index: number, isWhole: boolean): number => {
  const others = counts.filter((_, other) => other !== index);
  const median = medianOf(others);
  const difference = counts[index]! - median;
  if (difference < 0 && !isWhole) return 0;
  const [low, high] = difference < 0 ? [counts[index]!, median] : [median, counts[index]!];
  if (high - low < FREQUENCY_EVENTS_LEAST || high < FREQUENCY_FACTOR_LEAST * low) return 0;
  const spread = MAD_TO_DEVIATION * medianOf(others.map((count) => Math.abs(count - median)));
  const deviations = Math.abs(difference) / Math.max(spread, Math.sqrt(median), 1);
  return deviations > FREQUENCY_DEVIATIONS ? deviations : 0;
};

export const patternFrequency: Rule = (pattern, range, all) => {
  const slices = sliceUp(pattern.slots, range);
  if (slices === undefined || newPattern(pattern, range, all) !== undefined) return undefined;
  const { counts, isWhole, firstMs, widthMs } = slices;
  const deviations = counts.map((_, index) => deviationOf(counts, index, isWhole(index)));
  const unusual = deviations.filter((deviation) => deviation > 0).length;
  if (unusual === 0 || unusual > Math.max(1, UNUSUAL_PART_MOST * counts.length)) return undefined;
  const index = deviations.indexOf(Math.max(...deviations));
  const usual = medianOf(counts.filter((_, other) => other !== index));
  const from = printTimestamp(firstMs + index * widthMs);
  return `${counts[index]} events in the ${printNumber(widthMs / 1000)} s from ${from}, usually ${printNumber(usual)}`;
};

/** A rare value makes up less than this part… */
const RARE_PART = 0.01;
/** …and every other one more than this. */
const FREQUENT_PART = 0.05;
const VARIATION_EVENTS_LEAST = 200;
const variable = new Set(['Token', 'IP', 'ID', 'Email']);

const variationOf = ({ name, kind, values, hasMoreValues }: MinedToken): string | undefined => {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  if (!variable.has(kind) || hasMoreValues || total < VARIATION_EVENTS_LEAST) return undefined;
  const rare = values.filter(({ count }) => count < RARE_PART * total);
  const isClear = values.every(({ count }) => count < RARE_PART * total || count > FREQUENT_PART * total);
  if (!isClear || rare.length === 0 || rare.length === values.length) return undefined;
  const shown = rare.map(({ text, count }) => `"${text}" (${count} of ${total})`).join(', ');
  return `unusual value of <${name}>: ${shown}`;
};

const firstOf = <T>(items: readonly T[], describe: (item: T) => string | undefined): string | undefined => {
  for (const item of items) {
    const description = describe(item);
    if (description !== undefined) return description;
  }
  return undefined;
};

export const tokenVariation: Rule = ({ tokens }) => firstOf(tokens, variationOf);

/** Fences three times the distance between the quartiles away ("far out", Tukey 1977). */
const FENCE = 3;
/** Numbers that hardly differ must still leave their neighbourhood. */
const SPREAD_LEAST = 0.1;
const NUMBERS_LEAST = 50;
const OUTLIERS_PART_MOST = 0.01;

type Bucket = readonly [edge: number, count: number];

const quantile = (buckets: readonly Bucket[], rank: number): number => {
  let left = rank;
  for (const [edge, count] of buckets) {
    left -= count;
    if (left <= 0) return edge;
  }
  return Number.NaN;
};

/**
 * Long tails are no anomaly: durations are spread evenly on a logarithmic scale, so a positive number must lie
 * outside the fences of both scales.
 */
const isOutside = (value: number, low: number, high: number, middle: number): boolean => {
  const spread = Math.max(high - low, SPREAD_LEAST * Math.abs(middle));
  if (value >= low - FENCE * spread && value <= high + FENCE * spread) return false;
  if (low <= 0 || value <= 0) return true;
  const ratio = (high / low) ** FENCE;
  return value < low / ratio || value > high * ratio;
};

const outlierOf = ({ buckets, least, most }: NumberTally): string | undefined => {
  const sorted = [...buckets]
    .map(([key, count]): Bucket => [bucketEdge(key), count])
    .sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, times]) => sum + times, 0);
  if (count < NUMBERS_LEAST) return undefined;
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(sorted, Math.ceil(part * count)));
  const outside = sorted.filter(([edge]) => isOutside(edge, low!, high!, middle!));
  const outliers = outside.reduce((sum, [, times]) => sum + times, 0);
  if (outliers === 0 || outliers > OUTLIERS_PART_MOST * count + 1) return undefined;
  const farthest = outside.at(-1)![0] > middle! ? most : least;
  return `${printNumber(farthest)} where half of the numbers are from ${printNumber(low!)} to ${printNumber(high!)}`;
};

export const numericalToken: Rule = ({ tokens }) =>
  firstOf(tokens, ({ name, numbers, failures }) => {
    const outlier = numbers === undefined || failures !== undefined ? undefined : outlierOf(numbers);
    return outlier && `unusual number at <${name}>: ${outlier}`;
  });

/** Of a slice and of the others. */
const CODES_LEAST = 20;
const FAILURES_LEAST = 10;
const SHARE_FACTOR = 3;
const SHARE_MORE = 0.1;

const httpSlice = (events: TimeSlots, failures: TimeSlots, range: Range): string | undefined => {
  const all = sliceUp(events, range);
  if (all === undefined) return undefined;
  const failed = new Array<number>(all.counts.length).fill(0);
  for (const [slot, count] of failures.counts) {
    const index = Math.floor((slot * failures.widthMs - all.firstMs) / all.widthMs);
    if (index >= 0 && index < failed.length) failed[index]! += count;
  }
  const total = all.counts.reduce((sum, count) => sum + count, 0);
  const totalFailed = failed.reduce((sum, count) => sum + count, 0);
  const shares = all.counts.map((count, index) => {
    const rest = total - count;
    const usual = (totalFailed - failed[index]!) / rest;
    const share = failed[index]! / count;
    const isFar = share > SHARE_FACTOR * usual && share > usual + SHARE_MORE;
    return count >= CODES_LEAST && rest >= CODES_LEAST && failed[index]! >= FAILURES_LEAST && isFar
      ? share
      : 0;
  });
  const index = shares.indexOf(Math.max(...shares));
  const share = shares[index]!;
  if (share === 0) return undefined;
  const usual = (totalFailed - failed[index]!) / (total - all.counts[index]!);
  const from = printTimestamp(all.firstMs + index * all.widthMs);
  return `${percent(share)} of the HTTP codes are 4xx or 5xx in the ${printNumber(all.widthMs / 1000)} s from ${from}, otherwise ${percent(usual)}`;
};

export const httpErrorCode: Rule = ({ tokens, slots }, range) =>
  firstOf(tokens, ({ failures }) => failures && httpSlice(slots, failures, range));
