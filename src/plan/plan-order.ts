// `sort`, `limit` and `dedup`: what needs all rows. They are drawn together: a sort waits for the limit
// behind it, so that no more rows than wanted are ever kept.

import {
  type Command,
  type DedupCommand,
  diagnostic,
  type Expression,
  type LimitCommand,
  type SortCommand,
  type TailCommand,
} from '../../grammar/index.ts';
import { unknownField } from './check-expression.ts';
import { columnFor, type Draft, misplaced, notice, reserve, sourceText } from './draft.ts';
import type { SortKey } from './logical-plan.ts';
import { resolve, resolveMember } from './scope.ts';

export const DEFAULT_LIMIT = 10_000;
export const MAX_LIMIT = 100_000;

const columnOf = (draft: Draft, value: Expression): string | undefined => {
  if (value.kind === 'field') {
    const member = draft.scope.columns.has(value.name) ? undefined : resolveMember(draft.scope, value.path);
    if (member === undefined) return resolve(draft.scope, value.name);
    const source = { kind: 'column', name: member.column } as const;
    return columnFor(draft, { kind: 'member', value: source, path: member.path }, value.name);
  }
  draft.diagnostics.push(diagnostic('sort-needs-field', value.span, { text: sourceText(draft, value.span) }));
  return undefined;
};

export const planSort = (draft: Draft, command: SortCommand): void => {
  const keys: SortKey[] = [];
  for (const key of command.keys) {
    const column = columnOf(draft, key.value);
    const isTime = draft.scope.hasFields && key.value.kind === 'field' && key.value.name === '@timestamp';
    if (column !== undefined) keys.push({ column, descending: key.direction === 'desc', isTime });
    else if (key.value.kind === 'field')
      notice(draft, 'sort-by-nothing', `the rows have no "${key.value.name}" any more, so it sorts nothing`);
  }
  for (const { column } of keys) reserve(draft, column);
  // A later sort decides; rows that are equal by it keep the order of the earlier one.
  const isByArrival = keys.some(({ isTime }) => isTime);
  draft.pending = { ...draft.pending, keys: isByArrival ? keys : [...keys, ...draft.pending.keys] };
};

const arrange = (draft: Draft, limit: number, any = false): void => {
  const isAny = any && draft.pending.keys.length === 0 && draft.pending.dedup.length === 0;
  draft.stages.push({ kind: 'arrange', ...draft.pending, limit, end: 'first', ...(isAny ? { isAny } : {}) });
  draft.pending = { keys: [], dedup: [] };
};

export const checkLimit = (draft: Draft, command: LimitCommand | TailCommand): void => {
  if (!Number.isInteger(command.count) || command.count < 1 || command.count > MAX_LIMIT)
    draft.diagnostics.push(diagnostic('limit-out-of-range', command.span, { most: MAX_LIMIT }));
};

export const planLimit = (draft: Draft, command: LimitCommand): void => {
  checkLimit(draft, command);
  arrange(draft, command.count, command.any);
  draft.hasLimit = true;
};

export const planDedup = (draft: Draft, command: DedupCommand): void => {
  const dedup = command.keys.flatMap((key) => {
    const column = columnOf(draft, key);
    if (column === undefined && key.kind === 'field') draft.diagnostics.push(unknownField(draft.scope, key));
    return column ?? [];
  });
  for (const column of dedup) reserve(draft, column);
  draft.pending = { ...draft.pending, dedup };
};

/** Do stages behind the last limit make more rows of those that it takes? */
const growsBehindLimit = (draft: Draft): boolean => {
  const last = draft.stages.findLastIndex(({ kind }) => kind === 'arrange');
  return draft.stages
    .slice(last + 1)
    .some(
      (stage) => stage.kind === 'unnest' || stage.kind === 'join' || (stage.kind === 'parse' && stage.multi),
    );
};

/** The end of the query: what still waits, and the default limit. True when that is the one that counts. */
export const planEnd = (draft: Draft): boolean => {
  const waits = draft.pending.keys.length > 0 || draft.pending.dedup.length > 0;
  const isDefault = !draft.hasLimit;
  if (waits || isDefault || growsBehindLimit(draft)) arrange(draft, isDefault ? DEFAULT_LIMIT : MAX_LIMIT);
  return isDefault;
};

const indexesOf = (commands: readonly Command[], kind: Command['kind']): readonly number[] =>
  commands.flatMap((command, index) => (command.kind === kind ? [index] : []));

/** With several stats, sort and limit come after the last one; after dedup comes only limit. */
export const checkOrder = (draft: Draft, commands: readonly Command[]): void => {
  const stats = indexesOf(commands, 'stats');
  const last = stats.at(-1) ?? -1;
  const dedup = indexesOf(commands, 'dedup')[0] ?? commands.length;
  const sources = commands.findIndex(({ kind }) => kind !== 'source');
  commands.forEach((command, index) => {
    const isOrder = command.kind === 'sort' || command.kind === 'limit';
    if (stats.length > 1 && isOrder && index < last)
      draft.diagnostics.push(diagnostic('sort-before-last-stats', command.span, { command: command.kind }));
    if (index > dedup && command.kind !== 'limit')
      draft.diagnostics.push(diagnostic('dedup-followed', command.span, { command: command.kind }));
    if (command.kind === 'source' && index > sources && sources >= 0)
      misplaced(draft, 'SOURCE', command.span, 'stands at the beginning of a query');
    if (commands[index - 1]?.kind === 'estimate')
      misplaced(draft, command.kind, command.span, 'stands behind estimate, which must be the last command');
  });
};

/** Commands that look at each row alone: a limit may act behind them as well as before. */
const crossed: ReadonlySet<Command['kind']> = new Set([
  'fields',
  'display',
  'filter',
  'filterIndex',
  'parse',
  'json',
  'lookup',
  'cidrlookup',
  'sort',
  'limit',
]);

/** Commands whose rows come in an order of their own, which a limit behind them goes by. */
const ordering: ReadonlySet<Command['kind'] | undefined> = new Set([
  'sort',
  'countFrequent',
  'pattern',
  'diff',
  'anomaly',
  'logcompare',
  'relevantfields',
]);

const isCrossed = (command: Command): boolean =>
  crossed.has(command.kind) && !(command.kind === 'parse' && command.multi);

/**
 * The last sort that a limit at `index` acts behind, or -1: only commands that look at each row alone stand
 * between them, and nothing before the limit says in which order it takes rows.
 */
const sortBehind = (commands: readonly Command[], index: number): number => {
  const barrier = commands.findIndex((command, at) => at > index && !isCrossed(command));
  const end = barrier === -1 ? commands.length : barrier;
  const start = commands.findLastIndex((command, at) => at < index && !isCrossed(command)) + 1;
  if (commands.slice(Math.max(0, start - 1), index).some(({ kind }) => ordering.has(kind))) return -1;
  return indexesOf(commands, 'sort').findLast((at) => at > index && at < end) ?? -1;
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
