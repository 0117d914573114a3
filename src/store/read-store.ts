// Reading a store: what there is, and columns when they are asked for.

import {
  columnsRead,
  type DecodedColumn,
  decodeStored,
  type ReadColumn,
  type SegmentColumns,
  type StoredLayout,
} from '../segments/index.ts';
import { columnCache } from './column-cache.ts';
import { unpack } from './compress.ts';
import type { Connection } from './connect.ts';
import type { BaseStore, FieldSummary, GroupSummary, StoredSegment } from './store.ts';
import { tellingStore } from './store-error.ts';

export type SegmentRow = {
  id: number;
  name: string;
  row_count: number;
  start_ms: number;
  end_ms: number;
  message_bytes: number;
};

/** Rows of it are of the type above. */
export const selectSegments = `
  SELECT s.id, g.name, row_count, start_ms, end_ms, message_bytes
  FROM segment s JOIN log_group g ON g.id = s.log_group`;

export const segmentOf = (row: SegmentRow): StoredSegment => ({
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

/** Hidden columns have a control character in front. */
const isShown = 'substr(field, 1, 1) <> char(1)';

const inGroups = '(:groups IS NULL OR g.name IN (SELECT value FROM json_each(:groups)))';

/** Gives a segment's columns by their names. */
const storedColumns = (
  db: Connection,
  path: string,
  cacheBytes: number,
): ((segment: number) => SegmentColumns) => {
  const cache = columnCache(cacheBytes);
  const columnQuery = db.prepare('SELECT layout, bytes FROM segment_column WHERE segment = ? AND field = ?');
  const readColumn = (segment: number, field: string, others: ReadColumn): DecodedColumn | undefined => {
    const key = `${segment} ${field}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const row = columnQuery.get(segment, field) as { layout: string; bytes: Uint8Array } | undefined;
    if (row === undefined) return undefined;
    const layout = JSON.parse(row.layout) as StoredLayout & { readonly plainBytes?: number };
    const bytes = unpack({ bytes: row.bytes, plainBytes: layout.plainBytes });
    const column = decodeStored({ layout, bytes }, others);
    cache.set(key, column, bytes.byteLength);
    return column;
  };
  return (segment) =>
    tellingStore(
      path,
      columnsRead((field, others) => readColumn(segment, field, others)),
    );
};

export const reading = (db: Connection, path: string, cacheBytes: number): BaseStore => {
  const columnsOf = storedColumns(db, path, cacheBytes);
  const fieldsQuery = db.prepare(`SELECT field FROM segment_column WHERE segment = ? AND ${isShown}`).pluck();
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
           WHERE ${inGroups}  AND ${isShown} GROUP BY field ORDER BY present DESC, field`,
        )
        .all({ groups: namesArgument(logGroups) }) as FieldSummary[],
    segments: ({ startMs, endMs, logGroups }) =>
      (
        db
          .prepare(
            `${selectSegments}
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
      ...columnsOf(segment.id),
    }),
    close,
    [Symbol.dispose]: close,
  };
};
