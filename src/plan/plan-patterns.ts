// Commands that answer with something else than events: patterns, their differences, what is unusual, relevant
// fields; and rows from lists.

import {
  type AnomalyCommand,
  type CountFrequentCommand,
  type DiffCommand,
  diagnostic,
  type ExpandCommand,
  type Expression,
  type FieldReference,
  findFunction,
  type LogcompareCommand,
  type PatternCommand,
  type RelevantFieldsCommand,
  type Span,
  type UnnestCommand,
} from '../../grammar/index.ts';
import { checkExpression } from './check-expression.ts';
import { complain, type Draft, makeColumn, misplaced, replaceRows } from './draft.ts';
import { fieldsNamedIn } from './fields-named.ts';
import { refuseInLogClass } from './log-class.ts';
import type { BaselineRange, MineAnswer, MineStage } from './logical-plan.ts';
import { mineColumns, relevanceColumns } from './made-columns.ts';
import { lengthOf } from './period-length.ts';
import { planSort } from './plan-order.ts';
import { planStats } from './plan-stats.ts';
import { rowContext } from './row-context.ts';

const asColumns = (names: readonly string[]) => names.map((name) => ({ heading: name, column: name }));

const pushMine = (draft: Draft, value: MineStage['value'], answer: MineAnswer): void => {
  draft.stages.push({ kind: 'mine', value, answer });
  replaceRows(draft, asColumns(mineColumns[answer]));
};

export const planPattern = (draft: Draft, command: PatternCommand): void => {
  refuseInLogClass(draft, 'pattern', command.span);
  if (draft.isReplaced)
    misplaced(draft, 'pattern', command.span, 'looks at events, which are gone behind a stats');
  if (draft.pending.keys.length > 0)
    misplaced(draft, 'pattern', command.span, 'cannot stand behind a sort; sort the patterns instead');
  pushMine(draft, checkExpression(command.value, rowContext(draft, 'pattern')), 'patterns');
};

/** The pattern directly before, which the command turns into another answer. */
const patternBefore = (draft: Draft): MineStage | undefined => {
  const last = draft.stages.at(-1);
  const isBare = draft.pending.keys.length === 0 && draft.display === undefined;
  return last?.kind === 'mine' && last.answer === 'patterns' && isBare ? last : undefined;
};

const baselines: Readonly<Record<DiffCommand['before'], BaselineRange>> = {
  range: { kind: 'range-before' },
  day: { kind: 'shifted', ms: 86_400_000 },
  week: { kind: 'shifted', ms: 604_800_000 },
  month: { kind: 'month-before' },
};

export const planDiff = (draft: Draft, command: DiffCommand): void => {
  refuseInLogClass(draft, 'diff', command.span);
  const stage = patternBefore(draft);
  if (stage === undefined) {
    complain(draft, diagnostic('diff-without-pattern', command.span, {}));
    return;
  }
  draft.stages.pop();
  draft.baseline = { ...baselines[command.before], command: 'diff', span: command.span };
  pushMine(draft, stage.value, 'difference');
};

export const planAnomaly = (draft: Draft, command: AnomalyCommand): void => {
  refuseInLogClass(draft, 'anomaly', command.span);
  const stage = patternBefore(draft);
  if (stage === undefined) {
    misplaced(draft, 'anomaly', command.span, 'looks at patterns and stands directly behind a pattern');
    return;
  }
  draft.stages.pop();
  pushMine(draft, stage.value, 'anomalies');
};

const messageAt = (span: Span): FieldReference => ({
  kind: 'field',
  span,
  name: '@message',
  path: ['@message'],
});

export const planLogcompare = (draft: Draft, command: LogcompareCommand): void => {
  if (draft.isReplaced) misplaced(draft, 'logcompare', command.span, 'looks at events, which are gone here');
  const ms = lengthOf(draft, command.shift, 'timeshift');
  draft.baseline = { kind: 'shifted', ms, command: 'logcompare', span: command.span };
  pushMine(draft, checkExpression(messageAt(command.span), rowContext(draft, 'logcompare')), 'comparison');
};

/** Fields made by the query are refused by the service (insights-ql 2.28). */
const refuseMade = (draft: Draft, field: FieldReference): void => {
  if (draft.scope.columns.has(field.name))
    complain(draft, diagnostic('relevantfields-of-parsed', field.span, { name: field.name }));
};

export const planRelevantFields = (draft: Draft, command: RelevantFieldsCommand): void => {
  if (draft.isReplaced)
    misplaced(draft, 'relevantfields', command.span, 'looks at events, which are gone here');
  for (const field of [...command.fields, ...fieldsNamedIn(command.condition)]) refuseMade(draft, field);
  const condition = checkExpression(command.condition, rowContext(draft, 'relevantfields'));
  const fields = command.fields.length === 0 ? undefined : command.fields.map(({ name }) => name);
  draft.stages.push({ kind: 'relevance', fields, condition });
  replaceRows(draft, asColumns(relevanceColumns));
};

export const planCountFrequent = (draft: Draft, command: CountFrequentCommand): void => {
  const { span } = command;
  const name = { kind: 'name', span, name: '_approxcount' } as const;
  const count: Expression = {
    kind: 'call',
    span,
    name: { kind: 'name', span, name: 'count' },
    args: [],
    star: true,
  };
  const by = command.fields.map(
    (value) => ({ kind: 'item', span: value.span, value, alias: undefined }) as const,
  );
  const aggregates = [{ kind: 'item', span, value: count, alias: name } as const];
  planStats(draft, { kind: 'stats', span, aggregates, by, offset: undefined });
  const value: FieldReference = { kind: 'field', span, name: name.name, path: [name.name] };
  planSort(draft, { kind: 'sort', span, keys: [{ kind: 'sort-key', span, value, direction: 'desc' }] });
};

const isSplit = (expression: Expression): boolean =>
  expression.kind === 'call' && findFunction(expression.name.name)?.name === 'split';

export const planUnnest = (draft: Draft, command: UnnestCommand): void => {
  const { value } = command;
  if (isSplit(value) || (value.kind === 'field' && draft.splitNames.has(value.name)))
    complain(draft, diagnostic('unnest-of-split', value.span, {}));
  const list = checkExpression(value, rowContext(draft, 'unnest'));
  draft.stages.push({
    kind: 'unnest',
    how: 'unnest',
    value: list,
    name: makeColumn(draft, command.into, true),
  });
};

export const planExpand = (draft: Draft, command: ExpandCommand): void => {
  const { field } = command;
  const value = checkExpression(field, rowContext(draft, 'expand'));
  // What split makes is not expanded (evidence 48).
  if (draft.splitNames.has(field.name)) return;
  const name = { kind: 'name', span: field.span, name: field.name } as const;
  draft.stages.push({ kind: 'unnest', how: 'expand', value, name: makeColumn(draft, name, false) });
};
