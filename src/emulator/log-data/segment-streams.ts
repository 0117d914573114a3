// Which log streams the events of a segment are of, and when they were.

import { type Column, type Segment, valueAt } from '../../segments/index.ts';
import { type Store, type StoredSegment, timesOf } from '../../store/index.ts';

/** Epoch ms. */
export type StreamTimes = {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly lastIngestionMs: number | undefined;
};

export const joinTimes = (a: StreamTimes | undefined, b: StreamTimes): StreamTimes =>
  a === undefined
    ? b
    : {
        firstMs: Math.min(a.firstMs, b.firstMs),
        lastMs: Math.max(a.lastMs, b.lastMs),
        lastIngestionMs:
          a.lastIngestionMs === undefined || b.lastIngestionMs === undefined
            ? (a.lastIngestionMs ?? b.lastIngestionMs)
            : Math.max(a.lastIngestionMs, b.lastIngestionMs),
      };

type Streams = ReadonlyMap<string, StreamTimes>;

/** The text of a row; '' where it has none. */
export const textAt = (column: Column | undefined, row: number): string => {
  const value = column === undefined ? undefined : valueAt(column, row);
  return typeof value === 'string' ? value : value === undefined ? '' : String(value);
};

/** Epoch ms, or undefined where the event came without. */
export const timeAt = (column: Column | undefined, row: number): number | undefined => {
  const ms = column?.form === 'timestamp' ? column.values[row] : undefined;
  return ms === undefined || Number.isNaN(ms) ? undefined : ms;
};

const streamsIn = (segment: Segment): Streams => {
  const names = segment.column('@logStream');
  const ingestion = segment.column('@ingestionTime');
  const times = timesOf(segment);
  const streams = new Map<string, StreamTimes>();
  for (let row = 0; row < times.length; row += 1) {
    const name = textAt(names, row);
    const ms = times[row]!;
    const own = { firstMs: ms, lastMs: ms, lastIngestionMs: timeAt(ingestion, row) };
    streams.set(name, joinTimes(streams.get(name), own));
  }
  return streams;
};

type Seen = { readonly rowCount: number; readonly streams: Streams };

/** What was seen of the segments of a log group, by their ids. */
type SeenGroup = { readonly segments: Map<number, Seen>; mostKept: number };

/** Segments do not change, and those of live events only grow: looked through once each. */
const known = new WeakMap<Store, Map<string, SeenGroup>>();

const FEWEST_KEPT = 32;

const everywhere = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };

/** Segments go when they are folded or deleted: what was seen of them goes when they may be half of all. */
const forgetGone = (store: Store, logGroup: string, group: SeenGroup): void => {
  const ids = new Set(store.segments({ ...everywhere, logGroups: [logGroup] }).map(({ id }) => id));
  for (const id of group.segments.keys()) if (!ids.has(id)) group.segments.delete(id);
  group.mostKept = 2 * Math.max(FEWEST_KEPT, group.segments.size);
};

const seenGroup = (store: Store, logGroup: string): SeenGroup => {
  const groups = known.get(store) ?? new Map<string, SeenGroup>();
  known.set(store, groups);
  const group = groups.get(logGroup) ?? { segments: new Map(), mostKept: 2 * FEWEST_KEPT };
  groups.set(logGroup, group);
  return group;
};

export const streamsOfSegment = (store: Store, stored: StoredSegment): Streams => {
  const group = seenGroup(store, stored.logGroup);
  const seen = group.segments.get(stored.id);
  if (seen?.rowCount === stored.rowCount) return seen.streams;
  const streams = streamsIn(store.open(stored));
  group.segments.set(stored.id, { rowCount: stored.rowCount, streams });
  if (group.segments.size > group.mostKept) forgetGone(store, stored.logGroup, group);
  return streams;
};

/** Of a log group that is deleted. */
export const forgetSegments = (store: Store, logGroup: string): void => {
  known.get(store)?.delete(logGroup);
};

/** For tests: of how many segments something is kept. */
export const segmentsSeen = (store: Store, logGroup: string): number =>
  known.get(store)?.get(logGroup)?.segments.size ?? 0;
