// What was seen at the place of a dynamic token. Everything kept is a function of the values alone, not of
// their order: the ten smallest different values with their counts (a value of the final ten is among the ten
// from its first coming on, so no count is lost), numbers as counts of buckets, and, while every number is an
// HTTP status code, when the failing ones came.

import { detached } from './characters.ts';
import { addNumber, createNumbers, mergeNumbers, type NumberTally } from './number-tally.ts';
import { addToSlots, createSlots, mergeSlots, type TimeSlots } from './time-slots.ts';
import { DURATION, NUMBER } from './token-kinds.ts';

/** The service keeps so many values of a token. */
export const VALUES_MOST = 10;

export type PlaceTally = {
  /** Ascending by UTF-16 unit, with their counts beside. */
  readonly values: string[];
  readonly times: number[];
  /** Were there others? */
  hasMore: boolean;
  numbers: NumberTally | undefined;
  /** When codes from 400 on came; undefined once some value was no status code. */
  failures: TimeSlots | undefined;
  isStatus: boolean;
};

export const createPlace = (kind: number): PlaceTally => ({
  values: [],
  times: [],
  hasMore: false,
  numbers: kind === NUMBER || kind === DURATION ? createNumbers() : undefined,
  failures: kind === NUMBER ? createSlots() : undefined,
  isStatus: kind === NUMBER,
});

const addValue = (place: PlaceTally, value: string, times: number): void => {
  const { values } = place;
  const isFull = values.length === VALUES_MOST;
  if (isFull && value > values[VALUES_MOST - 1]!) {
    place.hasMore = true;
    return;
  }
  let at = 0;
  while (at < values.length && values[at]! < value) at += 1;
  if (values[at] === value) {
    place.times[at]! += times;
    return;
  }
  values.splice(at, 0, detached(value));
  place.times.splice(at, 0, times);
  if (!isFull) return;
  values.pop();
  place.times.pop();
  place.hasMore = true;
};

/** Registered by IANA, and those of nginx, Cloudflare and AWS load balancers. */
const registered: readonly (readonly [first: number, last: number])[] = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 308],
  [400, 418],
  [421, 426],
  [428, 431],
  [444, 444],
  [451, 451],
  [460, 464],
  [494, 511],
  [520, 530],
  [561, 561],
];

const isStatusCode = (n: number): boolean => registered.some(([first, last]) => n >= first && n <= last);

const noStatus = (place: PlaceTally): void => {
  place.isStatus = false;
  place.failures = undefined;
};

const addStatus = (place: PlaceTally, value: string, n: number, ms: number): void => {
  if (value.length !== 3 || !Number.isInteger(n) || !isStatusCode(n)) noStatus(place);
  else if (n >= 400 && Number.isFinite(ms) && place.failures !== undefined) addToSlots(place.failures, ms);
};

export const addToPlace = (place: PlaceTally, value: string, ms: number): void => {
  addValue(place, value, 1);
  if (place.numbers === undefined) return;
  const n = Number(value);
  addNumber(place.numbers, n);
  if (place.isStatus) addStatus(place, value, n, ms);
};

export const mergePlaces = (into: PlaceTally, from: PlaceTally): void => {
  for (const [i, value] of from.values.entries()) addValue(into, value, from.times[i]!);
  if (from.hasMore) into.hasMore = true;
  if (into.numbers !== undefined && from.numbers !== undefined) mergeNumbers(into.numbers, from.numbers);
  if (!from.isStatus) noStatus(into);
  else if (into.failures !== undefined && from.failures !== undefined)
    mergeSlots(into.failures, from.failures);
};
