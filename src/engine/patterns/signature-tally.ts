// What was seen of the messages of one signature.

import type { Masked } from './mask.ts';
import { addToPlace, createPlace, mergePlaces, type PlaceTally } from './place-tally.ts';
import { addToSlots, createSlots, mergeSlots, type TimeSlots } from './time-slots.ts';
import { kindOfMark } from './token-kinds.ts';

export type SignatureTally = {
  current: number;
  baseline: number;
  /** Of current events with a time; infinite without any. */
  firstMs: number;
  lastMs: number;
  readonly slots: TimeSlots;
  /** Of the first tokens, current events only. */
  readonly places: PlaceTally[];
};

/** Tokens of a signature whose values are kept: an array of a thousand numbers says no more than its beginning. */
const PLACES_MOST = 64;

export const createTally = (signature: string): SignatureTally => {
  const places: PlaceTally[] = [];
  for (let at = 0; at < signature.length && places.length < PLACES_MOST; at += 1) {
    const kind = kindOfMark(signature.charCodeAt(at));
    if (kind >= 0) places.push(createPlace(kind));
  }
  return {
    current: 0,
    baseline: 0,
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: Number.NEGATIVE_INFINITY,
    slots: createSlots(),
    places,
  };
};

export const addCurrent = (tally: SignatureTally, masked: Masked, ms: number): void => {
  tally.current += 1;
  if (Number.isFinite(ms)) {
    if (ms < tally.firstMs) tally.firstMs = ms;
    if (ms > tally.lastMs) tally.lastMs = ms;
    addToSlots(tally.slots, ms);
  }
  const { places } = tally;
  const { starts, ends, scanned } = masked;
  for (let i = 0; i < places.length; i += 1)
    addToPlace(places[i]!, scanned.text.slice(starts[i], ends[i]), ms);
};

/** Places that `into` does not have are left out: it is of the same signature, or of its beginning. */
export const mergeTallies = (into: SignatureTally, from: SignatureTally): void => {
  into.current += from.current;
  into.baseline += from.baseline;
  into.firstMs = Math.min(into.firstMs, from.firstMs);
  into.lastMs = Math.max(into.lastMs, from.lastMs);
  mergeSlots(into.slots, from.slots);
  into.places.forEach((place, i) => {
    mergePlaces(place, from.places[i]!);
  });
};
