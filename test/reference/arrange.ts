// Two commands act elsewhere than they stand: a `filter` after `stats` that names only raw fields acts before
// it, and a `limit` before a `sort` acts after it (fidelity: filter-after-stats, limit-before-sort).

import type { Command, FilterCommand, Item } from '../../grammar/syntax-tree.ts';
import { columnName, hiddenName } from './names.ts';
import { parsedNames } from './parse-text.ts';
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

const namesMadeBy = (command: Command, text: string): readonly string[] => {
  if (command.kind === 'stats')
    return [...command.by, ...command.aggregates].flatMap((item) => namesOf(item, text));
  if (command.kind === 'parse') return parsedNames(command);
  if (command.kind !== 'fields' && command.kind !== 'display') return [];
  return command.items
    .filter((item) => item.alias !== undefined || item.value.kind !== 'field')
    .flatMap((item) => namesOf(item, text));
};

const namesOf = (item: Item, text: string): readonly string[] => [
  columnName(item, text),
  ...(item.alias === undefined ? [hiddenName(item.value)] : []),
];

/** Between two `stats`, a limit moves behind the last sort that follows it. */
const limitsAfterSorts = (commands: readonly Command[]): Command[] => {
  const arranged = [...commands];
  for (let at = arranged.length - 1; at >= 0; at--) {
    const limit = arranged[at];
    if (limit?.kind !== 'limit') continue;
    const statsAfter = arranged.findIndex((command, i) => i > at && command.kind === 'stats');
    const section = arranged.slice(0, statsAfter < 0 ? arranged.length : statsAfter);
    const sortAt = section.findLastIndex((command) => command.kind === 'sort');
    if (sortAt < at) continue;
    arranged.splice(sortAt + 1, 0, limit);
    arranged.splice(at, 1);
  }
  return arranged;
};
