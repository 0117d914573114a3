// Logs that take a while to import: many small files around a large one, every event with a number of its own.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openStore, query } from '../../src/index.ts';
import { valueAt } from '../../src/segments/index.ts';

const startMs = Date.UTC(2024, 0, 1);

const lines = (from: number, count: number): string => {
  let text = '';
  for (let id = from; id < from + count; id += 1)
    text += `${new Date(startMs + id).toISOString()} {"id":${id},"path":"/a/${id % 97}","took":${(id * 7919) % 1000}}\n`;
  return text;
};

export type ManyEvents = { readonly files: readonly number[]; readonly eventCount: number };

/** Writes one file for each number of events, named in order. */
export const writeManyEvents = (directory: string, files: readonly number[]): ManyEvents => {
  mkdirSync(directory, { recursive: true });
  let eventCount = 0;
  files.forEach((count, index) => {
    writeFileSync(path.join(directory, `${String(index).padStart(5, '0')}.log`), lines(eventCount, count));
    eventCount += count;
  });
  return { files, eventCount };
};

/** How many events the store holds, by a query. */
export const countInStore = async (db: string): Promise<number> => {
  using store = openStore(db);
  const { result } = await query('stats count(*)', { store });
  return Number(result?.table.rows[0]?.[0] ?? 0);
};

/** How often the store holds each event. */
export const timesHeld = (db: string, eventCount: number): Uint8Array => {
  const times = new Uint8Array(eventCount);
  using store = openStore(db);
  const everything = {
    startMs: Number.NEGATIVE_INFINITY,
    endMs: Number.POSITIVE_INFINITY,
    logGroups: undefined,
  };
  for (const stored of store.segments(everything)) {
    const ids = store.open(stored).column('id');
    for (let row = 0; row < stored.rowCount; row += 1) {
      const id = ids && Number(valueAt(ids, row));
      if (id === undefined || !(id < eventCount)) throw new Error('an event without a number');
      times[id] = times[id]! + 1;
    }
  }
  return times;
};

export const isHeldOnce = (times: Uint8Array): boolean => times.every((count) => count === 1);

/** Of every file all events once, or none. */
export const isWholeFiles = (times: Uint8Array, { files }: ManyEvents): boolean => {
  let from = 0;
  return files.every((count) => {
    const held = times.subarray(from, from + count);
    from += count;
    return held.every((each) => each === held[0]) && (held[0] ?? 0) <= 1;
  });
};
