// Events into the store, those left out that it has already; within a transaction of the caller's.

import { EVENT_ID, segmentBuilder } from '../../segments/index.ts';
import type { WritableStore } from '../../store/index.ts';
import type { FetchedEvent } from './event.ts';
import { knownIds } from './known-ids.ts';
import { FEWEST_PER_SEGMENT } from './limits.ts';
import type { SliceReading } from './read-slice.ts';

/** Of the events that were not in the store before; `known` were. */
export type Written = { readonly events: number; readonly characters: number; readonly known: number };

export type EventWriter = {
  write(readings: readonly SliceReading[]): void;
  readonly written: Written;
};

const idNames: readonly string[] = [EVENT_ID];

const writeSegments = (store: WritableStore, logGroup: string, events: readonly FetchedEvent[]): void => {
  const builder = segmentBuilder(logGroup);
  for (const { timestampMs, message, logStream, ingestionMs, eventId } of events) {
    builder.add(timestampMs, message, logStream, ingestionMs, { names: idNames, values: [eventId] });
    if (builder.isFull) store.writeSegment(builder.seal('all'));
  }
  if (builder.rowCount > 0) store.writeSegment(builder.seal('all'));
};

const segmentIds = (store: WritableStore, logGroup: string): readonly number[] =>
  store
    .segments({ startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY, logGroups: [logGroup] })
    .map(({ id }) => id);

/** One for each reading of a log group, whose slices share no time. */
export const eventWriter = (
  store: WritableStore,
  logGroup: string,
  fewestPerSegment = FEWEST_PER_SEGMENT,
): EventWriter => {
  /** Segments that were written here: they have none of the events that follow, and need not be searched. */
  const own = new Set<number>();
  const written = { events: 0, characters: 0, known: 0 };
  return {
    written,
    write: (readings) => {
      const ranges = readings.flatMap(({ done, events }) => (events.length > 0 ? [done] : []));
      const known = knownIds(store, logGroup, ranges, ({ id }) => own.has(id));
      const read = readings.flatMap(({ events }) => events);
      const fresh = read.filter(({ eventId }) => !known.has(eventId));
      written.events += fresh.length;
      written.known += read.length - fresh.length;
      for (const { message } of fresh) written.characters += message.length;
      if (fresh.length === 0) return;
      // Live events have a time of ingestion.
      const isTimed = fresh.every(({ ingestionMs }) => !Number.isNaN(ingestionMs));
      if (fresh.length < fewestPerSegment && isTimed) {
        store.addEvents(logGroup, fresh);
        return;
      }
      const before = new Set(segmentIds(store, logGroup));
      writeSegments(store, logGroup, fresh);
      for (const id of segmentIds(store, logGroup)) if (!before.has(id)) own.add(id);
    },
  };
};
