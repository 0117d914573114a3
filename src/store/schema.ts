// The SQLite file: its mark, its version, its tables. Segments are never updated: they are written once.

/** "insi", in the file's header: other SQLite files are not touched. */
export const APPLICATION_ID = 0x696e7369;

/**
 * Version of the tables and of the bytes in them. A store of a later version is refused; one of version 1,
 * which has no compressed columns, is read as it is and becomes one of version 2 when it is written to.
 */
export const STORE_VERSION = 2;

/** A column is one large blob: large pages keep it in few pieces. Bytes. */
export const PAGE_BYTES = 65_536;

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
`;
