// Which events of a time the store has already: by the service's id of each.

import { EVENT_ID, firstRowFrom, type Segment, valueAt } from '../../segments/index.ts';
import type { Store, StoredSegment } from '../../store/index.ts';
import type { TimeRange } from './coverage.ts';

/** Rows of a segment are in the order of time. */
const addIds = (ids: Set<string>, segment: Segment, ranges: readonly TimeRange[]): void => {
  const times = segment.column('@timestamp');
  const column = times?.form === 'timestamp' ? segment.column(EVENT_ID) : undefined;
  if (times?.form !== 'timestamp' || column === undefined) return;
  for (const { startMs, endMs } of ranges) {
    for (let row = firstRowFrom(times.values, startMs); row < segment.rowCount; row += 1) {
      if (times.values[row]! >= endMs) break;
      const id = valueAt(column, row);
      if (typeof id === 'string') ids.add(id);
    }
  }
};

/** `isNew`: a segment that has none of these events, because it was written with others of the same reading. */
export const knownIds = (
  store: Store,
  logGroup: string,
  ranges: readonly TimeRange[],
  isNew: (segment: StoredSegment) => boolean,
): ReadonlySet<string> => {
  const ids = new Set<string>();
  if (ranges.length === 0) return ids;
  const startMs = Math.min(...ranges.map((range) => range.startMs));
  const endMs = Math.max(...ranges.map((range) => range.endMs));
  for (const segment of store.segments({ startMs, endMs, logGroups: [logGroup] })) {
    const touched = ranges.filter((range) => range.startMs <= segment.endMs && range.endMs > segment.startMs);
    if (touched.length > 0 && !isNew(segment)) addIds(ids, store.open(segment), touched);
  }
  return ids;
};
