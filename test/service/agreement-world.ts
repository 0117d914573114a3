// Worlds of the laws as a service can take them: no empty messages, no events days from now, each stream in
// the order of time, and a window of whole seconds.

import type { RandomEvent, World } from '../laws/arbitrary-events.ts';

/** The time from which the laws reckon the times of events. */
export const FIRST_MS = Date.UTC(2024, 1, 28, 23, 59, 50);
/** The service takes events of the next two hours. */
const LATEST_MS = 3_600_000;

export type MovedWorld = World & { readonly window: readonly [number, number] };

/** A batch holds one stream in the order of time: as they are put, so they arrive. */
const asPut = (events: readonly RandomEvent[]): readonly RandomEvent[] =>
  events
    .filter(({ message }) => message !== '')
    .map((event) => ({ ...event, ms: Math.min(event.ms, FIRST_MS + LATEST_MS) }))
    .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.ms - b.ms));

/** The world as it is put and asked, in the times of the laws. */
export const putWorld = (world: World): MovedWorld => {
  const [start, end] = world.window ?? [0, LATEST_MS];
  const seconds = [Math.floor(start / 1000) * 1000, Math.floor(end / 1000) * 1000 + 999] as const;
  return { ...world, events: asPut(world.events), others: asPut(world.others), window: seconds };
};

/** The same so many ms later, for a service whose clock is the world's. */
export const shifted = (world: MovedWorld, byMs: number): MovedWorld => {
  const later = (events: readonly RandomEvent[]): readonly RandomEvent[] =>
    events.map((event) => ({ ...event, ms: event.ms + byMs }));
  return { ...world, events: later(world.events), others: later(world.others) };
};
