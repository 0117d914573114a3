// `stats`: aggregates are taken out of their expressions, which are computed from them afterwards.

import {
  type Call,
  type Diagnostic,
  diagnostic,
  type Expression,
  type FieldReference,
  findFunction,
  type Item,
  printExpression,
  type StatsCommand,
} from '../../grammar/index.ts';
import { periodLength } from '../values/index.ts';
import { checkCall, checkRanges } from './check-call.ts';
import { checkExpression, type ExpressionContext, nothing, periodOf } from './check-expression.ts';
import { complain, type Draft, give, headingOf, notice, replaceRows, sourceText } from './draft.ts';
import type { PlanExpression } from './expression.ts';
import { fieldsNamedIn } from './fields-named.ts';
import { isInfrequent } from './log-class.ts';
import type { AggregateCall, NamedExpression, OutputColumn } from './logical-plan.ts';
import { lengthOf } from './period-length.ts';
import { rowContext } from './row-context.ts';
import { copyOf, type Scope, withColumn, withText } from './scope.ts';

/** The columns that a stats makes, while it is being planned. */
type Making = {
  readonly keys: NamedExpression[];
  readonly calls: AggregateCall[];
  /** The column of each aggregate, by what it computes. */
  readonly columnOf: Map<string, string>;
  /** Computed from keys and calls, in the order of the items. */
  readonly computed: NamedExpression[];
  readonly output: OutputColumn[];
  scope: Scope;
};

/** Notes a column of the new scope, under its heading and, without alias, its canonical text. */
const addOutput = (draft: Draft, making: Making, item: Item, column: string): void => {
  const heading = headingOf(draft, item);
  making.output.push({ heading, column });
  making.scope = withColumn(making.scope, heading, column);
  if (item.alias === undefined) making.scope = withText(making.scope, printExpression(item.value), column);
};

const isTaken = (making: Making, heading: string): boolean =>
  making.output.some((column) => column.heading === heading);

const planKey = (draft: Draft, making: Making, item: Item, binOffsetMs: number): void => {
  const heading = headingOf(draft, item);
  if (isTaken(making, heading)) {
    if (item.alias !== undefined)
      draft.diagnostics.push(diagnostic('duplicate-name', item.alias.span, { name: heading }));
    return;
  }
  if (item.alias !== undefined) give(draft, item.alias);
  const value = checkExpression(item.value, keyContext(draft, binOffsetMs));
  making.keys.push({ name: heading, value });
  addOutput(draft, making, item, heading);
};

const numberIn = (expression: Expression | undefined): number =>
  expression?.kind === 'number' ? expression.value : 0;

/** What the call says beside the value that it aggregates. */
const parameterOf = (call: Call): number => {
  switch (findFunction(call.name.name)?.name) {
    case 'median':
      return 50;
    case 'topk':
      return numberIn(call.args[0]);
    case 'rate': {
      const period = periodOf(call.args[1]);
      return period === undefined ? 0 : periodLength(period);
    }
    default:
      return numberIn(call.args[1]);
  }
};

/** topk gives its k before the value. */
const argumentOf = (call: Call): Expression | undefined =>
  findFunction(call.name.name)?.name === 'topk' ? call.args[1] : call.args[0];

/** `by histogram(x, 50)`: the lower bound of the range of that width (evidence 53). */
const planRange = (call: Call, context: ExpressionContext): PlanExpression => {
  const checked = checkCall(call);
  const [value, width] = call.args;
  if (!('record' in checked) || value === undefined || width === undefined) return nothing;
  const right = checkExpression(width, context);
  const ranges: PlanExpression = {
    kind: 'arithmetic',
    operator: '/',
    left: checkExpression(value, context),
    right,
  };
  const left: PlanExpression = { kind: 'call', name: 'floor', args: [ranges] };
  return { kind: 'arithmetic', operator: '*', left, right };
};

/** The context of a group key, in which of all aggregates only histogram has a meaning. */
const keyContext = (draft: Draft, binOffsetMs: number): ExpressionContext => {
  const context = rowContext(draft, 'stats … by');
  return {
    ...context,
    binOffsetMs,
    aggregate: (call) =>
      findFunction(call.name.name)?.name === 'histogram' ? planRange(call, context) : context.aggregate(call),
  };
};

