// A row on its way through the commands: its fields, where it came from, and what a query may ask of the
// time it runs at.

import type { Fields } from './discovery.ts';

export type Row = {
  readonly fields: Fields;
  /** Its place among the events as they arrived; rows of `stats` have none. */
  readonly arrival: number | undefined;
};

export type Window = { readonly startMs: number; readonly endMs: number; readonly nowMs: number };

/** The text of the query, by which columns without alias are named, and the time it asks about. */
export type Setting = { readonly text: string; readonly window: Window | undefined };
