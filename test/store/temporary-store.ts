// Paths of stores in a folder that is gone after the tests.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { type Segment, valueAt } from '../../src/segments/index.ts';
import { type SegmentFilter, type Store, timesOf } from '../../src/store/index.ts';

export const temporaryStores = (): (() => string) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'insitu-store-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  let stores = 0;
  return () => path.join(directory, `${stores++}.db`);
};

export const everything: SegmentFilter = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  logGroups: undefined,
};

const textsOf = (segment: Segment, field: string): readonly string[] => {
  const column = segment.column(field);
  return Array.from({ length: segment.rowCount }, (_, row) => String(column && valueAt(column, row)));
};

/** "time stream message" of every event, whatever segment it is in. */
export const eventsIn = (store: Store, logGroup: string): readonly string[] =>
  store
    .segments({ ...everything, logGroups: [logGroup] })
    .flatMap((stored) => {
      const segment = store.open(stored);
      const times = timesOf(segment);
      const [streams, messages] = [textsOf(segment, '@logStream'), textsOf(segment, '@message')];
      return messages.map((message, row) => ({
        ms: times[row]!,
        text: `${times[row]} ${streams[row]} ${message}`,
      }));
    })
    .sort((a, b) => a.ms - b.ms)
    .map(({ text }) => text);

export const pointersIn = (store: Store, logGroup: string): readonly string[] =>
  store
    .segments({ ...everything, logGroups: [logGroup] })
    .flatMap((stored) => textsOf(store.open(stored), '@ptr'));
