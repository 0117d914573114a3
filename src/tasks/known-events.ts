// Which of the events that come in does the store have already?
//
// The rule, which the README states: an event is known when its log group has one of the same id. Where one of
// the two has no id, it is known when CloudWatch Logs wrote out both, they have the same stream, time and
// message, and they come from different places: within one export every line is an event of its own. As many
// are known as there are: where the store has one, the second of two equal lines is new.

import { type Arrivals, idOfArrival } from '../segments/index.ts';
import type { WritableStore } from '../store/index.ts';
import { type Span, type StoredEvents, segmentsAtHand } from './stored-events.ts';

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

/** The rows of events that can be told from others, and where copies of them would be: the rest is new. */
const tellable = (arrivals: Arrivals): { readonly rows: readonly number[]; readonly span: Span } => {
  const rows: number[] = [];
  const streams = new Set<string>();
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < arrivals.timestamps.length; row += 1) {
    if (!canBeTold(arrivals, row)) continue;
    const ms = arrivals.timestamps[row]!;
    rows.push(row);
    streams.add(arrivals.logStreams[row]!);
    if (ms < startMs) startMs = ms;
    if (ms > endMs) endMs = ms;
  }
  return { rows, span: { logGroup: arrivals.logGroup, streams, startMs, endMs } };
};

/** Might events that wait to be written be told by stream, time and message to be among these? */
export const mayHoldCopies = (pending: Arrivals, arrivals: Arrivals): boolean => {
  const source = arrivals.sources[0] ?? '';
  if (pending.logGroup !== arrivals.logGroup || pending.sources.every((one) => one === source || one === ''))
    return false;
  const { rows, span } = tellable(arrivals);
  if (rows.length === 0) return false;
  return pending.timestamps.some(
    (ms, row) =>
      ms >= span.startMs &&
      ms <= span.endMs &&
      pending.sources[row] !== source &&
      canBeTold(pending, row) &&
      span.streams.has(pending.logStreams[row]!),
  );
};

/** Is the stored event the one that came in? */
const isSame = (stored: StoredEvents, at: number, arrivals: Arrivals, row: number): boolean => {
  if (stored.logStream(at) !== arrivals.logStreams[row]) return false;
  const id = idOfArrival(arrivals, row);
  const storedId = stored.id(at);
  if (id !== undefined && storedId !== undefined) return id === storedId;
  const source = stored.source(at);
  if (source === arrivals.sources[row] || (source === '' && storedId === undefined)) return false;
  return stored.message(at) === arrivals.messages[row];
};

/** Sets that a file adds to, and takes its own away from when it comes to nothing. */
const forFiles = <Key>() => {
  const kept = new Set<Key>();
  let ofFile: Key[] = [];
  return {
    has: (key: Key) => kept.has(key),
    add: (key: Key) => {
      kept.add(key);
      ofFile.push(key);
    },
    keepFile: () => {
      ofFile = [];
    },
    dropFile: () => {
      for (const key of ofFile) kept.delete(key);
      ofFile = [];
    },
    clear: () => kept.clear(),
  };
};

export const openKnownEvents = (store: WritableStore): KnownEvents => {
  const segments = segmentsAtHand(store);
  /** Stored events that have been found, as `segment row`: each is the copy of one only. */
  const found = forFiles<string>();
  /** Ids of events that may wait to be written, as `group id`. */
  const recent = forFiles<string>();

  const isStored = (candidates: readonly StoredEvents[], arrivals: Arrivals, row: number): boolean => {
    const ms = arrivals.timestamps[row]!;
    for (const stored of candidates) {
      for (let at = stored.firstAt(ms); stored.timestampAt(at) === ms; at += 1) {
        const place = `${stored.segment} ${at}`;
        if (found.has(place) || !isSame(stored, at, arrivals, row)) continue;
        found.add(place);
        return true;
      }
    }
    return false;
  };

  return {
    find: (arrivals) => {
      const { rows, span } = tellable(arrivals);
      if (rows.length === 0) return nothing;
      const candidates = segments.holding(span, arrivals.sources[0] ?? '');
      const known = new Set<number>();
      for (const row of rows) {
        const id = idOfArrival(arrivals, row);
        const key = id === undefined ? undefined : `${arrivals.logGroup} ${id}`;
        if ((key !== undefined && recent.has(key)) || isStored(candidates, arrivals, row)) known.add(row);
        else if (key !== undefined) recent.add(key);
      }
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
