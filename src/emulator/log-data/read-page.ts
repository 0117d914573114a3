// One page of events: as many as its limits allow, read without holding up the server.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { utf8Length } from '../../segments/index.ts';
import type { Boundary } from './boundary.ts';
import type { ReadEvent } from './read-events.ts';

/** "Each page returned can contain up to 1 MB of log events or up to 10,000 log events." */
export const MOST_PAGE_EVENTS = 10_000;
const MOST_PAGE_BYTES = 1_048_576;

/** Events that are looked at for one page: "A returned page might only be partially full, or even empty." */
const MOST_LOOKED_AT = 1_000_000;

/** Events after which other requests have their turn, and time: a long message takes long to match. */
const EVENTS_PER_TURN = 16_384;
const TURN_MS = 50;

export type PageLimits = {
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly mostLookedAt?: number;
};

export type EventPage = {
  /** In the order of reading. */
  readonly events: readonly ReadEvent[];
  /** Undefined when all events were looked at; else where the next page begins, in the order of reading. */
  readonly stoppedAt: 'full' | 'tired' | undefined;
  /** The event that was looked at last and is done with. */
  readonly last: ReadEvent | undefined;
};

export const readPage = async (
  events: Iterable<ReadEvent | undefined>,
  isWanted: (event: ReadEvent) => boolean,
  { limit, signal, mostLookedAt = MOST_LOOKED_AT }: PageLimits,
): Promise<EventPage> => {
  const page: ReadEvent[] = [];
  let [bytes, lookedAt] = [0, 0];
  let last: ReadEvent | undefined;
  let turnMs = performance.now();
  for (const event of events) {
    if (event !== undefined && lookedAt >= mostLookedAt) return { events: page, stoppedAt: 'tired', last };
    if (event !== undefined) lookedAt += 1;
    const isMany = event !== undefined && lookedAt % EVENTS_PER_TURN === 0;
    if (isMany || performance.now() - turnMs > TURN_MS) {
      await nextTurn();
      turnMs = performance.now();
      if (signal.aborted) return { events: page, stoppedAt: 'tired', last };
    }
    if (event === undefined) continue;
    if (isWanted(event)) {
      bytes += utf8Length(event.message());
      const isOver = page.length >= limit || (page.length > 0 && bytes > MOST_PAGE_BYTES);
      if (isOver) return { events: page, stoppedAt: 'full', last: page.at(-1) };
      page.push(event);
    }
    last = event;
  }
  return { events: page, stoppedAt: undefined, last };
};

/** Where reading went to, past the event that was done last. */
export const edgeOf = (event: ReadEvent, isForward: boolean): Boundary =>
  isForward ? event.behind() : event.before();
