// Aggregates that say more of a group than one number: its values, the most frequent of them, how they are
// spread, how fast they change.

import type { Json } from './json.ts';
import { printNumber } from './print-number.ts';
import { orderForSort, type Present, textOf, type Value } from './values.ts';

type Counted = { readonly value: Present; count: number };

/** Each value with its frequency, in ascending order. They are texts: what is shown alike is one value. */
const countsOf = (values: readonly Present[]): Counted[] => {
  const counts = new Map<string | undefined, Counted>();
  for (const value of values) {
    const known = counts.get(textOf(value));
    if (known === undefined) counts.set(textOf(value), { value, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].toSorted((a, b) => orderForSort(a.value, b.value));
};

/** The service shows lists of `stats` as texts with commas (evidence 53). */
const joined = (counts: readonly Counted[]): Value =>
  counts.length === 0 ? undefined : counts.map(({ value }) => textOf(value)).join(', ');

export const distinctValues = (values: readonly Present[]): Value => joined(countsOf(values));

export const mostFrequent = (values: readonly Present[], most: number): Value =>
  joined(
    countsOf(values)
      .toSorted((a, b) => b.count - a.count)
      .slice(0, most),
  );

/** From the lower bound of each of so many ranges of one width to the number of values in it. */
export const histogram = (numbers: readonly number[], ranges: number): Value => {
  const [first] = numbers;
  if (first === undefined) return undefined;
  const min = numbers.reduce((a, b) => Math.min(a, b), first);
  const max = numbers.reduce((a, b) => Math.max(a, b), first);
  const bounds =
    min === max
      ? [min]
      : Array.from({ length: ranges }, (_, i) =>
          i === 0 ? min : min * ((ranges - i) / ranges) + max * (i / ranges),
        );
  const counts = bounds.map(() => 0);
  for (const number of numbers) {
    // Each bound belongs to the range that begins with it, the greatest value to the last range.
    const range = bounds.findLastIndex((bound) => bound <= number);
    counts[range] = (counts[range] ?? 0) + 1;
  }
  return mapOf(bounds.map((bound, i) => [printNumber(bound), counts[i] ?? 0]));
};

/** Bounds that print alike share a member. */
const mapOf = (counts: readonly (readonly [bound: string, count: number])[]): Value => {
  const totals = new Map<string, number>();
  for (const [bound, count] of counts) totals.set(bound, (totals.get(bound) ?? 0) + count);
  const members = [...totals].map(([bound, count]): [string, Json] => [
    bound,
    { kind: 'json-number', text: String(count) },
  ]);
  return { kind: 'map', members: new Map(members) };
};

export type Timed = { readonly ms: number; readonly number: number };

/** The change from the first number to the last, in time's order, for each period (evidence 53). */
export const rate = (inTime: readonly Timed[], periodMs: number): Value => {
  const [first, last] = [inTime[0], inTime.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (first.number === last.number) return 0;
  if (first.ms === last.ms) return undefined;
  const change = ((last.number - first.number) / (last.ms - first.ms)) * periodMs;
  return Number.isFinite(change) ? change : undefined;
};
