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

/** Segments do not change, and those of live events only grow: looked through once each. */
const known = new WeakMap<Store, Map<number, { readonly rowCount: number; readonly streams: Streams }>>();

export const streamsOfSegment = (store: Store, stored: StoredSegment): Streams => {
  const segments = known.get(store) ?? new Map();
  known.set(store, segments);
  const seen = segments.get(stored.id);
  if (seen?.rowCount === stored.rowCount) return seen.streams;
  const streams = streamsIn(store.open(stored));
  segments.set(stored.id, { rowCount: stored.rowCount, streams });
  return streams;
};
