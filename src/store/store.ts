// The store: log groups, their segments, and the ledger of what was imported. The only room that knows SQL.

import {
  type Column,
  type ColumnLayout,
  countPresent,
  decodeColumn,
  encodeColumn,
  type Segment,
  type SegmentStatistics,
} from '../segments/index.ts';
import { columnCache } from './column-cache.ts';
import { type Connection, connect } from './open-store.ts';
import { storeErrorOf } from './store-error.ts';

/** A file's content as it was taken in; times in epoch ms. */
export type ImportRecord = {
  readonly contentHash: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly path: string;
  readonly format: string;
  readonly eventCount: number;
  readonly textBytes: number;
  readonly fileBytes: number;
  readonly importedMs: number;
};

export type GroupSummary = {
  readonly name: string;
  readonly eventCount: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly messageBytes: number;
  readonly segmentCount: number;
};

/** How many events carry a field. */
export type FieldSummary = { readonly field: string; readonly present: number };

/** `id` ascends in the order of arrival. */
export type StoredSegment = SegmentStatistics & { readonly id: number };

export type SegmentFilter = {
  readonly startMs: number;
  readonly endMs: number;
  /** Names of log groups; undefined means all. */
  readonly logGroups: readonly string[] | undefined;
};

export type Store = {
  readonly path: string;
  groups(): readonly GroupSummary[];
  fields(logGroups: readonly string[] | undefined): readonly FieldSummary[];
  /** Segments that may hold events of the window, those that end last first. */
  segments(filter: SegmentFilter): readonly StoredSegment[];
  /** The columns of a segment, read when they are asked for. */
  open(segment: StoredSegment): Segment;
  close(): void;
  [Symbol.dispose](): void;
};

export type WritableStore = Store & {
  begin(): void;
  commit(): void;
  rollback(): void;
  /** A point within the transaction to which `rollbackToMark` returns. */
  mark(): void;
  releaseMark(): void;
  rollbackToMark(): void;
  writeSegment(segment: Segment): void;
  recordImport(record: ImportRecord): void;
  /** Might a file of this size have been imported? Spares reading it. */
  mayHaveImport(fileBytes: number): boolean;
  hasImport(contentHash: string, logGroup: string, logStream: string): boolean;
};

type SegmentRow = {
  id: number;
  name: string;
  row_count: number;
  start_ms: number;
  end_ms: number;
  message_bytes: number;
};

const segmentOf = (row: SegmentRow): StoredSegment => ({
  id: row.id,
  logGroup: row.name,
  rowCount: row.row_count,
  startMs: row.start_ms,
  endMs: row.end_ms,
  messageBytes: row.message_bytes,
});

/** A list of names as one SQL argument; null for all. */
const namesArgument = (names: readonly string[] | undefined): string | null =>
  names === undefined ? null : JSON.stringify(names);

const inGroups = '(:groups IS NULL OR g.name IN (SELECT value FROM json_each(:groups)))';

/** Bytes of columns that an open store keeps for the next query, unless told otherwise. */
const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;

