// A row on its way through the commands: its fields, where it came from, and what a command may ask of the
// query around it.

import type { Query, StatsCommand } from '../../grammar/syntax-tree.ts';
import type { Fields } from './discovery.ts';
import { numberOf, type Value } from './values.ts';

export type Row = {
  readonly fields: Fields;
  /** The names that the query has given; the other fields are discovered ones. */
  readonly made: ReadonlySet<string>;
  /**
   * The place of its event among the events as they arrived; rows of one event share it. Rows of `stats` have
   * none.
   */
  readonly arrival: number | undefined;
  /** When its event happened, whatever the query has put under the name @timestamp since. */
  readonly eventMs?: number;
  /** After a join: the left and the right row by their aliases; undefined where there is no partner. */
  readonly sides?: ReadonlyMap<string, Row | undefined>;
};

export type Window = { readonly startMs: number; readonly endMs: number; readonly nowMs: number };

/** A column of an answer. `hidden` is the other name of a call without alias (names.ts). */
export type Column = { readonly name: string; readonly hidden?: string };

export type Answered = { readonly columns: readonly Column[]; readonly rows: readonly Row[] };

/** A lookup table: a line of names, then lines of as many texts. */
export type LookupTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What an expression may ask. */
export type Setting = {
  /** The text of the query, by which columns without alias are named. */
  readonly text: string;
  readonly window: Window | undefined;
  /** The answer of an inner query. */
  readonly ask: (query: Query) => Answered;
  /** Where bins begin (`by bin(5m) offset 1m`). */
  readonly binOffsetMs?: number;
  /** Aliases of jsonParse whose members the same command cannot see yet (evidence 47). */
  readonly closed?: ReadonlySet<string>;
  /**
   * The other names of the columns that the last `stats` and the commands after it have given: there they are
   * columns even in rows that lack them, such as the line of `addtotals`.
   */
  readonly hidden?: ReadonlySet<string>;
};

/** What a command may ask besides. */
export type Surroundings = Setting & {
  /** The columns that an answer would show at this place. */
  readonly shown: readonly Column[];
  /** The last `stats` before this place. */
  readonly stats: StatsCommand | undefined;
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** The rows of all events that a query's SOURCE stages select, without any limit. */
  readonly eventsOf: (query: Query) => readonly Row[];
};

/** The time by which commands and aggregates order rows: of its event, or else what @timestamp is. */
export const timeOf = (row: Row): number | undefined => row.eventMs ?? numberOf(row.fields.get('@timestamp'));

/** The row with one more column, or another value in it. */
export const withColumn = (row: Row, column: Column | string, value: Value): Row => {
  const { name, hidden }: Column = typeof column === 'string' ? { name: column } : column;
  const fields = new Map(row.fields).set(name, value);
  if (hidden !== undefined) fields.set(hidden, value);
  return { ...row, fields, made: new Set(row.made).add(name) };
};
