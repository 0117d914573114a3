// The events of a log group in order, segment by segment as they are needed.

import type { Segment } from '../../segments/index.ts';
import {
  type EventIds,
  eventIdsOf,
  type Store,
  type StoredSegment,
  timeOfEventId,
  timesOf,
} from '../../store/index.ts';
import { type Boundary, compareKeys, isBehind } from './boundary.ts';
import { streamsOfSegment, textAt, timeAt } from './segment-streams.ts';

export type ReadEvent = {
  readonly timestampMs: number;
  logStream(): string;
  message(): string;
  /** Undefined where the event came without. */
  ingestionMs(): number | undefined;
  id(): string;
  before(): Boundary;
  behind(): Boundary;
};

export type EventQuery = {
  /** As the store names it. */
  readonly logGroup: string;
  /** Both inclusive. */
  readonly startMs: number;
  readonly endMs: number;
  readonly isForward: boolean;
  /** Forward only events behind it, backward only those before it. */
  readonly from: Boundary | undefined;
  /** Segments that have no such stream are not read; other streams' events may come all the same. */
  readonly isStream: ((logStream: string) => boolean) | undefined;
};

/** A segment and the row that is next, in either direction. */
type Cursor = {
  readonly segment: Segment;
  readonly times: Float64Array;
  readonly ids: EventIds;
  row: number;
};

const eventAt = ({ segment, times, ids }: Cursor, row: number, index: number): ReadEvent => ({
  timestampMs: times[row]!,
  logStream: () => textAt(segment.column('@logStream'), row),
  message: () => textAt(segment.column('@message'), row),
  ingestionMs: () => timeAt(segment.column('@ingestionTime'), row),
  id: () => ids.id(row),
  before: () => ({ key: ids.key(row), count: index }),
  behind: () => ({ key: ids.key(row), count: index + 1 }),
});

/** The first row that is not before `ms`. */
const lowerBound = (times: Float64Array, ms: number): number => {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Row = { readonly cursor: Cursor; readonly row: number };

/** Of one and the same event, imported twice. */
const compareArrivals = (a: Row, b: Row): number =>
  (a.cursor.segment.arrival ?? 0) - (b.cursor.segment.arrival ?? 0) || a.row - b.row;

/** Events of one millisecond, in order. */
const inOrder = (rows: readonly Row[]): readonly ReadEvent[] => {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return [eventAt(only.cursor, only.row, 0)];
  const keyed = rows
    .map((row) => ({ ...row, key: row.cursor.ids.key(row.row) }))
    .sort((a, b) => compareKeys(a.key, b.key) || compareArrivals(a, b));
  let [key, index] = ['', 0];
  return keyed.map((each) => {
    index = each.key === key ? index + 1 : 0;
    key = each.key;
    return eventAt(each.cursor, each.row, index);
  });
};

/** A window of time, and which way through it. */
type Way = { readonly startMs: number; readonly endMs: number; readonly isForward: boolean };

const cursorOf = (segment: Segment, { startMs, endMs, isForward }: Way): Cursor => {
  const times = timesOf(segment);
  const row = isForward ? lowerBound(times, startMs) : lowerBound(times, endMs + 1) - 1;
  return { segment, times, ids: eventIdsOf(segment), row };
};

const isLeft = ({ times, row }: Cursor, { startMs, endMs, isForward }: Way): boolean =>
  isForward ? row < times.length && times[row]! <= endMs : row >= 0 && times[row]! >= startMs;

/** Takes the rows of that time off the cursor. */
const takeRows = (cursor: Cursor, ms: number, isForward: boolean): readonly Row[] => {
  const rows: Row[] = [];
  while (cursor.times[cursor.row] === ms) {
    rows.push({ cursor, row: cursor.row });
    cursor.row += isForward ? 1 : -1;
  }
  return rows;
};

/** Batches of the events of one millisecond each, the earliest first or the latest first. */
function* batches(store: Store, stored: readonly StoredSegment[], way: Way): Generator<readonly ReadEvent[]> {
  const { isForward } = way;
  const waiting = stored.toSorted((a, b) => (isForward ? a.startMs - b.startMs : b.endMs - a.endMs));
  const isEarlier = (a: number, b: number): boolean => (isForward ? a < b : a > b);
  let open: Cursor[] = [];
  let next = 0;
  for (;;) {
    let ms: number | undefined;
    for (const cursor of open) {
      const time = cursor.times[cursor.row]!;
      if (ms === undefined || isEarlier(time, ms)) ms = time;
    }
    const segment = waiting[next];
    const edge = segment === undefined ? undefined : isForward ? segment.startMs : segment.endMs;
    if (segment !== undefined && edge !== undefined && (ms === undefined || !isEarlier(ms, edge))) {
      next += 1;
      const cursor = cursorOf(store.open(segment), way);
      if (isLeft(cursor, way)) open.push(cursor);
      continue;
    }
    if (ms === undefined) return;
    const rows: Row[] = [];
    for (const cursor of open) rows.push(...takeRows(cursor, ms, isForward));
    yield inOrder(rows);
    open = open.filter((cursor) => isLeft(cursor, way));
  }
}

export function* eventsInOrder(store: Store, query: EventQuery): Generator<ReadEvent> {
  const { logGroup, isForward, from, isStream } = query;
  const fromMs = from === undefined ? undefined : timeOfEventId(from.key);
  const way = {
    isForward,
    startMs: isForward ? Math.max(query.startMs, fromMs ?? query.startMs) : query.startMs,
    endMs: isForward ? query.endMs : Math.min(query.endMs, fromMs ?? query.endMs),
  };
  const stored = store
    .segments({ startMs: way.startMs, endMs: way.endMs, logGroups: [logGroup] })
    .filter((each) => isStream === undefined || [...streamsOfSegment(store, each).keys()].some(isStream));
  for (const batch of batches(store, stored, way)) {
    const isAtEdge = from !== undefined && batch[0]?.timestampMs === fromMs;
    const wanted = isAtEdge
      ? batch.filter((event) => {
          const { key, count } = event.before();
          return isBehind(from, key, count) === isForward;
        })
      : batch;
    yield* isForward ? wanted : wanted.toReversed();
  }
}
