// Pointers: texts that name one event of the store each, as the service's @ptr does.
//
// Events with an id of digits are named by time and id, which stay when live events are folded; others by
// segment and row, which stay as long as the segment does.

import {
  type Column,
  derivedSegment,
  EVENT_ID,
  firstRowFrom,
  type Segment,
  valueAt,
} from '../segments/index.ts';
import type { Connection } from './connect.ts';
import { timesOf } from './event-id.ts';
import { type SegmentRow, segmentOf, selectSegments } from './read-store.ts';
import type { BaseStore, FoundEvent, StoredSegment } from './store.ts';

/** The name of the column; no field is listed under it. */
export const POINTER = '@ptr';

/** Letters, digits, "-" and "_" only, like base64url; made by joining, as whole segments are asked for them. */
const pointerColumn = (segment: Segment): Column => {
  const group = `x${Buffer.from(segment.logGroup).toString('base64url')}`;
  const times = timesOf(segment);
  const ids = segment.column(EVENT_ID);
  const place = `s${segment.arrival ?? 0}x`;
  const values = Array.from({ length: segment.rowCount }, (_, row) => {
    const id = ids === undefined ? undefined : valueAt(ids, row);
    return typeof id === 'string' && /^[0-9]+$/.test(id)
      ? `e${times[row]}x${id}${group}`
      : `${place}${row}${group}`;
  });
  return { form: 'text', values };
};

/** A segment that gives the column of pointers too. */
export const withPointers = (segment: Segment): Segment => {
  let pointers: Column | undefined;
  return derivedSegment(segment, (field) => {
    if (field !== POINTER) return undefined;
    pointers ??= pointerColumn(segment);
    return pointers;
  });
};

const rowOfId = (segment: Segment, timeMs: number, id: string): number | undefined => {
  const ids = segment.column(EVENT_ID);
  if (ids === undefined) return undefined;
  const times = timesOf(segment);
  for (let row = firstRowFrom(times, timeMs); times[row] === timeMs; row += 1)
    if (valueAt(ids, row) === id) return row;
  return undefined;
};

const segmentById = (db: Connection, id: number): StoredSegment | undefined => {
  const row = db.prepare(`${selectSegments} WHERE s.id = ?`).get(id) as SegmentRow | undefined;
  return row && segmentOf(row);
};

/** `store`: where the segments, live ones too, are looked up. */
export const eventFinder =
  (db: Connection, store: Pick<BaseStore, 'segments' | 'open'>) =>
  (pointer: string): FoundEvent | undefined => {
    const [, kind, first, second, group] =
      /^([es])(-?[0-9]{1,16})x([0-9]{1,100})x([\w-]*)$/.exec(pointer) ?? [];
    if (kind === undefined || first === undefined || second === undefined || group === undefined)
      return undefined;
    const logGroup = Buffer.from(group, 'base64url').toString();
    if (kind === 's') {
      const stored = segmentById(db, Number(first));
      const row = Number(second);
      if (stored === undefined || stored.logGroup !== logGroup || row >= stored.rowCount) return undefined;
      return { segment: store.open(stored), row };
    }
    const timeMs = Number(first);
    for (const stored of store.segments({ startMs: timeMs, endMs: timeMs, logGroups: [logGroup] })) {
      const segment = store.open(stored);
      const row = rowOfId(segment, timeMs, second);
      if (row !== undefined) return { segment, row };
    }
    return undefined;
  };
