// The plan while it is being drawn up, command by command. Mutable, and private to this room.

import {
  type Diagnostic,
  diagnostic,
  type Item,
  type Name,
  type Query,
  type Span,
} from '../../grammar/index.ts';
import type { Notice } from '../result/index.ts';
import type { PlanExpression } from './expression.ts';
import type { PlanOptions } from './log-class.ts';
import type { Baseline, LogicalPlan, OutputColumn, SortKey, Source, Stage } from './logical-plan.ts';
import { fieldScope, type Scope, withColumn } from './scope.ts';
import { isGathering } from './stages.ts';

export type Draft = {
  readonly text: string;
  readonly options: PlanOptions;
  /** Is it a query within another one? */
  readonly isInner: boolean;
  /** Plans a query within this one. */
  readonly planQuery: (query: Query) => LogicalPlan;
  readonly diagnostics: Diagnostic[];
  readonly notices: Notice[];
  stages: Stage[];
  scope: Scope;
  /** Names that columns have, each with how often it was wanted. */
  taken: Map<string, number>;
  /** Names that the query has given, before and after a stats: none may be given again. */
  readonly given: Set<string>;
  /** What fields, parse and stats show so far; `display` decides once it is set. */
  shown: OutputColumn[];
  display: OutputColumn[] | undefined;
  /** What is shown where nothing says what. */
  defaults: readonly OutputColumn[];
  /** Has a `fields` said what to show? Otherwise parsed fields follow the default columns. */
  hasFields: boolean;
  /** Has a command such as stats put other rows in place of the events? Then only `shown` is shown. */
  isReplaced: boolean;
  /** Names whose value is a direct call of jsonParse in the command being planned (evidence 47). */
  jsonNames: ReadonlySet<string>;
  /** Names whose value is a direct call of split. */
  readonly splitNames: Set<string>;
  /** Names made by parse. */
  readonly parsedNames: Set<string>;
  readonly inner: LogicalPlan[];
  source: Source | undefined;
  baseline: Baseline | undefined;
  isEstimate: boolean;
  hasJoin: boolean;
  /** Fields that are read in case they are there. */
  readonly tentative: Set<string>;
  /** A sort, or a dedup, whose rows no limit has cut yet. */
  pending: { keys: readonly SortKey[]; dedup: readonly string[] };
  hasLimit: boolean;
  /** The aggregates so far. */
  aggregates: readonly AggregatePlace[];
};

/** Where an aggregate stands in `stages`, and the scope before it. */
export type AggregatePlace = { readonly index: number; readonly scopeBefore: Scope };

/** Columns that are shown where no `fields` says which. */
const defaultColumns: readonly OutputColumn[] = ['@timestamp', '@message'].map((name) => ({
  heading: name,
  column: name,
}));

