// Writing a store: segments and the ledger, within transactions.

import type { Segment } from '../segments/index.ts';
import type { Connection } from './connect.ts';
import { reading } from './read-store.ts';
import { nextSegmentId } from './schema.ts';
import { type SealedSegment, sealSegment } from './seal.ts';
import type { WritableStore } from './store.ts';
import { wholeWritableStore } from './whole-store.ts';

/**
 * Without its write-ahead log a store can be read where nothing may be written. Another process that has the
 * store open keeps it: then it stays as it is.
 */
const leaveOneFile = (db: Connection): void => {
  try {
    db.pragma('journal_mode = DELETE');
  } catch {
    // The next writer to leave will do it.
  }
};

/** Log groups by their name, made when they are first named. */
const groupIds = (db: Connection): ((name: string) => number) => {
  const insertGroup = db.prepare('INSERT OR IGNORE INTO log_group (name) VALUES (?)');
  const selectGroup = db.prepare('SELECT id FROM log_group WHERE name = ?').pluck();
  return (given) => {
    const name = given.toWellFormed();
    insertGroup.run(name);
    return selectGroup.get(name) as number;
  };
};

type Ledger = Pick<WritableStore, 'recordImport' | 'mayHaveImport' | 'hasImport'>;

const ledger = (db: Connection, groupId: (name: string) => number): Ledger => {
  const selectSize = db.prepare('SELECT 1 FROM import WHERE file_bytes = ? LIMIT 1');
  const selectImport = db.prepare(
    `SELECT 1 FROM import i JOIN log_group g ON g.id = i.log_group
     WHERE content_hash = ? AND g.name = ? AND log_stream = ?`,
  );
  const insertImport = db.prepare(
    `INSERT INTO import (content_hash, log_group, log_stream, path, format, event_count, text_bytes, file_bytes, imported_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    recordImport: ({ contentHash, logGroup, logStream, path, format, ...rest }) => {
      const { eventCount, textBytes, fileBytes, importedMs } = rest;
      const sizes = [eventCount, textBytes, fileBytes, importedMs];
      insertImport.run(contentHash, groupId(logGroup), logStream, path, format, ...sizes);
    },
    mayHaveImport: (fileBytes) => selectSize.get(fileBytes) !== undefined,
    hasImport: (contentHash, logGroup, logStream) =>
      selectImport.get(contentHash, logGroup, logStream) !== undefined,
  };
};

const segmentWriting = (db: Connection, groupId: (name: string) => number) => {
  const insertSegment = db.prepare(
    `INSERT INTO segment (id, log_group, row_count, start_ms, end_ms, message_bytes)
     VALUES (${nextSegmentId}, ?, ?, ?, ?, ?)`,
  );
  const insertColumn = db.prepare(
    'INSERT INTO segment_column (segment, field, present, layout, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const writeSealed = ({ logGroup, columns, ...statistics }: SealedSegment): void => {
    const { rowCount, startMs, endMs, messageBytes } = statistics;
    const group = groupId(logGroup);
    const { lastInsertRowid } = insertSegment.run(group, rowCount, startMs, endMs, messageBytes);
    for (const { field, present, layout, bytes } of columns)
      insertColumn.run(lastInsertRowid, field, present, layout, bytes);
  };
  return { writeSealed, writeSegment: (segment: Segment): void => writeSealed(sealSegment(segment)) };
};

export const writing = (db: Connection, path: string, cacheBytes: number): WritableStore => {
  const groupId = groupIds(db);
  const run = (sql: string) => (): void => {
    db.exec(sql);
  };
  return wholeWritableStore(db, {
    ...reading(db, path, cacheBytes),
    close: () => {
      leaveOneFile(db);
      db.close();
    },
    tryBegin: () => {
      try {
        db.exec('BEGIN IMMEDIATE');
        return true;
      } catch (error) {
        if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return false;
        throw error;
      }
    },
    commit: run('COMMIT'),
    rollback: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
    },
    mark: run('SAVEPOINT file'),
    releaseMark: run('RELEASE file'),
    rollbackToMark: run('ROLLBACK TO file; RELEASE file'),
    ...segmentWriting(db, groupId),
    ...ledger(db, groupId),
  });
};
