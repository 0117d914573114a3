// The reference engine: what a query answers, said as plainly as possible. One row is a map of fields, a
// command is a loop over rows; nothing is fast and nothing is shared with src/. It is given only queries that
// the checker accepts.

import type { Query } from '../../grammar/syntax-tree.ts';
import { arrange } from './arrange.ts';
import { columnsOf, DEFAULT_LIMIT, runCommand } from './commands.ts';
import { discoverFields, type ReferenceEvent } from './discovery.ts';
import type { Row, Window } from './row.ts';
import { newestFirst } from './sort.ts';
import { print } from './values.ts';

export type { ReferenceEvent } from './discovery.ts';
export type { Window } from './row.ts';

export type ReferenceAnswer = {
  readonly columns: readonly string[];
  /** Printed values; undefined where a row lacks the column. */
  readonly rows: readonly (readonly (string | undefined)[])[];
};

/** `text` is the text that `tree` was parsed from, `events` are in the order of their arrival. */
export const referenceAnswer = (
  tree: Query,
  text: string,
  events: readonly ReferenceEvent[],
  window?: Window,
): ReferenceAnswer => {
  const commands = arrange(tree.commands, text);
  let rows: readonly Row[] = newestFirst(eventsWithin(events, window).map(rowOf));
  for (const command of commands) rows = runCommand(command, rows, { text, window });
  const columns = columnsOf(commands, text);
  const hasLimit = commands.slice(lastStats(commands) + 1).some((command) => command.kind === 'limit');
  const shown = hasLimit ? rows : rows.slice(0, DEFAULT_LIMIT);
  return { columns, rows: shown.map((row) => columns.map((column) => cell(row, column))) };
};

const lastStats = (commands: Query['commands']): number =>
  commands.findLastIndex((command) => command.kind === 'stats');

/** Both ends of the window belong to it (API_StartQuery). */
const eventsWithin = (
  events: readonly ReferenceEvent[],
  window: Window | undefined,
): readonly ReferenceEvent[] =>
  window === undefined
    ? events
    : events.filter(({ timestampMs }) => timestampMs >= window.startMs && timestampMs <= window.endMs);

const rowOf = (event: ReferenceEvent, arrival: number): Row => ({ fields: discoverFields(event), arrival });

const cell = (row: Row, column: string): string | undefined => {
  const value = row.fields.get(column);
  return value === undefined ? undefined : print(value);
};
