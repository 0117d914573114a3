// One query after its commands are put in order: which events it sees, then one command after the other. Inner
// queries run in the same way.

import type { Command, Query } from '../../grammar/syntax-tree.ts';
import { arrange } from './arrange.ts';
import { columnsMadeBy, columnsOf } from './columns.ts';
import { runCommand } from './commands.ts';
import { desugar } from './desugar.ts';
import type { ReferenceEvent } from './discovery.ts';
import type { Answered, LookupTable, Row, Surroundings, Window } from './row.ts';
import { eventsSelected, rowsOf, windowOf } from './sources.ts';

/** What a query runs in. */
export type World = {
  readonly text: string;
  /** The events of the log groups that the query is put to. */
  readonly events: readonly ReferenceEvent[];
  /** The events that a SOURCE may select. */
  readonly allEvents: readonly ReferenceEvent[];
  readonly tables: ReadonlyMap<string, LookupTable>;
  readonly window: Window | undefined;
};

/** An inner query without SOURCE asks the log groups of the outer one. */
const worldOf = (query: Query, outer: World): World => ({
  ...outer,
  events: eventsSelected(query.commands, outer.events, outer.allEvents),
  window: windowOf(query.commands, outer.window),
});

/** The default limit is for what is shown: an inner query gives all its rows. */
export const runQuery = (query: Query, outer: World, most = Number.POSITIVE_INFINITY): Answered => {
  const world = worldOf(query, outer);
  const commands = arrange(desugar(query.commands), world.text);
  const ask = remembered((inner) => runQuery(inner, world));
  let rows: readonly Row[] = rowsOf(world.events, world.window);
  for (const [i, command] of commands.entries()) {
    rows = runCommand(command, rows, surroundings(commands.slice(0, i), world, ask));
  }
  const section = commands.slice(commands.findLastIndex((command) => command.kind === 'stats') + 1);
  const hasLimit = section.some((command) => command.kind === 'limit' || command.kind === 'tail');
  return { columns: columnsOf(commands, world.text), rows: hasLimit ? rows : rows.slice(0, most) };
};

const surroundings = (
  before: readonly Command[],
  world: World,
  ask: (query: Query) => Answered,
): Surroundings => ({
  text: world.text,
  window: world.window,
  tables: world.tables,
  ask,
  eventsOf: (inner) => {
    const { events, window } = worldOf(inner, world);
    return rowsOf(events, window);
  },
  shown: columnsOf(before, world.text),
  stats: before.findLast((command) => command.kind === 'stats'),
  hidden: hiddenSinceStats(before, world.text),
});

const hiddenSinceStats = (before: readonly Command[], text: string): ReadonlySet<string> => {
  const statsAt = before.findLastIndex((command) => command.kind === 'stats');
  const made = statsAt < 0 ? [] : before.slice(statsAt).flatMap((command) => columnsMadeBy(command, text));
  return new Set(made.flatMap(({ hidden }) => hidden ?? []));
};

/** An inner query runs once, however many rows ask for its answer. */
const remembered = (run: (query: Query) => Answered): ((query: Query) => Answered) => {
  const answers = new Map<Query, Answered>();
  return (query) => {
    const answer = answers.get(query) ?? run(query);
    answers.set(query, answer);
    return answer;
  };
};
