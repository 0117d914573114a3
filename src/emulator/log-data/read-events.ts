// The events of a log group in order, segment by segment as they are needed.

import { type Store, type StoredSegment, timeOfEventId } from '../../store/index.ts';
import { type Boundary, isBehind } from './boundary.ts';
import {
  advance,
  type Cursor,
  compareCursors,
  isLeft,
  keyOf,
  openCursor,
  rowOf,
  timeOf,
  type Way,
} from './segment-cursor.ts';
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

const eventAt = ({ segment, times, ids }: Cursor, row: number, index: number): ReadEvent => ({
  timestampMs: times[row]!,
  logStream: () => textAt(segment.column('@logStream'), row),
  message: () => textAt(segment.column('@message'), row),
  ingestionMs: () => timeAt(segment.column('@ingestionTime'), row),
  id: () => ids.id(row),
  before: () => ({ key: ids.key(row), count: index }),
  behind: () => ({ key: ids.key(row), count: index + 1 }),
});

type Row = { readonly cursor: Cursor; readonly row: number };

/** Of one and the same event, imported twice. */
const compareArrivals = (a: Row, b: Row): number =>
  (a.cursor.segment.arrival ?? 0) - (b.cursor.segment.arrival ?? 0) || a.row - b.row;

/** Puts a cursor in its place among others that are in order. */
const insert = (open: Cursor[], cursor: Cursor, isForward: boolean): void => {
  let [low, high] = [0, open.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareCursors(open[middle]!, cursor, isForward) <= 0) low = middle + 1;
    else high = middle;
  }
  open.splice(low, 0, cursor);
};

/** Takes the events of the first cursor's time and key, nearly always one, off the cursors, which are in order. */
const takeSame = (open: Cursor[], way: Way): readonly Row[] => {
  const { isForward } = way;
  const first = open[0]!;
  const [ms, row] = [timeOf(first), rowOf(first)];
  const next = first.place + (isForward ? 1 : -1);
  const isAlone = first.times[next] !== ms && (open[1] === undefined || timeOf(open[1]) !== ms);
  const key = isAlone ? undefined : keyOf(first);
  const rows: Row[] = [{ cursor: first, row }];
  const moveOn = (): void => {
    const cursor = open.shift()!;
    advance(cursor, isForward);
    if (isLeft(cursor, way)) insert(open, cursor, isForward);
  };
  moveOn();
  while (key !== undefined && open[0] !== undefined && timeOf(open[0]) === ms && keyOf(open[0]) === key) {
    rows.push({ cursor: open[0], row: rowOf(open[0]) });
    moveOn();
  }
  return rows.length === 1 ? rows : rows.sort(compareArrivals);
};

/** Events of one key each, in the direction of reading; undefined as below. */
function* rowsInOrder(
  store: Store,
  waiting: readonly StoredSegment[],
  isWanted: (segment: StoredSegment) => boolean,
  way: Way,
): Generator<readonly Row[] | undefined> {
  const { isForward } = way;
  const open: Cursor[] = [];
  let next = 0;
  for (;;) {
    const segment = waiting[next];
    const ms = open[0] && timeOf(open[0]);
    const isNeeded =
      segment !== undefined &&
      (ms === undefined || (isForward ? segment.startMs <= ms : segment.endMs >= ms));
    if (isNeeded) {
      next += 1;
      const cursor = isWanted(segment) ? openCursor(store.open(segment), way) : undefined;
      if (cursor !== undefined && isLeft(cursor, way)) insert(open, cursor, isForward);
      yield undefined;
    } else if (ms === undefined) return;
    else yield takeSame(open, way);
  }
}

/** Undefined is given where others may have their turn: a segment was opened, which takes its time. */
export function* eventsInOrder(store: Store, query: EventQuery): Generator<ReadEvent | undefined> {
  const { logGroup, isForward, from, isStream } = query;
  const fromMs = from === undefined ? undefined : timeOfEventId(from.key);
  const way: Way = {
    isForward,
    startMs: isForward ? Math.max(query.startMs, fromMs ?? query.startMs) : query.startMs,
    endMs: isForward ? query.endMs : Math.min(query.endMs, fromMs ?? query.endMs),
    fromKey: from?.key,
  };
  const isWanted = (segment: StoredSegment): boolean =>
    isStream === undefined || [...streamsOfSegment(store, segment).keys()].some(isStream);
  const segments = store
    .segments({ startMs: way.startMs, endMs: way.endMs, logGroups: [logGroup] })
    .toSorted((a, b) => (isForward ? a.startMs - b.startMs : b.endMs - a.endMs));
  for (const rows of rowsInOrder(store, segments, isWanted, way)) {
    if (rows === undefined) {
      yield undefined;
      continue;
    }
    const events = rows.map(({ cursor, row }, index) => eventAt(cursor, row, index));
    const wanted =
      from === undefined || events[0]?.timestampMs !== fromMs
        ? events
        : events.filter((event) => {
            const { key, count } = event.before();
            return isBehind(from, key, count) === isForward;
          });
    yield* isForward ? wanted : wanted.toReversed();
  }
}
