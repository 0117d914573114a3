// The finished answer of a query: a table, what it cost, and what the reader should know about it.

/** A cell is the printed value, or undefined where the row has no such value. */
export type Cell = string | undefined;

export type ResultTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

export type Statistics = {
  /** Events after the filters, before any aggregation (evidence 27). */
  readonly recordsMatched: number;
  /** Events in the segments that were looked at. */
  readonly recordsScanned: number;
  /** UTF-8 bytes of message text in those segments. */
  readonly bytesScanned: number;
  /** Events in segments that statistics allowed to skip. */
  readonly estimatedRecordsSkipped: number;
  readonly estimatedBytesSkipped: number;
  readonly logGroupsScanned: number;
};

/** A remark on the answer. `code` is stable; `message` is one sentence, shown as it stands. */
export type Notice = { readonly code: string; readonly message: string };

/** A table that queries look values up in: texts, as a CSV file has them. */
export type LookupTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What stops a query that is well made: too much of something. The message is a sentence for the user. */
export class QueryFailed extends Error {}

export type QueryResult = {
  readonly table: ResultTable;
  readonly statistics: Statistics;
  /** 'Partial' when some input could not be read or the query was interrupted. */
  readonly status: 'Complete' | 'Partial';
  readonly notices: readonly Notice[];
};
