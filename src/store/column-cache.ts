// Columns that were read, kept for the next query within a number of bytes: the least recently used go first.

import type { DecodedColumn } from '../segments/index.ts';

export type ColumnCache = {
  get(key: string): DecodedColumn | undefined;
  set(key: string, column: DecodedColumn, bytes: number): void;
};

/** Segments are never updated, so nothing in here can become stale. */
export const columnCache = (mostBytes: number): ColumnCache => {
  const entries = new Map<string, { readonly column: DecodedColumn; readonly bytes: number }>();
  let totalBytes = 0;
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      // A Map keeps the order of insertion: what is used moves to the end.
      entries.delete(key);
      entries.set(key, entry);
      return entry.column;
    },
    set: (key, column, bytes) => {
      if (bytes > mostBytes) return;
      entries.set(key, { column, bytes });
      totalBytes += bytes;
      for (const [oldest, entry] of entries) {
        if (totalBytes <= mostBytes) break;
        entries.delete(oldest);
        totalBytes -= entry.bytes;
      }
    },
  };
};
