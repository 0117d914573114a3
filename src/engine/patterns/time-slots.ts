// How many events fell into each slot of time. Slots are a second wide, and wider whenever more than MOST_SLOTS
// are occupied; every width is a multiple of the one before. How many are occupied at a width only grows with
// the events, so the final width depends on which events there were, not on their order, and a merge ends at
// the width of one pass.

export type TimeSlots = { widthMs: number; counts: Map<number, number> };

/** From a second to a day, so that slots begin with the minute, the hour and the day; then twice as wide each time. */
const widthsMs: readonly number[] = [1, 5, 15, 60, 300, 900, 3600, 21_600, 86_400].map((s) => 1000 * s);
export const MOST_SLOTS = 512;

export const createSlots = (): TimeSlots => ({ widthMs: widthsMs[0]!, counts: new Map() });

const widen = (slots: TimeSlots): void => {
  const widthMs = widthsMs.find((width) => width > slots.widthMs) ?? 2 * slots.widthMs;
  const factor = widthMs / slots.widthMs;
  const wider = new Map<number, number>();
  for (const [slot, count] of slots.counts) {
    const into = Math.floor(slot / factor);
    wider.set(into, (wider.get(into) ?? 0) + count);
  }
  slots.widthMs = widthMs;
  slots.counts = wider;
};

const add = (slots: TimeSlots, slot: number, times: number): void => {
  slots.counts.set(slot, (slots.counts.get(slot) ?? 0) + times);
};

/** The time is finite. */
export const addToSlots = (slots: TimeSlots, ms: number): void => {
  add(slots, Math.floor(ms / slots.widthMs), 1);
  while (slots.counts.size > MOST_SLOTS) widen(slots);
};

export const mergeSlots = (into: TimeSlots, from: TimeSlots): void => {
  while (into.widthMs < from.widthMs) widen(into);
  const factor = into.widthMs / from.widthMs;
  for (const [slot, count] of from.counts) add(into, Math.floor(slot / factor), count);
  while (into.counts.size > MOST_SLOTS) widen(into);
};
