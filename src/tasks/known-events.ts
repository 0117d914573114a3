// Which of the events that come in does the store have already?
//
// The rule, which the README states: an event is known when its log group has one of the same id. Where one of
// the two has no id, it is known when CloudWatch Logs wrote out both, they have the same stream, time and
// message, and they come from different places: within one export every line is an event of its own. As many
// are known as there are: where the store has one, the second of two equal lines is new.

import { type Arrivals, idOfArrival } from '../segments/index.ts';
import type { WritableStore } from '../store/index.ts';
import { type Span, type StoredEvents, segmentsAtHand, streamKey } from './stored-events.ts';

/** Events of one file, which are all of one source. */
export type KnownEvents = {
  /** The rows that are known. What waits to be written is not looked at, but for its ids. */
  find(arrivals: Arrivals): ReadonlySet<number>;
  /** What was found for the file that is being read stays found: its events are in. */
  keepFile(): void;
  dropFile(): void;
  /** All events that were kept are written. */
  allWritten(): void;
};

const nothing: ReadonlySet<number> = new Set();

const canBeTold = (arrivals: Arrivals, row: number): boolean =>
  (arrivals.sources[row] !== '' && arrivals.logStreams[row] !== '') ||
  idOfArrival(arrivals, row) !== undefined;

/** Keys of streams that mostly follow one upon the same. */
const streamKeys = (): ((logStream: string) => string) => {
  let last = '';
  let key = '';
  return (logStream) => {
    if (logStream !== last) {
      last = logStream;
      key = streamKey(logStream);
    }
    return key;
  };
};

/** The rows of events that can be told from others, and where copies of them would be: the rest is new. */
const tellable = (arrivals: Arrivals): { readonly rows: readonly number[]; readonly span: Span } => {
  const rows: number[] = [];
  const streams = new Set<string>();
  const keyOf = streamKeys();
  let lastKey: string | undefined;
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < arrivals.timestamps.length; row += 1) {
    if (!canBeTold(arrivals, row)) continue;
    const ms = arrivals.timestamps[row]!;
    rows.push(row);
    const key = keyOf(arrivals.logStreams[row]!);
    if (key !== lastKey) streams.add(key);
    lastKey = key;
    if (ms < startMs) startMs = ms;
    if (ms > endMs) endMs = ms;
  }
  const hasIds =
    arrivals.fields !== undefined && rows.some((row) => idOfArrival(arrivals, row) !== undefined);
  return { rows, span: { logGroup: arrivals.logGroup, streams, startMs, endMs, hasIds } };
};

/** Might events that wait to be written be told by stream, time and message to be among these? */
export const mayHoldCopies = (pending: Arrivals, arrivals: Arrivals): boolean => {
  const source = arrivals.sources[0] ?? '';
  if (pending.logGroup !== arrivals.logGroup || pending.sources.every((one) => one === source || one === ''))
    return false;
  const { rows, span } = tellable(arrivals);
  if (rows.length === 0) return false;
  const keyOf = streamKeys();
  return pending.timestamps.some(
    (ms, row) =>
      ms >= span.startMs &&
      ms <= span.endMs &&
      pending.sources[row] !== source &&
      canBeTold(pending, row) &&
      span.streams.has(keyOf(pending.logStreams[row]!)),
  );
};

/** A stored event: its segment, and its row there. */
type Place = { readonly stored: StoredEvents; readonly row: number };

/** What a file adds to is kept with it, or goes with it. */
type OfFiles = { keepFile(): void; dropFile(): void };

/** Stored events that have been found for a source: each is the copy of one of its events only. */
type Found = OfFiles & { has(place: Place): boolean; add(place: Place): void };

const foundEvents = (): Found => {
  // By segment, a byte for each row.
  const kept = new Map<number, Uint8Array>();
  const ofFile = new Map<number, Uint8Array>();
  return {
    has: ({ stored: { segment }, row }) => kept.get(segment)?.[row] === 1 || ofFile.get(segment)?.[row] === 1,
    add: ({ stored: { segment, rowCount }, row }) => {
      const rows = ofFile.get(segment) ?? new Uint8Array(rowCount);
      rows[row] = 1;
      ofFile.set(segment, rows);
    },
    keepFile: () => {
      for (const [segment, rows] of ofFile) {
        const before = kept.get(segment);
        before?.forEach((isFound, row) => {
          if (isFound === 1) rows[row] = 1;
        });
        kept.set(segment, rows);
      }
      ofFile.clear();
    },
    dropFile: () => ofFile.clear(),
  };
};

