// Putting events that clients send, one transaction a batch, and folding them into segments when there are many.

import { type Segment, segmentBuilder, utf8Length } from '../segments/index.ts';
import type { Connection } from './connect.ts';
import { liveEventId } from './event-id.ts';
import { addLiveRow, type LiveRow, selectLiveRows } from './live-events.ts';
import type { PutRow, WritableStore } from './store.ts';

/**
 * Live events of one group at which they are folded. Every reader lays them down for itself, in each thread: more
 * would take much memory, fewer would make many small segments.
 */
const FOLD_ROWS = 16_384;
const FOLD_BYTES = 8 * 1024 * 1024;

/** Rows that are read at a time while they are folded. */
const CHUNK_ROWS = 4096;

export type LiveWriting = Pick<WritableStore, 'putEvents' | 'addEvents'> & {
  /** Within a transaction. */
  fold(groupId: number): void;
  /** Leaves them as they are where another process is writing. */
  tryFoldAll(): void;
};

/** Appends events, of which there is one at least, within a transaction; gives the id of their log group. */
const appending = (db: Connection): ((logGroup: string, rows: readonly PutRow[]) => number) => {
  const insertGroup = db.prepare('INSERT OR IGNORE INTO log_group (name) VALUES (?)');
  const selectGroup = db.prepare('SELECT id FROM log_group WHERE name = ?').pluck();
  const nextId = db
    .prepare("SELECT 1 + ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'live_event'), 0)")
    .pluck();
  const insertEvent = db.prepare(
    `INSERT INTO live_event (id, log_group, log_stream, timestamp_ms, ingestion_ms, event_id, message)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const addToGroup = db.prepare(
    `INSERT INTO live_group (log_group, first_id, last_id, row_count, start_ms, end_ms, message_bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_id = excluded.last_id, row_count = row_count + excluded.row_count,
       start_ms = min(start_ms, excluded.start_ms), end_ms = max(end_ms, excluded.end_ms),
       message_bytes = message_bytes + excluded.message_bytes`,
  );
  return (logGroup, rows) => {
    const name = logGroup.toWellFormed();
    insertGroup.run(name);
    const groupId = selectGroup.get(name) as number;
    const firstId = nextId.get() as number;
    let [id, startMs, endMs, bytes] = [firstId, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const { timestampMs, message, logStream, ingestionMs, eventId } of rows) {
      const itsId = eventId ?? liveEventId(timestampMs, id);
      insertEvent.run(id, groupId, logStream, timestampMs, ingestionMs, itsId, message);
      startMs = Math.min(startMs, timestampMs);
      endMs = Math.max(endMs, timestampMs);
      bytes += utf8Length(message);
      id += 1;
    }
    addToGroup.run(groupId, firstId, id - 1, rows.length, startMs, endMs, bytes);
    return groupId;
  };
};

/** Writes the live events of a log group as segments, within a transaction. */
const folding = (db: Connection, writeSegment: (segment: Segment) => void): LiveWriting['fold'] => {
  const groupName = db.prepare('SELECT name FROM log_group WHERE id = ?').pluck();
  const selectRows = db.prepare(`${selectLiveRows} LIMIT ${CHUNK_ROWS}`);
  const deleteRows = db.prepare('DELETE FROM live_event WHERE log_group = ?');
  const deleteGroup = db.prepare('DELETE FROM live_group WHERE log_group = ?');
  return (groupId) => {
    const builder = segmentBuilder(groupName.get(groupId) as string);
    const write = (): void => {
      if (builder.rowCount > 0) writeSegment(builder.seal('all'));
    };
    let lastId = 0;
    for (;;) {
      const rows = selectRows.all(groupId, lastId) as LiveRow[];
      for (const row of rows) {
        addLiveRow(builder, row);
        if (builder.isFull) write();
        lastId = row.id;
      }
      if (rows.length < CHUNK_ROWS) break;
    }
    write();
    deleteRows.run(groupId);
    deleteGroup.run(groupId);
  };
};

const unlessBusy = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw error;
  }
};

/** `writeSegment`: as a store writes any segment. */
export const liveWriting = (db: Connection, writeSegment: (segment: Segment) => void): LiveWriting => {
  const append = appending(db);
  const put = db.transaction(append);
  const fold = folding(db, writeSegment);
  const selectFull = db
    .prepare('SELECT 1 FROM live_group WHERE log_group = ? AND (row_count >= ? OR message_bytes >= ?)')
    .pluck();
  const isFull = (groupId: number): boolean => selectFull.get(groupId, FOLD_ROWS, FOLD_BYTES) !== undefined;
  const foldIfFull = db.transaction((groupId: number): void => {
    if (isFull(groupId)) fold(groupId);
  });
  const foldAll = db.transaction((): void => {
    const groupIds = db.prepare('SELECT log_group FROM live_group').pluck().all() as number[];
    groupIds.forEach(fold);
  });
  return {
    addEvents: (logGroup, events) => {
      if (events.length === 0) return;
      const groupId = append(logGroup, events);
      if (isFull(groupId)) fold(groupId);
    },
    putEvents: (logGroup, logStream, ingestionMs, events) => {
      if (events.length === 0) return;
      const rows = events.map((event) => ({ ...event, logStream, ingestionMs }));
      const groupId = put.immediate(logGroup, rows);
      // The events are in: whoever is writing now only puts the folding off.
      if (isFull(groupId)) unlessBusy(() => foldIfFull.immediate(groupId));
    },
    fold,
    tryFoldAll: () => {
      const isSome = db.prepare('SELECT 1 FROM live_group LIMIT 1').get() !== undefined;
      if (isSome && !db.inTransaction) unlessBusy(() => foldAll.immediate());
    },
  };
};
