// What was fetched of a log group from the service: slices of its time, so that nothing is asked for twice.

import type { Connection } from './connect.ts';

/** Times are epoch ms: the start belongs to the slice, the end does not. */
export type FetchedSlice = {
  readonly startMs: number;
  readonly endMs: number;
  /** When the service was asked; undefined: it is still to be asked. */
  readonly fetchedMs: number | undefined;
};

/** `selection` names what is fetched of the group: server, streams and filter pattern. */
export type FetchedSlices = {
  /** By their start. */
  fetchedSlices(logGroup: string, selection: string): readonly FetchedSlice[];
  /** Puts these in the place of those. */
  replaceFetchedSlices(logGroup: string, selection: string, slices: readonly FetchedSlice[]): void;
};

type SliceRow = { start_ms: number; end_ms: number; fetched_ms: number | null };

export const fetchedSlices = (db: Connection): FetchedSlices => {
  const select = db.prepare(
    `SELECT start_ms, end_ms, fetched_ms FROM fetched_slice
     WHERE log_group = ? AND selection = ? ORDER BY start_ms, end_ms`,
  );
  const remove = db.prepare('DELETE FROM fetched_slice WHERE log_group = ? AND selection = ?');
  const insert = db.prepare(
    'INSERT INTO fetched_slice (log_group, selection, start_ms, end_ms, fetched_ms) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    fetchedSlices: (logGroup, selection) =>
      (select.all(logGroup, selection) as SliceRow[]).map((row) => ({
        startMs: row.start_ms,
        endMs: row.end_ms,
        fetchedMs: row.fetched_ms ?? undefined,
      })),
    replaceFetchedSlices: (logGroup, selection, slices) => {
      remove.run(logGroup, selection);
      for (const { startMs, endMs, fetchedMs } of slices)
        insert.run(logGroup, selection, startMs, endMs, fetchedMs ?? null);
    },
  };
};