/**
 * Ids of events that came in lately, as they may wait to be written: with the stored event that one of them
 * has been found to be.
 */
type RecentIds = OfFiles & {
  has(id: string): boolean;
  placeOf(id: string): Place | undefined;
  set(id: string, place: Place | undefined): void;
  clear(): void;
};

const recentIds = (): RecentIds => {
  const places = new Map<string, Place | undefined>();
  let ofFile: string[] = [];
  return {
    has: (id) => places.has(id),
    placeOf: (id) => places.get(id),
    set: (id, place) => {
      if (!places.has(id)) ofFile.push(id);
      places.set(id, place);
    },
    keepFile: () => {
      ofFile = [];
    },
    dropFile: () => {
      for (const id of ofFile) places.delete(id);
      ofFile = [];
    },
    clear: () => places.clear(),
  };
};

/** The events of a file that is being read, and where they may be in the store. */
type Search = {
  readonly arrivals: Arrivals;
  readonly candidates: readonly StoredEvents[];
  readonly found: Found;
  readonly recent: RecentIds;
};

const placeWithId = ({ candidates }: Search, ms: number, id: string): Place | undefined => {
  for (const stored of candidates) {
    const row = stored.withId(ms, id);
    if (row !== undefined) return { stored, row };
  }
  return undefined;
};

const hasId = (search: Search, row: number, id: string): boolean => {
  const { arrivals, found, recent } = search;
  const key = `${arrivals.logGroup} ${id}`;
  const isRecent = recent.has(key);
  const place = isRecent ? recent.placeOf(key) : placeWithId(search, arrivals.timestamps[row]!, id);
  // Being this event, it is no copy of another.
  if (place !== undefined) found.add(place);
  if (!isRecent) recent.set(key, place);
  return isRecent || place !== undefined;
};

/** May the stored event be a copy: is it of another place, and has one of both no id? */
const mayBeCopy = ({ stored, row }: Place, id: string | undefined, source: string): boolean => {
  const storedSource = stored.source(row);
  if (storedSource === source) return false;
  return stored.id(row) === undefined ? storedSource !== '' : id === undefined;
};

const copyOf = ({ arrivals, candidates, found }: Search, row: number): Place | undefined => {
  const { timestamps, logStreams, messages, sources } = arrivals;
  const id = idOfArrival(arrivals, row);
  for (const stored of candidates)
    for (const at of stored.equalTo(timestamps[row]!, logStreams[row]!, messages[row]!)) {
      const place = { stored, row: at };
      if (!found.has(place) && mayBeCopy(place, id, sources[row]!)) return place;
    }
  return undefined;
};

const hasCopy = (search: Search, row: number): boolean => {
  const { arrivals, found, recent } = search;
  const place = copyOf(search, row);
  if (place === undefined) return false;
  found.add(place);
  const id = idOfArrival(arrivals, row);
  if (id !== undefined) recent.set(`${arrivals.logGroup} ${id}`, place);
  return true;
};

export const openKnownEvents = (store: WritableStore): KnownEvents => {
  const segments = segmentsAtHand(store);
  const foundBySource = new Map<string, Found>();
  const recent = recentIds();
  let found = foundEvents();

  return {
    find: (arrivals) => {
      const { rows, span } = tellable(arrivals);
      if (rows.length === 0) return nothing;
      const source = arrivals.sources[0] ?? '';
      found = foundBySource.get(source) ?? foundEvents();
      foundBySource.set(source, found);
      const candidates = segments.holding(span, source);
      if (candidates.length === 0 && !span.hasIds) return nothing;
      const search = { arrivals, candidates, found, recent };
      const known = new Set<number>();
      // Ids go before: an event without one is left for those that have nothing else to be told by.
      for (const row of rows) {
        const id = idOfArrival(arrivals, row);
        if (id !== undefined && hasId(search, row, id)) known.add(row);
      }
      for (const row of rows) if (!known.has(row) && hasCopy(search, row)) known.add(row);
      return known;
    },
    keepFile: () => {
      found.keepFile();
      recent.keepFile();
    },
    dropFile: () => {
      found.dropFile();
      recent.dropFile();
      // Ids of segments that are rolled back are given again.
      segments.forget();
    },
    allWritten: () => recent.clear(),
  };
};