const reading = (db: Connection, path: string, cacheBytes: number): Store => {
  const cache = columnCache(cacheBytes);
  const columnQuery = db.prepare('SELECT layout, bytes FROM segment_column WHERE segment = ? AND field = ?');
  const fieldsQuery = db.prepare('SELECT field FROM segment_column WHERE segment = ?').pluck();
  const readColumn = (segment: number, field: string): Column | undefined => {
    const key = `${segment} ${field}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const row = columnQuery.get(segment, field) as { layout: string; bytes: Uint8Array } | undefined;
    if (row === undefined) return undefined;
    const column = decodeColumn({ layout: JSON.parse(row.layout) as ColumnLayout, bytes: row.bytes });
    cache.set(key, column, row.bytes.byteLength);
    return column;
  };
  const close = (): void => void db.close();
  return {
    path,
    groups: () =>
      db
        .prepare(
          `SELECT g.name AS name, sum(row_count) AS eventCount, min(start_ms) AS startMs, max(end_ms) AS endMs,
             sum(message_bytes) AS messageBytes, count(*) AS segmentCount
           FROM segment s JOIN log_group g ON g.id = s.log_group GROUP BY g.id ORDER BY g.name`,
        )
        .all() as GroupSummary[],
    fields: (logGroups) =>
      db
        .prepare(
          `SELECT field, sum(present) AS present
           FROM segment_column c JOIN segment s ON s.id = c.segment JOIN log_group g ON g.id = s.log_group
           WHERE ${inGroups} GROUP BY field ORDER BY present DESC, field`,
        )
        .all({ groups: namesArgument(logGroups) }) as FieldSummary[],
    segments: ({ startMs, endMs, logGroups }) =>
      (
        db
          .prepare(
            `SELECT s.id, g.name, row_count, start_ms, end_ms, message_bytes
             FROM segment s JOIN log_group g ON g.id = s.log_group
             WHERE end_ms >= :startMs AND start_ms <= :endMs AND ${inGroups} ORDER BY end_ms DESC, s.id DESC`,
          )
          .all({ startMs, endMs, groups: namesArgument(logGroups) }) as SegmentRow[]
      ).map(segmentOf),
    open: (segment) => ({
      ...segment,
      arrival: segment.id,
      get fields() {
        return fieldsQuery.all(segment.id) as string[];
      },
      column: (field) => readColumn(segment.id, field),
    }),
    close,
    [Symbol.dispose]: close,
  };
};

const writing = (db: Connection, path: string): WritableStore => {
  const groupId = (name: string): number => {
    db.prepare('INSERT OR IGNORE INTO log_group (name) VALUES (?)').run(name);
    return db.prepare('SELECT id FROM log_group WHERE name = ?').pluck().get(name) as number;
  };
  const insertSegment = db.prepare(
    'INSERT INTO segment (log_group, row_count, start_ms, end_ms, message_bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const insertColumn = db.prepare(
    'INSERT INTO segment_column (segment, field, present, layout, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const run = (sql: string) => (): void => {
    try {
      db.exec(sql);
    } catch (error) {
      throw storeErrorOf(path, error);
    }
  };
  return {
    ...reading(db, path, 0),
    begin: run('BEGIN IMMEDIATE'),
    commit: run('COMMIT'),
    rollback: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
    },
    mark: run('SAVEPOINT file'),
    releaseMark: run('RELEASE file'),
    rollbackToMark: run('ROLLBACK TO file; RELEASE file'),
    writeSegment: (segment) => {
      const { rowCount, startMs, endMs, messageBytes } = segment;
      const { lastInsertRowid } = insertSegment.run(
        groupId(segment.logGroup),
        rowCount,
        startMs,
        endMs,
        messageBytes,
      );
      for (const field of segment.fields) {
        const column = segment.column(field);
        if (column === undefined) continue;
        const { layout, bytes } = encodeColumn(column);
        insertColumn.run(
          lastInsertRowid,
          field,
          countPresent(column, rowCount),
          JSON.stringify(layout),
          bytes,
        );
      }
    },
    recordImport: (record) => {
      db.prepare(
        `INSERT INTO import (content_hash, log_group, log_stream, path, format, event_count, text_bytes, file_bytes, imported_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
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
    mayHaveImport: (fileBytes) =>
      db.prepare('SELECT 1 FROM import WHERE file_bytes = ? LIMIT 1').get(fileBytes) !== undefined,
    hasImport: (contentHash, logGroup, logStream) =>
      db
        .prepare(
          `SELECT 1 FROM import i JOIN log_group g ON g.id = i.log_group
           WHERE content_hash = ? AND g.name = ? AND log_stream = ?`,
        )
        .get(contentHash, logGroup, logStream) !== undefined,
  };
};

/**
 * A store to read. Throws StoreError when there is none at `path`, or not one that can be read. `cacheBytes`:
 * how much of what queries have read is kept for the next ones; 0 where there is only one.
 */
export const openStore = (path: string, { cacheBytes = DEFAULT_CACHE_BYTES } = {}): Store =>
  reading(connect(path, 'read'), path, cacheBytes);

/** A store to write to, made if there is none. */
export const openStoreForWriting = (path: string): WritableStore => writing(connect(path, 'write'), path);
