// The range of a query in equal slices of time, and how many events of a pattern fell into each.

import type { TimeSlots } from './time-slots.ts';

export type Range = { readonly startMs: number; readonly endMs: number };

export type Slices = {
  readonly firstMs: number;
  readonly widthMs: number;
  readonly counts: readonly number[];
  /** Does the slice lie wholly in the range? Another one has fewer events for that reason alone. */
  readonly isWhole: (index: number) => boolean;
};

/** Enough for a median, few enough that a slice has events. */
const SLICES_MOST = 24;
/** Below so many nothing can be said of the others. */
export const SLICES_LEAST = 6;

/** Slices are whole slots, so that none has more slots than another. Undefined if there are too few. */
export const sliceUp = (slots: TimeSlots, { startMs, endMs }: Range): Slices | undefined => {
  const widthMs = slots.widthMs * Math.max(1, Math.ceil((endMs - startMs) / SLICES_MOST / slots.widthMs));
  const firstMs = Math.floor(startMs / slots.widthMs) * slots.widthMs;
  const count = Math.floor((endMs - firstMs) / widthMs) + 1;
  if (!(count >= SLICES_LEAST)) return undefined;
  const counts = new Array<number>(count).fill(0);
  for (const [slot, events] of slots.counts) {
    const index = Math.floor((slot * slots.widthMs - firstMs) / widthMs);
    if (index >= 0 && index < count) counts[index]! += events;
  }
  const isWhole = (index: number): boolean =>
    firstMs + index * widthMs >= startMs && firstMs + (index + 1) * widthMs - 1 <= endMs;
  return { firstMs, widthMs, counts, isWhole };
};

/** The middle one, the mean of the two middle ones of an even number. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
