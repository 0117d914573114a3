// What was read goes into the store: the events of whole slices and the record that these slices were
// fetched, in one transaction. A process that is killed at any moment has then neither lost nor doubled any.

import type { WritableStore } from '../../store/index.ts';
import { StoreError } from '../../store/index.ts';
import { type TimeRange, withFetched, withWanted } from './coverage.ts';
import { CHARACTERS_PER_WRITE, EVENTS_PER_WRITE, STORE_PATIENCE_MS, WRITE_MS } from './limits.ts';
import { pause } from './pace.ts';
import type { SliceReading } from './read-slice.ts';
import { eventWriter, type Written } from './write-events.ts';

export type SliceWriter = {
  /** Records what is wanted, so that a run that is ended is taken up by the next. */
  want(ranges: readonly TimeRange[]): Promise<void>;
  add(reading: SliceReading): Promise<void>;
  /** Writes what still waits. */
  flush(): Promise<void>;
  readonly written: Written;
};

export type WriterOptions = {
  readonly store: WritableStore;
  readonly logGroup: string;
  readonly selection: string;
  readonly lateMs: number;
  readonly writeMs?: number | undefined;
  readonly fewestPerSegment?: number | undefined;
};

const POLL_MS = 50;
const never = new AbortController().signal;

/** Another process may be writing: it is waited for. */
const transact = async (store: WritableStore, work: () => void): Promise<void> => {
  const startedMs = performance.now();
  while (!store.tryBegin()) {
    if (performance.now() - startedMs > STORE_PATIENCE_MS)
      throw new StoreError('store-busy', store.path, 'another process is writing to this store');
    await pause(POLL_MS, never);
  }
  try {
    work();
    store.commit();
  } catch (error) {
    store.rollback();
    throw error;
  }
};

/** Another process may have fetched meanwhile: the record is read and written in the same transaction. */
const record = (options: WriterOptions, readings: readonly SliceReading[]): void => {
  const { store, logGroup, selection, lateMs } = options;
  const slices = readings.reduce(
    (all, { done, askedMs }) => withFetched(all, { ...done, fetchedMs: askedMs }, lateMs),
    store.fetchedSlices(logGroup, selection),
  );
  store.replaceFetchedSlices(logGroup, selection, slices);
};

const charactersOf = ({ events }: SliceReading): number =>
  events.reduce((sum, { message }) => sum + message.length, 0);

export const sliceWriter = (options: WriterOptions): SliceWriter => {
  const { store, logGroup, selection, writeMs = WRITE_MS } = options;
  const events = eventWriter(store, logGroup, options.fewestPerSegment);
  let waiting: SliceReading[] = [];
  let size = { events: 0, characters: 0 };
  let writtenMs = performance.now();
  let writing: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    writing = writing.then(async () => {
      if (waiting.length === 0) return;
      const readings = waiting.sort((a, b) => a.done.startMs - b.done.startMs);
      waiting = [];
      size = { events: 0, characters: 0 };
      await transact(store, () => {
        events.write(readings);
        record(options, readings);
      });
      writtenMs = performance.now();
    });
    return writing;
  };

  return {
    written: events.written,
    flush,
    want: (ranges) =>
      transact(store, () => {
        const known = store.fetchedSlices(logGroup, selection);
        store.replaceFetchedSlices(logGroup, selection, withWanted(known, ranges));
      }),
    add: async (reading) => {
      // What would not go into one segment with the others is written after them.
      if (waiting.length > 0 && size.events + reading.events.length > EVENTS_PER_WRITE) await flush();
      waiting.push(reading);
      size.events += reading.events.length;
      size.characters += charactersOf(reading);
      const isFull = size.events >= EVENTS_PER_WRITE || size.characters >= CHARACTERS_PER_WRITE;
      if (isFull || performance.now() - writtenMs > writeMs) await flush();
    },
  };
};
