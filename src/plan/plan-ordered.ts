// Commands that go by the order of all rows: running sums, rows before, gaps, sessions, totals, the last rows.

import {
  type AccumCommand,
  type AddtotalsCommand,
  type AutoregressCommand,
  diagnostic,
  type FieldReference,
  type FilldownCommand,
  type FillmissingCommand,
  type Name,
  type OutlierCommand,
  type SessionizeCommand,
  type TailCommand,
} from '../../grammar/index.ts';
import type { Value } from '../values/index.ts';
import { checkExpression } from './check-expression.ts';
import {
  columnFor,
  complain,
  type Draft,
  makeColumn,
  misplaced,
  outputOf,
  replaceColumn,
  settleOrder,
} from './draft.ts';
import type { AggregateStage, Derived } from './logical-plan.ts';
import { lengthOf } from './period-length.ts';
import { checkLimit } from './plan-order.ts';
import { rowContext } from './row-context.ts';

/** The column of a field, before the command makes new ones. */
const columnOf = (draft: Draft, field: FieldReference, command: string): string =>
  columnFor(draft, checkExpression(field, rowContext(draft, command)), field.name);

const nameOf = (field: FieldReference, suffix = ''): Name => ({
  kind: 'name',
  span: field.span,
  name: `${field.name}${suffix}`,
});

export const planTail = (draft: Draft, command: TailCommand): void => {
  checkLimit(draft, command);
  const { keys, dedup } = draft.pending;
  draft.stages.push({ kind: 'arrange', keys, dedup, limit: command.count, end: 'last' });
  draft.pending = { keys: [], dedup: [] };
  draft.hasLimit = true;
};

export const planAccum = (draft: Draft, command: AccumCommand): void => {
  const column = columnOf(draft, command.field, 'accum');
  settleOrder(draft);
  const name = makeColumn(draft, command.name ?? nameOf(command.field), command.name !== undefined);
  draft.stages.push({ kind: 'accumulate', column, name });
};

export const planAutoregress = (draft: Draft, command: AutoregressCommand): void => {
  const column = columnOf(draft, command.field, 'autoregress');
  settleOrder(draft);
  const lags = Array.from({ length: command.to - command.from + 1 }, (_, index) => {
    const rows = command.from + index;
    return { name: makeColumn(draft, command.name ?? nameOf(command.field, `_p${rows}`), true), rows };
  });
  draft.stages.push({ kind: 'lag', column, lags });
};

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

/** Headings that the pattern fits; a plain name is a field even where it is not shown. */
const headingsFor = (draft: Draft, field: Name): readonly string[] => {
  const shown = outputOf(draft).map(({ heading }) => heading);
  const fitting = shown.filter((heading) => wildcard(field.name).test(heading));
  return fitting.length > 0 || field.name.includes('*') ? fitting : [field.name];
};

export const planFilldown = (draft: Draft, command: FilldownCommand): void => {
  const shown = outputOf(draft);
  const all = command.fields.flatMap((field) =>
    headingsFor(draft, field).map((heading) => ({ heading, span: field.span })),
  );
  const wanted =
    command.fields.length === 0 ? shown.map(({ heading }) => ({ heading, span: command.span })) : all;
  const distinct = wanted.filter(
    ({ heading }, index) => wanted.findIndex((other) => other.heading === heading) === index,
  );
  const columns = distinct.map(({ heading, span }) => {
    const known = shown.find((column) => column.heading === heading)?.column;
    const field: FieldReference = { kind: 'field', span, name: heading, path: heading.split('.') };
    return { heading, span, column: known ?? columnOf(draft, field, 'filldown') };
  });
  settleOrder(draft);
  const derived: Derived[] = columns.map(({ heading, span, column }) => ({
    column,
    name: replaceColumn(draft, { kind: 'name', span, name: heading }),
  }));
  draft.stages.push({ kind: 'fill-down', columns: derived });
};

