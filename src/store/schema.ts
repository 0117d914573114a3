// The SQLite file: its mark, its version, its tables. Segments are never updated: they are written once, and
// deleted with their log group or stream.

/** "insi", in the file's header: other SQLite files are not touched. */
export const APPLICATION_ID = 0x696e7369;

/**
 * Version of the tables and of the bytes in them. A store of a later version is refused. Version 1 has no
 * compressed columns, and 1 and 2 have neither live events nor resources: they are read as they are, and
 * become of this version when they are opened to be written to.
 */
export const STORE_VERSION = 5;

/** A column is one large blob: large pages keep it in few pieces. Bytes. */
export const PAGE_BYTES = 65_536;

/** The tables that version 3 added. */
export const createLiveTables = `
  -- Events that clients put, until they are folded into a segment. Ids ascend in the order of arrival and are
  -- never given twice: they are in the events' ids. Times are epoch ms.
  CREATE TABLE IF NOT EXISTS live_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    log_group INTEGER NOT NULL REFERENCES log_group,
    log_stream TEXT NOT NULL,
    timestamp_ms INTEGER NOT NULL,
    ingestion_ms INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS live_event_by_group ON live_event (log_group, id);

  -- What the live events of one log group are together, so that nobody has to count them.
  CREATE TABLE IF NOT EXISTS live_group (
    log_group INTEGER PRIMARY KEY REFERENCES log_group,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    message_bytes INTEGER NOT NULL
  ) STRICT;

  -- What clients of the service keep there: log groups, streams, query definitions. body: JSON.
  CREATE TABLE IF NOT EXISTS resource (
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (account, region, kind, name)
  ) STRICT, WITHOUT ROWID;

  -- Slices of time that were fetched from the service, both in epoch ms, the end not in it. selection: server,
  -- streams and filter pattern. Without fetched_ms a slice is still to be asked for.
  CREATE TABLE IF NOT EXISTS fetched_slice (
    id INTEGER PRIMARY KEY,
    log_group TEXT NOT NULL,
    selection TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    fetched_ms INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS fetched_slice_by_group ON fetched_slice (log_group, selection, start_ms);

  -- The greatest id of all segments that were deleted: no later segment takes an id that a cache may know.
  CREATE TABLE IF NOT EXISTS deleted_segment (
    id INTEGER PRIMARY KEY
  ) STRICT;
`;

/** The id of the next segment: greater than that of any there is or was. */
export const nextSegmentId = `(
  SELECT 1 + max(ifnull((SELECT max(id) FROM segment), 0), ifnull((SELECT max(id) FROM deleted_segment), 0))
)`;

export const createTables = `
  CREATE TABLE log_group (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  -- One file's content, taken into one log group: it is not taken again.
  CREATE TABLE import (
    content_hash TEXT NOT NULL,
    log_group INTEGER NOT NULL REFERENCES log_group,
    log_stream TEXT NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    event_count INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL,
    file_bytes INTEGER NOT NULL,
    imported_ms INTEGER NOT NULL,
    PRIMARY KEY (content_hash, log_group, log_stream)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX import_by_size ON import (file_bytes);

  -- Ids ascend in the order of arrival. Times are epoch ms, both inclusive.
  CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    log_group INTEGER NOT NULL REFERENCES log_group,
    row_count INTEGER NOT NULL,
    start_ms REAL NOT NULL,
    end_ms REAL NOT NULL,
    message_bytes INTEGER NOT NULL
  ) STRICT;

  -- layout: JSON beside the bytes, see docs/storage-format.md. present: rows that have a value.
  CREATE TABLE segment_column (
    id INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL REFERENCES segment,
    field TEXT NOT NULL,
    present INTEGER NOT NULL,
    layout TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX segment_column_by_field ON segment_column (segment, field, present);
  ${createLiveTables}
`;