export const newDraft = (
  given: Pick<Draft, 'text' | 'options' | 'isInner' | 'diagnostics' | 'notices' | 'planQuery'>,
): Draft => ({
  ...given,
  stages: [],
  scope: fieldScope(),
  // The events' own time keeps its name: order goes by it.
  taken: new Map([['@timestamp', 1]]),
  given: new Set(),
  shown: [],
  display: undefined,
  defaults: defaultColumns,
  hasFields: false,
  isReplaced: false,
  jsonNames: new Set(),
  splitNames: new Set(),
  parsedNames: new Set(),
  inner: [],
  source: undefined,
  baseline: undefined,
  isEstimate: false,
  hasJoin: false,
  tentative: new Set(),
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

/** A column name that no other column of the plan has had since the rows were replaced. */
export const freshColumn = (draft: Draft, name: string): string => {
  let column = name;
  for (let count = draft.taken.get(name) ?? 1; draft.taken.has(column); count += 1) {
    column = `${name}#${count + 1}`;
    draft.taken.set(name, count + 1);
  }
  draft.taken.set(column, draft.taken.get(column) ?? 1);
  return column;
};

/** No column made from now on takes this name: a sort that waits for its limit reads it later. */
export const reserve = (draft: Draft, column: string): void => {
  if (!draft.taken.has(column)) draft.taken.set(column, 1);
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

/** What the answer shows if the query ended here. */
export const outputOf = (draft: Draft): readonly OutputColumn[] => {
  if (draft.display !== undefined) return draft.display;
  if (draft.isReplaced || draft.hasFields) return draft.shown;
  const isDefault = ({ heading }: OutputColumn): boolean =>
    defaultColumns.some((column) => column.heading === heading);
  const defaults = draft.defaults.map(
    (column) => draft.shown.find(({ heading }) => heading === column.heading) ?? column,
  );
  return [...defaults, ...draft.shown.filter((column) => !isDefault(column))];
};

/** Other rows take the place of those so far: nothing but these columns is left. */
export const replaceRows = (draft: Draft, columns: readonly OutputColumn[], scope?: Scope): void => {
  draft.scope = scope ?? {
    hasFields: false,
    columns: new Map(columns.map(({ heading, column }) => [heading, column])),
    texts: new Map(),
  };
  draft.taken = new Map([...draft.scope.columns.values()].map((name) => [name, 1]));
  draft.shown = [...columns];
  draft.display = undefined;
  draft.isReplaced = true;
  // A sort before orders nothing that is left.
  draft.pending = { keys: [], dedup: [] };
  draft.hasLimit = false;
};

/** Puts the rows in order, for a stage that goes by it. */
export const settleOrder = (draft: Draft): void => {
  const { keys, dedup } = draft.pending;
  if (keys.length === 0 && dedup.length === 0 && draft.stages.some(isGathering)) return;
  draft.stages.push({ kind: 'arrange', keys, dedup, limit: Number.POSITIVE_INFINITY, end: 'first' });
  draft.pending = { keys: [], dedup: [] };
};

/**
 * A new column under a name, shown. `isNew`: the name may not have been given before; otherwise the column
 * takes the place of another one of that name, also in a `display` before.
 */
export const makeColumn = (draft: Draft, name: Name, isNew: boolean): string => {
  if (isNew) give(draft, name);
  const column = define(draft, name.name);
  const shown = { heading: name.name, column };
  show(draft, shown);
  draft.display = draft.display?.map((other) => (other.heading === name.name ? shown : other));
  return column;
};

/** The column that holds an expression; computed first where it is no column yet. */
export const columnFor = (draft: Draft, value: PlanExpression, name: string): string => {
  if (value.kind === 'column') return value.name;
  const column = freshColumn(draft, name);
  draft.stages.push({ kind: 'extend', columns: [{ name: column, value }] });
  return column;
};

/** A column in place of another one of that name, shown where that one is. */
export const replaceColumn = (draft: Draft, name: Name): string => {
  const isNamed = [...draft.shown, ...(draft.display ?? [])].some(({ heading }) => heading === name.name);
  if (isNamed) return makeColumn(draft, name, false);
  const column = define(draft, name.name);
  draft.defaults = draft.defaults.map((other) =>
    other.heading === name.name ? { heading: name.name, column } : other,
  );
  return column;
};

export const complain = (draft: Draft, complaint: Diagnostic): void => {
  draft.diagnostics.push(complaint);
};

/** A command that cannot stand where it stands. */
export const misplaced = (draft: Draft, command: string, span: Span, rule: string): void =>
  complain(draft, diagnostic('command-misplaced', span, { command, rule }));

/** The source text of a node: the heading of a column without alias (evidence 22). */
export const sourceText = (draft: Draft, span: { readonly start: number; readonly end: number }): string =>
  draft.text.slice(span.start, span.end);

/** What a column is called: by its alias, a field by its name, anything else by its text (evidence 22). */
export const headingOf = (draft: Draft, { alias, value }: Item): string => {
  if (alias !== undefined) return alias.name;
  return value.kind === 'field' ? headingOfPath(value.path) : sourceText(draft, value.span);
};

const headingOfPath = (path: readonly (string | number)[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
