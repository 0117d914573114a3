// The plan while it is being drawn up, command by command. Mutable, and private to this room.

import { type Diagnostic, diagnostic, type Name } from '../../grammar/index.ts';
import type { Notice } from '../result/index.ts';
import type { ExpressionContext } from './check-expression.ts';
import type { OutputColumn, SortKey, Stage } from './logical-plan.ts';
import { fieldScope, type Scope, withColumn } from './scope.ts';

export type Draft = {
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  readonly notices: Notice[];
  stages: Stage[];
  scope: Scope;
  /** Names that the query has given, before and after a stats: none may be given again. */
  readonly given: Set<string>;
  /** What fields, parse and stats show so far; `display` decides once it is set. */
  shown: OutputColumn[];
  display: OutputColumn[] | undefined;
  /** Has a `fields` said what to show? Otherwise parsed fields follow the default columns. */
  hasFields: boolean;
  /** A sort, or a dedup, whose rows no limit has cut yet. */
  pending: { keys: readonly SortKey[]; dedup: readonly string[] };
  hasLimit: boolean;
  /** The aggregates so far. */
  aggregates: readonly AggregatePlace[];
};

/** Where an aggregate stands in `stages`, and the scope before it. */
export type AggregatePlace = { readonly index: number; readonly scopeBefore: Scope };

export const newDraft = (text: string): Draft => ({
  text,
  diagnostics: [],
  notices: [],
  stages: [],
  scope: fieldScope,
  given: new Set(),
  shown: [],
  display: undefined,
  hasFields: false,
  pending: { keys: [], dedup: [] },
  hasLimit: false,
  aggregates: [],
});

export const notice = (draft: Draft, code: string, message: string): void => {
  draft.notices.push({ code, message });
};

/** Complains of a name that the query has given before. */
export const give = (draft: Draft, name: Name): void => {
  if (draft.given.has(name.name))
    draft.diagnostics.push(diagnostic('duplicate-name', name.span, { name: name.name }));
  draft.given.add(name.name);
};

/** A column name that no other column of the plan has. */
export const freshColumn = (draft: Draft, name: string): string => {
  // A sort that still waits reads its columns after what is defined now.
  const taken = new Set([...draft.scope.columns.values(), ...draft.pending.keys.map(({ column }) => column)]);
  // The events' own time keeps its name: order goes by it.
  if (draft.scope.hasFields) taken.add('@timestamp');
  let column = name;
  for (let count = 2; taken.has(column); count += 1) column = `${name}#${count}`;
  return column;
};

export const define = (draft: Draft, name: string): string => {
  const column = freshColumn(draft, name);
  draft.scope = withColumn(draft.scope, name, column);
  return column;
};

export const show = (draft: Draft, column: OutputColumn): void => {
  // Shown once, in its first place, with what it is last.
  const at = draft.shown.findIndex((other) => other.heading === column.heading);
  if (at < 0) draft.shown.push(column);
  else draft.shown[at] = column;
};

/** The context of an expression of one event: an aggregate has no place in it. */
export const rowContext = (draft: Draft, command: string, scope = draft.scope): ExpressionContext => ({
  scope,
  complain: (complaint) => draft.diagnostics.push(complaint),
  remark: (code, message) => notice(draft, code, message),
  aggregate: (call) => {
    const facts = { name: call.name.name, command };
    draft.diagnostics.push(diagnostic('aggregate-outside-stats', call.name.span, facts));
    return { kind: 'constant', value: undefined };
  },
});

/** The source text of a node: the heading of a column without alias (evidence 22). */
export const sourceText = (draft: Draft, span: { readonly start: number; readonly end: number }): string =>
  draft.text.slice(span.start, span.end);