/** The one key that is a bin of time. */
const binKeyOf = (draft: Draft): { readonly stage: AggregateStage; readonly bin: number } | undefined => {
  const place = draft.aggregates.at(-1);
  const stage = place === undefined ? undefined : draft.stages[place.index];
  if (stage?.kind !== 'aggregate') return undefined;
  const bins = stage.keys.flatMap(({ value }, index) => (value.kind === 'period-call' ? [index] : []));
  return bins.length === 1 && bins[0] !== undefined ? { stage, bin: bins[0] } : undefined;
};

export const planFillmissing = (draft: Draft, command: FillmissingCommand): void => {
  const found = binKeyOf(draft);
  const key = found?.stage.keys[found.bin];
  if (found === undefined || key?.value.kind !== 'period-call') {
    misplaced(
      draft,
      'fillmissing',
      command.span,
      'stands behind a stats … by bin(), with one bin among its keys',
    );
    return;
  }
  if (draft.pending.keys.length > 0 || draft.hasLimit) {
    misplaced(
      draft,
      'fillmissing',
      command.span,
      'stands before sort and limit: it puts the rows in order of time',
    );
    return;
  }
  const fills = command.fills.map(({ value, field }) => {
    const constant = checkExpression(value, rowContext(draft, 'fillmissing'));
    const column = checkExpression(field, rowContext(draft, 'fillmissing'));
    if (constant.kind !== 'constant')
      complain(
        draft,
        diagnostic('wrong-option', value.span, { name: 'with', wanted: 'a number or a quoted text' }),
      );
    const known: Value = constant.kind === 'constant' ? constant.value : undefined;
    return { column: column.kind === 'column' ? column.name : '', value: known };
  });
  const { period, offsetMs } = key.value;
  const keys = found.stage.keys.map(({ name }) => name);
  const isCeiling = key.value.name === 'dateceil';
  draft.stages.push({ kind: 'fill-missing', bin: key.name, isCeiling, period, offsetMs, keys, fills });
};

export const planOutlier = (draft: Draft, command: OutlierCommand): void => {
  const { action, param, useLower, mark } = command;
  const columns = command.fields.map((field) => ({ field, column: columnOf(draft, field, 'outlier') }));
  settleOrder(draft);
  const derived = columns.map(({ field, column }) => ({
    column,
    name: replaceColumn(draft, nameOf(field)),
    mark: mark ? makeColumn(draft, nameOf(field, '_outlier'), true) : undefined,
  }));
  draft.stages.push({ kind: 'outlier', action, param, useLower, columns: derived });
};

const DEFAULT_SPAN_MS = 30 * 60_000;

export const planSessionize = (draft: Draft, command: SessionizeCommand): void => {
  const keys = command.fields.map((field) => columnOf(draft, field, 'sessionize'));
  const time: FieldReference = {
    kind: 'field',
    span: command.span,
    name: '@timestamp',
    path: ['@timestamp'],
  };
  columnOf(draft, time, 'sessionize');
  const maxSpanMs =
    command.maxSpan === undefined ? DEFAULT_SPAN_MS : lengthOf(draft, command.maxSpan, 'maxspan');
  settleOrder(draft);
  const name = command.name ?? { kind: 'name', span: command.span, name: 'session_id' };
  draft.stages.push({ kind: 'session', keys, maxSpanMs, name: makeColumn(draft, name, true) });
};

/** Texts and times of events are not added up where nothing is said. */
const notSummed = new Set(['@timestamp', '@message']);

export const planAddtotals = (draft: Draft, command: AddtotalsCommand): void => {
  const columns =
    command.fields.length > 0
      ? command.fields.map((field) => columnOf(draft, field, 'addtotals'))
      : outputOf(draft).flatMap(({ heading, column }) => (notSummed.has(heading) ? [] : [column]));
  const hasTimes = command.fields.length > 0;
  settleOrder(draft);
  const total: Name = command.name ?? { kind: 'name', span: command.span, name: 'Total' };
  const name = command.row ? makeColumn(draft, total, true) : undefined;
  draft.stages.push({ kind: 'totals', columns, name, hasSummary: command.column, hasTimes });
};
