// Syntax tree to logical plan: every name, call and pattern is checked on the way.

import {
  type Command,
  type CommandKind,
  type Diagnostic,
  type DiagnosticCode,
  parseQuery,
  type Query,
} from '../../grammar/index.ts';
import type { Notice } from '../result/index.ts';
import { type Draft, newDraft } from './draft.ts';
import type { LogicalPlan, OutputColumn } from './logical-plan.ts';
import { fieldsRead } from './needed-columns.ts';
import { planDisplay, planFields, planFilter, planParse } from './plan-items.ts';
import { checkOrder, limitsBehindSorts, planDedup, planEnd, planLimit, planSort } from './plan-order.ts';
import { planStats } from './plan-stats.ts';

type Planners = {
  readonly [Kind in CommandKind]: (draft: Draft, command: Extract<Command, { kind: Kind }>) => void;
};

/** Keyed by kind, so that a command without a planner does not compile. */
const planners: Planners = {
  fields: (draft, command) => planFields(draft, command.items),
  display: (draft, command) => planDisplay(draft, command.items),
  filter: planFilter,
  parse: planParse,
  stats: planStats,
  sort: planSort,
  limit: planLimit,
  dedup: planDedup,
};

const planCommand = (draft: Draft, command: Command): void =>
  (planners[command.kind] as (draft: Draft, command: Command) => void)(draft, command);

const defaultColumns: readonly OutputColumn[] = ['@timestamp', '@message'].map((name) => ({
  heading: name,
  column: name,
}));

const outputOf = (draft: Draft): readonly OutputColumn[] => {
  if (draft.display !== undefined) return draft.display;
  if (draft.aggregates.length > 0 || draft.hasFields) return draft.shown;
  return [...defaultColumns, ...draft.shown];
};

export type Planned = {
  /** Present when there is nothing to complain about. */
  readonly plan: LogicalPlan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly notices: readonly Notice[];
};

const planCommands = (commands: readonly Command[], text: string): Planned => {
  const draft = newDraft(text);
  checkOrder(draft, commands);
  for (const command of limitsBehindSorts(draft, commands)) planCommand(draft, command);
  const hasDefaultLimit = planEnd(draft);
  const diagnostics = draft.diagnostics.sort((a, b) => a.span.start - b.span.start);
  const { notices } = draft;
  if (diagnostics.length > 0) return { plan: undefined, diagnostics, notices };
  const output = outputOf(draft);
  const fields = fieldsRead(draft.stages, output);
  return { plan: { fields, stages: draft.stages, output, hasDefaultLimit }, diagnostics, notices };
};

export const planTree = (query: Query, text: string): Planned => planCommands(query.commands, text);

/** Mistakes that are such wherever they stand: those about names depend on commands that did not parse. */
const contextFree: ReadonlySet<DiagnosticCode> = new Set([
  'aggregate-inside-aggregate',
  'aggregate-outside-stats',
  'glob-names-differ',
  'invalid-date-pattern',
  'limit-out-of-range',
  'not-built-yet',
  'period-misplaced',
  'regex-invalid',
  'regex-misplaced',
  'regex-names-differ',
  'regex-needs-named-groups',
  'regex-unsupported',
  'sort-needs-field',
  'unknown-function',
  'wrong-argument-count',
  'wrong-argument-kind',
]);

/** The plan of a query text, or every mistake found in it, in the order of the text. */
export const planQuery = (text: string): Planned => {
  const { query, commands, diagnostics } = parseQuery(text);
  if (query !== undefined) return planTree(query, text);
  const further = planCommands(commands, text).diagnostics.filter(({ code }) => contextFree.has(code));
  const all = [...diagnostics, ...further].sort((a, b) => a.span.start - b.span.start);
  return { plan: undefined, diagnostics: all, notices: [] };
};
