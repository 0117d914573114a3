// Two commands act elsewhere than they stand: a `filter` after `stats` that names only raw fields acts before
// it, and a `limit` before a `sort` acts after it (fidelity: filter-after-stats, limit-before-sort).

import type { Command, FilterCommand } from '../../grammar/syntax-tree.ts';
import { columnsMadeBy } from './columns.ts';
import { namesIn } from './stats.ts';

export const arrange = (commands: readonly Command[], text: string): Command[] =>
  limitsAfterSorts(filtersBeforeStats(commands, text));

const filtersBeforeStats = (commands: readonly Command[], text: string): Command[] => {
  const arranged: Command[] = [];
  for (const command of commands) {
    if (command.kind === 'filter') insertFilter(arranged, command, text);
    else arranged.push(command);
  }
  return arranged;
};

/** Moves a filter before every `stats` that does not produce what it asks for. */
const insertFilter = (arranged: Command[], filter: FilterCommand, text: string): void => {
  let place = arranged.length;
  for (;;) {
    const statsAt = arranged.slice(0, place).findLastIndex((command) => command.kind === 'stats');
    if (statsAt < 0) break;
    const produced = arranged.slice(statsAt, place).flatMap((command) => namesMadeBy(command, text));
    const names = namesIn(filter.condition, produced);
    const raw = names.filter((name) => !produced.includes(name));
    const keys = plainKeys(arranged[statsAt]);
    if (raw.length === 0 || names.some((name) => !raw.includes(name) && !keys.includes(name))) break;
    place = statsAt;
  }
  arranged.splice(place, 0, filter);
};

/** Of a key that is a plain field a condition says the same before the stats and after it. */
const plainKeys = (command: Command | undefined): readonly string[] =>
  command?.kind === 'stats'
    ? command.by.flatMap(({ value, alias }) =>
        value.kind === 'field' && alias === undefined ? [value.name] : [],
      )
    : [];

/** A join makes names that begin with one of its aliases. */
const namesMadeBy = (command: Command, text: string): readonly string[] => [
  ...columnsMadeBy(command, text).flatMap(({ name, hidden }) =>
    hidden === undefined ? [name] : [name, hidden],
  ),
  ...(command.kind === 'join' ? [command.left.name, command.right.name] : []),
];

/** A limit that no sort precedes moves behind the sort that follows it, over commands of single rows only. */
const limitsAfterSorts = (commands: readonly Command[]): Command[] => {
  const arranged = [...commands];
  for (let at = arranged.length - 1; at >= 0; at--) {
    const limit = arranged[at];
    if (limit?.kind !== 'limit') continue;
    let from = at;
    while (from > 0 && isOfSingleRows(arranged[from - 1])) from--;
    let to = at;
    while (isOfSingleRows(arranged[to + 1])) to++;
    if (arranged.slice(from, at).some((command) => command.kind === 'sort')) continue;
    const sortAt = arranged.slice(0, to + 1).findLastIndex((command) => command.kind === 'sort');
    if (sortAt < at) continue;
    arranged.splice(sortAt + 1, 0, limit);
    arranged.splice(at, 1);
  }
  return arranged;
};

const SINGLE_ROWS = 'fields display filter filterIndex parse json lookup cidrlookup sort limit'.split(' ');

const isOfSingleRows = (command: Command | undefined): boolean =>
  command !== undefined && SINGLE_ROWS.includes(command.kind) && !(command.kind === 'parse' && command.multi);
