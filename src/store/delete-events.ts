// Deleting the events of a log group or of one of its streams, and what is known of where they came from.

import { type Segment, valueAt } from '../segments/index.ts';
import type { Connection } from './connect.ts';
import { pickRows } from './pick-rows.ts';
import type { LiveWriting } from './put-events.ts';
import type { BaseWritableStore, StoredSegment, WritableStore } from './store.ts';

export type Deleting = Pick<WritableStore, 'deleteLogGroup' | 'deleteLogStream'>;

const everywhere = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };

/** Rows of other streams; undefined where all are. */
const rowsWithout = (segment: Segment, logStream: string): readonly number[] | undefined => {
  const streams = segment.column('@logStream');
  const rows: number[] = [];
  for (let row = 0; row < segment.rowCount; row += 1) {
    const stream = streams === undefined ? undefined : valueAt(streams, row);
    if ((stream ?? '') !== logStream) rows.push(row);
  }
  return rows.length === segment.rowCount ? undefined : rows;
};

export const deleting = (db: Connection, base: BaseWritableStore, live: LiveWriting): Deleting => {
  const groupId = db.prepare('SELECT id FROM log_group WHERE name = ?').pluck();
  /** What was fetched is to be asked for again. */
  const forgetFetched = (logGroup: string): void => {
    db.prepare('DELETE FROM fetched_slice WHERE log_group = ?').run(logGroup);
  };
  const deleteSegment = (id: number): void => {
    db.prepare('DELETE FROM segment_column WHERE segment = ?').run(id);
    db.prepare('DELETE FROM segment WHERE id = ?').run(id);
    db.prepare('DELETE FROM deleted_segment WHERE id < ?').run(id);
    if (db.prepare('SELECT 1 FROM deleted_segment').get() === undefined)
      db.prepare('INSERT INTO deleted_segment (id) VALUES (?)').run(id);
  };
  const segmentsOf = (logGroup: string): readonly StoredSegment[] =>
    base.segments({ ...everywhere, logGroups: [logGroup] });

  const deleteGroup = db.transaction((logGroup: string): void => {
    const id = groupId.get(logGroup) as number | undefined;
    if (id === undefined) return;
    db.prepare('DELETE FROM live_event WHERE log_group = ?').run(id);
    db.prepare('DELETE FROM live_group WHERE log_group = ?').run(id);
    for (const segment of segmentsOf(logGroup)) deleteSegment(segment.id);
    db.prepare('DELETE FROM import WHERE log_group = ?').run(id);
    forgetFetched(logGroup);
  });

  const deleteStream = db.transaction((logGroup: string, logStream: string): void => {
    const id = groupId.get(logGroup) as number | undefined;
    if (id === undefined) return;
    db.prepare('DELETE FROM live_event WHERE log_group = ? AND log_stream = ?').run(id, logStream);
    // Folded at once: runs of live events that were read before must not be taken for these.
    live.fold(id);
    for (const stored of segmentsOf(logGroup).toReversed()) {
      const segment = base.open(stored);
      const rows = rowsWithout(segment, logStream);
      if (rows === undefined) continue;
      if (rows.length > 0) base.writeSegment(pickRows(segment, rows));
      deleteSegment(stored.id);
    }
    db.prepare('DELETE FROM import WHERE log_group = ? AND log_stream = ?').run(id, logStream);
    forgetFetched(logGroup);
  });

  return {
    deleteLogGroup: (logGroup) => deleteGroup.immediate(logGroup),
    deleteLogStream: (logGroup, logStream) => deleteStream.immediate(logGroup, logStream),
  };
};
