// Looks into events that are passed over, for fields that no event has shown yet: a query remarks on fields
// that are nowhere. As soon as all were seen there is nothing to look for.

import { type Arrivals, addArrival, isFull, layDown, newArrivals } from '../segments/index.ts';
import type { UnseenFields } from './unseen-fields.ts';

export type Probe = {
  /** Has every field been seen? */
  readonly isDone: () => boolean;
  /** A message of an event without fields of its own. */
  add(logGroup: string, message: string): void;
  /** These fields occur elsewhere. */
  see(fields: readonly string[]): void;
  /** Looks into what waits. */
  finish(): void;
};

/** Events that are looked into at once: few at first, as they mostly show everything; then as many as pays. */
const FIRST_EVENTS = 64;
const MOST_EVENTS = 4096;

export const newProbe = (unseen: UnseenFields): Probe => {
  let names = unseen.names();
  let most = FIRST_EVENTS;
  /** All of one group: what a message shows depends on it. */
  let waiting: Arrivals | undefined;
  const see = (fields: readonly string[]): void => {
    if (names.length === 0) return;
    unseen.lookAt((field) => fields.includes(field));
    names = unseen.names();
  };
  const look = (): void => {
    if (waiting !== undefined && names.length > 0) see(layDown(waiting, new Set(names)).fields);
    waiting = undefined;
  };
  return {
    isDone: () => names.length === 0,
    add: (logGroup, message) => {
      if (names.length === 0) return;
      if (waiting?.logGroup !== logGroup) look();
      waiting ??= newArrivals(logGroup);
      addArrival(waiting, 0, message, '', Number.NaN);
      if (!isFull(waiting, most)) return;
      look();
      most = Math.min(most * 2, MOST_EVENTS);
    },
    see,
    finish: look,
  };
};
