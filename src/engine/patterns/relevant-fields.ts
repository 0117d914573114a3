// How well a field tells the events that meet a condition from the others, from 0 (not at all) to 1
// (entirely), and by which values (docs/fidelity.md, "relevance-score").
//
// Of words: the Jensen-Shannon divergence to base 2 (Lin 1991) of the values inside and outside, where to be
// missing is a value. Of numbers: the greatest distance of the two distribution functions (Kolmogorov,
// Smirnov), or of the shares that have the field, if that is more. Samples of one distribution differ as well;
// what is expected of that is taken off, and the rest stretched to 1. A value that came only once says nothing,
// so all such are one value: identifiers are no contributors.

import { printNumber, textToNumber } from '../../values/index.ts';
import { byCodePoint } from './characters.ts';
import { bucketEdge } from './number-tally.ts';
import type { Counts, FieldTally, RelevanceState } from './relevance.ts';

export type RelevantField = {
  readonly field: string;
  readonly score: number;
  /** `value (80 % vs 10 %)`: shares inside and outside. Of words. */
  readonly contributors: string | undefined;
  /** The lower median inside, and outside. Of numbers. */
  readonly conditionalMedian: number | undefined;
  readonly baselineMedian: number | undefined;
};

const CONTRIBUTORS_MOST = 5;

const beyondChance = (distance: number, chance: number): number =>
  chance >= 1 ? 0 : Math.max(0, (distance - chance) / (1 - chance));

type Shares = { readonly value: string; readonly inside: number; readonly outside: number };

const MISSING = '(missing)';

/** What is left is values that came once, of which no single one says anything. */
const sharesOf = (
  { values, present }: FieldTally,
  rows: Counts,
): { named: readonly Shares[]; rest: Shares } => {
  const named: Shares[] = [];
  const left: Counts = { inside: present.inside, outside: present.outside };
  const push = (value: string, { inside, outside }: Counts): void => {
    named.push({ value, inside: inside / rows.inside, outside: outside / rows.outside });
  };
  for (const [value, counts] of [...(values ?? [])].sort(([a], [b]) => byCodePoint(a, b))) {
    if (counts.inside + counts.outside < 2) continue;
    push(value, counts);
    left.inside -= counts.inside;
    left.outside -= counts.outside;
  }
  push(MISSING, { inside: rows.inside - present.inside, outside: rows.outside - present.outside });
  return {
    named,
    rest: { value: '', inside: left.inside / rows.inside, outside: left.outside / rows.outside },
  };
};

const divergence = (shares: readonly Shares[]): number => {
  const term = (share: number, mean: number): number => (share === 0 ? 0 : share * Math.log2(share / mean));
  let sum = 0;
  for (const { inside, outside } of shares) {
    const mean = (inside + outside) / 2;
    sum += term(inside, mean) + term(outside, mean);
  }
  return Math.min(1, Math.max(0, sum / 2));
};

/** What two samples of one distribution over so many values have on average (after Miller and Madow). */
const chanceDivergence = (values: number, { inside, outside }: Counts): number =>
  ((values - 1) * (1 / inside + 1 / outside)) / (8 * Math.LN2);

const percent = (share: number): string => `${printNumber(Math.round(1000 * share) / 10)}%`;

const contributorsOf = (shares: readonly Shares[]): string | undefined => {
  const shifted = shares
    .filter(({ inside, outside }) => inside > outside)
    .sort((a, b) => b.inside - b.outside - (a.inside - a.outside) || byCodePoint(a.value, b.value))
    .slice(0, CONTRIBUTORS_MOST)
    .map(({ value, inside, outside }) => `${value} (${percent(inside)} vs ${percent(outside)})`);
  return shifted.length === 0 ? undefined : shifted.join(', ');
};

const scoreWords = (field: string, tally: FieldTally, rows: Counts): RelevantField => {
  const { named, rest } = sharesOf(tally, rows);
  const shares = [...named, rest].filter(({ inside, outside }) => inside + outside > 0);
  return {
    field,
    score: beyondChance(divergence(shares), chanceDivergence(shares.length, rows)),
    contributors: contributorsOf(named),
    conditionalMedian: undefined,
    baselineMedian: undefined,
  };
};

type Numbers = readonly (readonly [number: number, counts: Counts])[];

/** Zero has no sign here. */
const numbersOf = ({ values, buckets }: FieldTally): Numbers => {
  const numbers: [number, Counts][] =
    values === undefined
      ? [...(buckets ?? [])].map(([bucket, counts]) => [bucketEdge(bucket), counts])
      : [...values].map(([value, counts]) => [textToNumber(value) + 0, counts]);
  return numbers.sort(([a], [b]) => a - b);
};

/** Equal numbers may be spelled differently, so a distance counts only where the next number is another. */
const greatestDistance = (numbers: Numbers, present: Counts): number => {
  let inside = 0;
  let outside = 0;
  let distance = 0;
  numbers.forEach(([n, counts], i) => {
    inside += counts.inside;
    outside += counts.outside;
    if (numbers[i + 1]?.[0] === n) return;
    distance = Math.max(distance, Math.abs(inside / present.inside - outside / present.outside));
  });
  return distance;
};

/** The mean of Kolmogorov's distribution: √(π/2) · ln 2. */
const KOLMOGOROV_MEAN = Math.sqrt(Math.PI / 2) * Math.LN2;

const lowerMedian = (numbers: Numbers, side: keyof Counts, count: number): number | undefined => {
  let left = Math.ceil(count / 2);
  for (const [n, counts] of count === 0 ? [] : numbers) {
    left -= counts[side];
    if (left <= 0) return n;
  }
  return undefined;
};

const scoreNumbers = (field: string, tally: FieldTally, rows: Counts): RelevantField => {
  const { present } = tally;
  const numbers = numbersOf(tally);
  const isTwoSided = present.inside > 0 && present.outside > 0;
  const chance = isTwoSided ? KOLMOGOROV_MEAN * Math.sqrt(1 / present.inside + 1 / present.outside) : 1;
  const byValue = isTwoSided ? beyondChance(greatestDistance(numbers, present), chance) : 0;
  const byPresence = beyondChance(
    Math.abs(present.inside / rows.inside - present.outside / rows.outside),
    KOLMOGOROV_MEAN * Math.sqrt(1 / rows.inside + 1 / rows.outside),
  );
  return {
    field,
    score: Math.max(byValue, byPresence),
    contributors: undefined,
    conditionalMedian: lowerMedian(numbers, 'inside', present.inside),
    baselineMedian: lowerMedian(numbers, 'outside', present.outside),
  };
};

/** Without events on both sides there is nothing to tell apart, and every score is 0. */
const scoreOne = (field: string, tally: FieldTally, rows: Counts): RelevantField => {
  const scored = tally.isNumeric ? scoreNumbers(field, tally, rows) : scoreWords(field, tally, rows);
  const isOneSided = rows.inside === 0 || rows.outside === 0;
  return isOneSided ? { ...scored, score: 0, contributors: undefined } : scored;
};

/** Every field that some event had, the most telling first, then by name. */
export const relevantFields = ({ fields, rows }: RelevanceState): readonly RelevantField[] =>
  [...fields]
    .map(([field, tally]) => scoreOne(field, tally, rows))
    .sort((a, b) => b.score - a.score || byCodePoint(a.field, b.field));
