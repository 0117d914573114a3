// Writing a store: segments and the ledger, within transactions.

import type { Connection } from './connect.ts';
import { reading } from './read-store.ts';
import { type SealedSegment, sealSegment } from './seal.ts';
import type { WritableStore } from './store.ts';

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

export const writing = (db: Connection, path: string): WritableStore => {
  const insertGroup = db.prepare('INSERT OR IGNORE INTO log_group (name) VALUES (?)');
  const selectGroup = db.prepare('SELECT id FROM log_group WHERE name = ?').pluck();
  const groupId = (given: string): number => {
    const name = given.toWellFormed();
    insertGroup.run(name);
    return selectGroup.get(name) as number;
  };
  const selectSize = db.prepare('SELECT 1 FROM import WHERE file_bytes = ? LIMIT 1');
  const selectImport = db.prepare(
    `SELECT 1 FROM import i JOIN log_group g ON g.id = i.log_group
     WHERE content_hash = ? AND g.name = ? AND log_stream = ?`,
  );
  const insertImport = db.prepare(
    `INSERT INTO import (content_hash, log_group, log_stream, path, format, event_count, text_bytes, file_bytes, imported_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertSegment = db.prepare(
    'INSERT INTO segment (log_group, row_count, start_ms, end_ms, message_bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const insertColumn = db.prepare(
    'INSERT INTO segment_column (segment, field, present, layout, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const run = (sql: string) => (): void => {
    db.exec(sql);
  };
  const writeSealed = ({
    logGroup,
    rowCount,
    startMs,
    endMs,
    messageBytes,
    columns,
  }: SealedSegment): void => {
    const group = groupId(logGroup);
    const { lastInsertRowid } = insertSegment.run(group, rowCount, startMs, endMs, messageBytes);
    for (const { field, present, layout, bytes } of columns)
      insertColumn.run(lastInsertRowid, field, present, layout, bytes);
  };
  return {
    ...reading(db, path, 0),
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
    writeSegment: (segment) => writeSealed(sealSegment(segment)),
    writeSealed,
    recordImport: (record) => {
      insertImport.run(
        record.contentHash,
        groupId(record.logGroup),
        record.logStream,
        record.path,
        record.format,
        record.eventCount,
        record.textBytes,
        record.fileBytes,
        record.importedMs,
      );
    },
    mayHaveImport: (fileBytes) => selectSize.get(fileBytes) !== undefined,
    hasImport: (contentHash, logGroup, logStream) =>
      selectImport.get(contentHash, logGroup, logStream) !== undefined,
  };
};
