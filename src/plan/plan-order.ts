// `sort`, `limit` and `dedup`: what needs all rows. They are drawn together: a sort waits for the limit
// behind it, so that no more rows than wanted are ever kept.

import {
  type Command,
  type DedupCommand,
  diagnostic,
  type Expression,
  type LimitCommand,
  type SortCommand,
} from '../../grammar/index.ts';
import { unknownField } from './check-expression.ts';
import { type Draft, notice, sourceText } from './draft.ts';
import type { SortKey } from './logical-plan.ts';
import { resolve } from './scope.ts';

export const DEFAULT_LIMIT = 10_000;
export const MAX_LIMIT = 100_000;

const columnOf = (draft: Draft, value: Expression): string | undefined => {
  if (value.kind === 'field') return resolve(draft.scope, value.name);
  draft.diagnostics.push(diagnostic('sort-needs-field', value.span, { text: sourceText(draft, value.span) }));
  return undefined;
};

export const planSort = (draft: Draft, command: SortCommand): void => {
  const keys: SortKey[] = [];
  for (const key of command.keys) {
    const column = columnOf(draft, key.value);
    if (column !== undefined) keys.push({ column, descending: key.direction === 'desc' });
    else if (key.value.kind === 'field')
      notice(draft, 'sort-by-nothing', `the rows have no "${key.value.name}" any more, so it sorts nothing`);
  }
  // A later sort decides; rows that are equal by it keep the order of the earlier one.
  const isByArrival = draft.aggregates.length === 0 && keys.some(({ column }) => column === '@timestamp');
  draft.pending = { ...draft.pending, keys: isByArrival ? keys : [...keys, ...draft.pending.keys] };
};

const arrange = (draft: Draft, limit: number): void => {
  draft.stages.push({ kind: 'arrange', ...draft.pending, limit });
  draft.pending = { keys: [], dedup: [] };
};

export const planLimit = (draft: Draft, command: LimitCommand): void => {
  if (!Number.isInteger(command.count) || command.count < 1 || command.count > MAX_LIMIT)
    draft.diagnostics.push(diagnostic('limit-out-of-range', command.span, { most: MAX_LIMIT }));
  arrange(draft, command.count);
  draft.hasLimit = true;
};

export const planDedup = (draft: Draft, command: DedupCommand): void => {
  const dedup = command.keys.flatMap((key) => {
    const column = columnOf(draft, key);
    if (column === undefined && key.kind === 'field') draft.diagnostics.push(unknownField(draft.scope, key));
    return column ?? [];
  });
  draft.pending = { ...draft.pending, dedup };
};

/** The end of the query: what still waits, and the default limit. True when that is the one that counts. */
export const planEnd = (draft: Draft): boolean => {
  const waits = draft.pending.keys.length > 0 || draft.pending.dedup.length > 0;
  const isDefault = !draft.hasLimit;
  if (waits || isDefault) arrange(draft, isDefault ? DEFAULT_LIMIT : MAX_LIMIT);
  return isDefault;
};

const indexesOf = (commands: readonly Command[], kind: Command['kind']): readonly number[] =>
  commands.flatMap((command, index) => (command.kind === kind ? [index] : []));

/** With several stats, sort and limit come after the last one; after dedup comes only limit. */
export const checkOrder = (draft: Draft, commands: readonly Command[]): void => {
  const stats = indexesOf(commands, 'stats');
  const last = stats.at(-1) ?? -1;
  const dedup = indexesOf(commands, 'dedup')[0] ?? commands.length;
  commands.forEach((command, index) => {
    const isOrder = command.kind === 'sort' || command.kind === 'limit';
    if (stats.length > 1 && isOrder && index < last)
      draft.diagnostics.push(diagnostic('sort-before-last-stats', command.span, { command: command.kind }));
    if (index > dedup && command.kind !== 'limit')
      draft.diagnostics.push(diagnostic('dedup-followed', command.span, { command: command.kind }));
  });
};

/** The last sort behind `index` before the next stats, or -1. */
const sortBehind = (commands: readonly Command[], index: number): number => {
  const stats = indexesOf(commands, 'stats').find((at) => at > index) ?? commands.length;
  return indexesOf(commands, 'sort').findLast((at) => at > index && at < stats) ?? -1;
};

/** A limit before a sort acts after it (AppSync samples); says so. */
export const limitsBehindSorts = (draft: Draft, commands: readonly Command[]): readonly Command[] => {
  const moved = new Map<number, Command[]>();
  commands.forEach((command, index) => {
    const sort = command.kind === 'limit' ? sortBehind(commands, index) : -1;
    if (sort >= 0) moved.set(sort, [...(moved.get(sort) ?? []), command]);
  });
  if (moved.size === 0) return commands;
  notice(draft, 'limit-before-sort', 'the limit stands before the sort and acts after it');
  const limits = new Set([...moved.values()].flat());
  return commands.flatMap((command, index) => [
    ...(limits.has(command) ? [] : [command]),
    ...(moved.get(index) ?? []),
  ]);
};
