// Which names a command gives, and which columns an answer shows.

import type { Command, Query } from '../../grammar/syntax-tree.ts';
import { desugar } from './desugar.ts';
import { columnOf } from './names.ts';
import { parsedNames } from './parse-text.ts';
import type { Column } from './row.ts';
import { statsColumns } from './stats.ts';

/**
 * The columns of the answer: those of the last `display`, else those of the last `stats` and what is named
 * after it, in the order of first mention (fidelity: parsed-fields-are-shown).
 */
export const columnsOf = (commands: readonly Command[], text: string): Column[] => {
  const statsAt = commands.findLastIndex((command) => command.kind === 'stats');
  const section = commands.slice(Math.max(0, statsAt));
  const display = section.findLast((command) => command.kind === 'display');
  if (display !== undefined) return unique(display.items.map((item) => columnOf(item, text)));
  const named = section.flatMap((command) =>
    command.kind === 'fields'
      ? command.items.map((item) => columnOf(item, text))
      : columnsMadeBy(command, text),
  );
  const isBare = statsAt < 0 && !section.some((command) => command.kind === 'fields');
  return unique(isBare ? [...columnsNamed('@timestamp', '@message'), ...named] : named);
};

const columnsNamed = (...names: readonly string[]): Column[] => names.map((name) => ({ name }));

const unique = (columns: readonly Column[]): Column[] =>
  columns.filter((column, i) => columns.findIndex((other) => other.name === column.name) === i);

/** The columns that a command makes, be they new or in the place of a field. */
export const columnsMadeBy = (command: Command, text: string): Column[] => {
  switch (command.kind) {
    case 'fields':
    case 'display':
      return command.items
        .filter((item) => item.alias !== undefined || item.value.kind !== 'field')
        .map((item) => columnOf(item, text));
    case 'stats':
      return statsColumns(command, text);
    case 'appendcols':
      return answerColumns(command.query, text);
    default:
      return columnsNamed(...namesGivenBy(command));
  }
};

/** The columns of an inner query. */
export const answerColumns = (query: Query, text: string): Column[] =>
  columnsOf(desugar(query.commands), text);

const namesGivenBy = (command: Command): readonly string[] => {
  switch (command.kind) {
    case 'parse':
      return parsedNames(command);
    case 'json':
      return [command.name.name];
    case 'unnest':
      return [command.into.name];
    case 'expand':
      return [command.field.name];
    case 'lookup':
    case 'cidrlookup':
      return command.outputs.map((output) => output.name.name);
    case 'accum':
      return [command.name?.name ?? command.field.name];
    case 'autoregress':
      return autoregressNames(command).map(({ name }) => name);
    case 'outlier':
      return command.mark ? command.fields.map((field) => `${field.name}_outlier`) : [];
    case 'sessionize':
      return [command.name?.name ?? 'session_id'];
    case 'addtotals':
      return command.row ? [totalName(command)] : [];
    default:
      return [];
  }
};

type Autoregress = Extract<Command, { kind: 'autoregress' }>;

/** Each column with how many rows before its value stands. */
export const autoregressNames = ({ field, name, from, to }: Autoregress): { name: string; back: number }[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    name: name !== undefined && from === to ? name.name : `${field.name}_p${from + i}`,
    back: from + i,
  }));

export const totalName = ({ name }: Extract<Command, { kind: 'addtotals' }>): string => name?.name ?? 'Total';
