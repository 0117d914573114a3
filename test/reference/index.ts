// The reference engine: what a query answers, said as plainly as possible. One row is a map of fields, a
// command is a loop over rows; nothing is fast and nothing is shared with src/. It is given only queries that
// the checker accepts.

import type { Query } from '../../grammar/syntax-tree.ts';
import { DEFAULT_LIMIT } from './commands.ts';
import type { ReferenceEvent } from './discovery.ts';
import { commandLeftOut, NotInReference } from './not-in-reference.ts';
import type { LookupTable, Window } from './row.ts';
import { runQuery } from './run.ts';
import { print } from './values.ts';

export type { ReferenceEvent } from './discovery.ts';
export { isInReference, NotInReference } from './not-in-reference.ts';
export type { LookupTable, Window } from './row.ts';

export type ReferenceAnswer = {
  readonly columns: readonly string[];
  /** Printed values; undefined where a row lacks the column. */
  readonly rows: readonly (readonly (string | undefined)[])[];
};

export type ReferenceOptions = {
  /** The events of all log groups in the order of their arrival, for SOURCE; `events` where it is left out. */
  readonly allEvents?: readonly ReferenceEvent[];
  readonly tables?: ReadonlyMap<string, LookupTable>;
};

/**
 * `text` is the text that `tree` was parsed from; `events` are those that a query without SOURCE sees, in the
 * order of their arrival. Throws `NotInReference` for what `isInReference` denies.
 */
export const referenceAnswer = (
  tree: Query,
  text: string,
  events: readonly ReferenceEvent[],
  window?: Window,
  { allEvents = events, tables = new Map() }: ReferenceOptions = {},
): ReferenceAnswer => {
  const leftOut = commandLeftOut(tree);
  if (leftOut !== undefined) throw new NotInReference(leftOut);
  const { columns, rows } = runQuery(tree, { text, events, allEvents, tables, window }, DEFAULT_LIMIT);
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map(({ fields }) =>
      columns.map(({ name }) => {
        const value = fields.get(name);
        return value === undefined ? undefined : print(value);
      }),
    ),
  };
};