/** The column of an aggregate; the same aggregate twice is computed once. */
const planCall = (draft: Draft, making: Making, call: Call, wanted: string): PlanExpression => {
  const checked = checkCall(call);
  if (!('record' in checked) || checked.record.family !== 'aggregate')
    return { kind: 'constant', value: undefined };
  const inner: ExpressionContext = {
    ...rowContext(draft, 'stats'),
    aggregate: (nested) => {
      const facts = { name: nested.name.name };
      draft.diagnostics.push(diagnostic('aggregate-inside-aggregate', nested.name.span, facts));
      return { kind: 'constant', value: undefined };
    },
  };
  if (readsTime(checked.record.name)) checkExpression(timeField(call), inner);
  for (const complaint of checkRanges(call)) complain(draft, complaint);
  const first = argumentOf(call);
  const argument = first === undefined ? undefined : checkExpression(first, inner);
  const made = { function: checked.record.name, argument, parameter: parameterOf(call) };
  const meaning = JSON.stringify(made);
  const same = making.columnOf.get(meaning);
  if (same !== undefined) return { kind: 'column', name: same };
  making.columnOf.set(meaning, wanted);
  making.calls.push({ name: wanted, ...made });
  return { kind: 'column', name: wanted };
};

const readsTime = (name: string): boolean => name === 'earliest' || name === 'latest' || name === 'rate';

/** earliest and latest read @timestamp: after another stats it must be among its results. */
const timeField = (call: Call): FieldReference => ({
  kind: 'field',
  span: call.span,
  name: '@timestamp',
  path: ['@timestamp'],
});

const needsAggregate = (draft: Draft, item: Item): Diagnostic =>
  diagnostic('aggregate-needed', item.value.span, { text: sourceText(draft, item.value.span) });

/** `sum(x) as x`: the service was seen to take it and to leave the column empty. */
const warnOfHiding = (draft: Draft, item: Item): void => {
  const name = item.alias?.name;
  if (name === undefined || !fieldsNamedIn(item.value).some((field) => field.name === name)) return;
  notice(
    draft,
    'alias-hides-field',
    `"${name}" is computed from a field of the same name; the service was seen to leave such a column empty, so give it another name there`,
  );
};

const planAggregate = (draft: Draft, making: Making, item: Item): void => {
  const heading = headingOf(draft, item);
  if (item.alias !== undefined) {
    if (isTaken(making, heading))
      draft.diagnostics.push(diagnostic('duplicate-name', item.alias.span, { name: heading }));
    else give(draft, item.alias);
  } else if (isTaken(making, heading)) return;
  const before = draft.diagnostics.length;
  let calls = 0;
  const isBare = item.value.kind === 'call' && findFunction(item.value.name.name)?.family === 'aggregate';
  const value = checkExpression(item.value, {
    // Outside its aggregates an item sees the keys and the items before it, and no fields.
    ...rowContext(draft, 'stats'),
    scope: { ...making.scope, hasFields: false },
    complain: (complaint) => draft.diagnostics.push(complaint),
    unknown: (field) => diagnostic('aggregate-needed', field.span, { text: field.name }),
    remark: (code, message) => notice(draft, code, message),
    aggregate: (call) => {
      calls += 1;
      return planCall(draft, making, call, isBare ? heading : `${heading}#${making.calls.length}`);
    },
  });
  const readsOutput = fieldsNamedIn(item.value).some((field) => making.scope.columns.has(field.name));
  if (calls === 0 && !readsOutput && draft.diagnostics.length === before)
    draft.diagnostics.push(needsAggregate(draft, item));
  warnOfHiding(draft, item);
  if (value.kind !== 'column' || value.name !== heading) making.computed.push({ name: heading, value });
  addOutput(draft, making, item, heading);
};

/** Most stats of one query, Standard class (CWL_QuerySyntax-Stats). */
const MAX_STATS = 10;
const MAX_STATS_INFREQUENT = 2;

/** topk stands alone (CWL_QuerySyntax-Stats). */
const refuseCompany = (draft: Draft, command: StatsCommand, making: Making): void => {
  const isTop = making.calls.some((call) => call.function === 'topk');
  if (isTop && (making.calls.length > 1 || command.by.length > 0 || command.aggregates.length > 1))
    complain(draft, diagnostic('topk-alone', command.span, {}));
};

export const planStats = (draft: Draft, command: StatsCommand): void => {
  const making: Making = {
    keys: [],
    calls: [],
    columnOf: new Map(),
    computed: [],
    output: [],
    scope: { hasFields: false, columns: new Map(), texts: new Map() },
  };
  const binOffsetMs = command.offset === undefined ? 0 : lengthOf(draft, command.offset, 'offset');
  for (const item of command.by) planKey(draft, making, item, binOffsetMs);
  for (const item of command.aggregates) planAggregate(draft, making, item);
  const most = isInfrequent(draft) ? MAX_STATS_INFREQUENT : MAX_STATS;
  if (draft.aggregates.length >= most)
    draft.diagnostics.push(diagnostic('too-many-stats', command.span, { most }));
  draft.aggregates = [...draft.aggregates, { index: draft.stages.length, scopeBefore: copyOf(draft.scope) }];
  draft.stages.push({ kind: 'aggregate', keys: making.keys, calls: making.calls });
  if (making.computed.length > 0) draft.stages.push({ kind: 'extend', columns: making.computed });
  refuseCompany(draft, command, making);
  replaceRows(draft, making.output, making.scope);
};
