// The commands, one after the other, over all rows at once; and which columns the answer shows.

import type { Command, DedupCommand, Item, ParseCommand } from '../../grammar/syntax-tree.ts';
import { evaluate } from './expressions.ts';
import { columnName, setColumn } from './names.ts';
import { captures, parsedNames } from './parse-text.ts';
import type { Row, Setting } from './row.ts';
import { runSort } from './sort.ts';
import { runStats, statsColumns } from './stats.ts';
import { identityOf, textOf, truthOf } from './values.ts';

/** Rows when the query sets no limit (CWL_QuerySyntax-Limit). */
export const DEFAULT_LIMIT = 10_000;

export const runCommand = (command: Command, rows: readonly Row[], setting: Setting): readonly Row[] => {
  switch (command.kind) {
    case 'fields':
    case 'display':
      return rows.map((row) => withItems(command.items, row, setting));
    case 'filter':
      return rows.filter((row) => truthOf(evaluate(command.condition, row, setting)) === true);
    case 'parse':
      return rows.map((row) => withCaptures(command, row, setting));
    case 'stats':
      return runStats(command, rows, setting);
    case 'sort':
      return runSort(command, rows, setting);
    case 'limit':
      return rows.slice(0, command.count);
    case 'dedup':
      return withoutDuplicates(command, rows, setting);
  }
};

/** Later items see the aliases of earlier ones. */
const withItems = (items: readonly Item[], row: Row, setting: Setting): Row => {
  const widened: Row = { ...row, fields: new Map(row.fields) };
  for (const item of items) {
    setColumn(widened.fields, item, setting.text, evaluate(item.value, widened, setting));
  }
  return widened;
};

const withCaptures = (command: ParseCommand, row: Row, setting: Setting): Row => {
  const source =
    command.source === undefined ? row.fields.get('@message') : evaluate(command.source, row, setting);
  const text = textOf(source);
  const found = text === undefined ? [] : captures(command, text);
  const fields = new Map(row.fields);
  for (const [i, name] of parsedNames(command).entries()) fields.set(name, found[i]);
  return { ...row, fields };
};

/** The first row of each combination stays, and every row that lacks a key (CWL_QuerySyntax-Dedup). */
const withoutDuplicates = (command: DedupCommand, rows: readonly Row[], setting: Setting): Row[] => {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const keys = command.keys.map((key) => evaluate(key, row, setting));
    if (keys.includes(undefined)) return true;
    const identity = JSON.stringify(keys.map(identityOf));
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
};

/**
 * The columns of the answer: those of the last `display`, else those of the last `stats` and what `fields`
 * and `parse` name after it, in the order of first mention (fidelity: parsed-fields-are-shown).
 */
export const columnsOf = (commands: readonly Command[], text: string): string[] => {
  const statsAt = commands.findLastIndex((command) => command.kind === 'stats');
  const section = commands.slice(Math.max(0, statsAt));
  const display = section.findLast((command) => command.kind === 'display');
  if (display !== undefined) return unique(display.items.map((item) => columnName(item, text)));
  const named = section.flatMap((command) => columnsNamedBy(command, text));
  const isBare = statsAt < 0 && !section.some((command) => command.kind === 'fields');
  return unique(isBare ? ['@timestamp', '@message', ...named] : named);
};

const columnsNamedBy = (command: Command, text: string): readonly string[] => {
  if (command.kind === 'stats') return statsColumns(command, text);
  if (command.kind === 'fields') return command.items.map((item) => columnName(item, text));
  return command.kind === 'parse' ? parsedNames(command) : [];
};

const unique = (names: readonly string[]): string[] => [...new Set(names)];
