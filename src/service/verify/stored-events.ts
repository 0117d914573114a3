// Events on their way out of a store and into one: those a question asks about, as plain records, so that a
// cassette can hold them; and a store made of such records that is gone when the work is done.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Column, segmentBuilder, valueAt } from '../../segments/index.ts';
import { openStore, openStoreForWriting, type Store } from '../../store/index.ts';
import { isTimestamp } from '../../values/index.ts';
import { type Question, windowOfRange } from './question.ts';

/** Times are epoch ms. */
export type EventRecord = {
  readonly logGroup: string;
  readonly logStream: string;
  readonly timestampMs: number;
  readonly ingestionMs: number | undefined;
  readonly message: string;
};

const textAt = (column: Column | undefined, row: number): string => {
  const value = column && valueAt(column, row);
  return typeof value === 'string' ? value : '';
};

const msAt = (column: Column | undefined, row: number): number | undefined => {
  const value = column && valueAt(column, row);
  return value !== undefined && isTimestamp(value) ? value.ms : undefined;
};

/** The events of the question's range, segment by segment. */
export function* eventsOf({ store, logGroups, range }: Question): Generator<EventRecord> {
  const { startMs, endMs } = windowOfRange(range);
  for (const stored of store.segments({ startMs, endMs, logGroups })) {
    const segment = store.open(stored);
    const [times, messages, streams, ingestions] = [
      segment.column('@timestamp'),
      segment.column('@message'),
      segment.column('@logStream'),
      segment.column('@ingestionTime'),
    ];
    for (let row = 0; row < segment.rowCount; row += 1) {
      const timestampMs = msAt(times, row);
      if (timestampMs === undefined || timestampMs < startMs || timestampMs > endMs) continue;
      yield {
        logGroup: segment.logGroup,
        logStream: textAt(streams, row),
        timestampMs,
        ingestionMs: msAt(ingestions, row),
        message: textAt(messages, row),
      };
    }
  }
}

export type EventsDigest = { readonly events: number; readonly sha256: string };

/** The same for the same events, in whatever order and segments a store has them. */
export const digestOf = (events: Iterable<EventRecord>): EventsDigest => {
  const hashes: string[] = [];
  for (const { logGroup, timestampMs, message } of events)
    hashes.push(
      createHash('sha256')
        .update(JSON.stringify([logGroup, timestampMs, message]))
        .digest('base64'),
    );
  const all = createHash('sha256');
  for (const hash of hashes.sort()) all.update(hash);
  return { events: hashes.length, sha256: all.digest('hex') };
};

const fill = (file: string, events: Iterable<EventRecord>): void => {
  using store = openStoreForWriting(file);
  const builders = new Map<string, ReturnType<typeof segmentBuilder>>();
  if (!store.tryBegin()) throw new Error('a store that is new is being written by someone else');
  for (const { logGroup, logStream, timestampMs, ingestionMs, message } of events) {
    const builder = builders.get(logGroup) ?? segmentBuilder(logGroup);
    builders.set(logGroup, builder);
    builder.add(timestampMs, message, logStream, ingestionMs ?? Number.NaN);
    if (builder.isFull) store.writeSegment(builder.seal('all'));
  }
  for (const builder of builders.values()) if (builder.rowCount > 0) store.writeSegment(builder.seal('all'));
  store.commit();
};

/** A store of these events for as long as the work takes. */
export const withEvents = async <T>(
  events: Iterable<EventRecord>,
  work: (store: Store) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-verify-'));
  const file = path.join(folder, 'events.db');
  try {
    fill(file, events);
    using store = openStore(file);
    return await work(store);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
