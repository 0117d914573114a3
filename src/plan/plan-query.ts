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
import { type Draft, newDraft, outputOf } from './draft.ts';
import type { PlanOptions } from './log-class.ts';
import type { JoinStage, LogicalPlan, OutputColumn, Stage } from './logical-plan.ts';
import { fieldsRead, neededAfterEach } from './needed-columns.ts';
import { planFilter, planFilterIndex, planSearch } from './plan-filter.ts';
import { planDisplay, planFields } from './plan-items.ts';
import { checkOrder, limitsBehindSorts, planDedup, planEnd, planLimit, planSort } from './plan-order.ts';
import {
  planAccum,
  planAddtotals,
  planAutoregress,
  planFilldown,
  planFillmissing,
  planOutlier,
  planSessionize,
  planTail,
} from './plan-ordered.ts';
import { planJson, planParse } from './plan-parse.ts';
import {
  planAnomaly,
  planCountFrequent,
  planDiff,
  planExpand,
  planLogcompare,
  planPattern,
  planRelevantFields,
  planUnnest,
} from './plan-patterns.ts';
import { planEstimate, planSource } from './plan-source.ts';
import { planStats } from './plan-stats.ts';
import { planAppendCols, planCidrLookup, planJoin, planLookup } from './plan-tables.ts';

type Planners = {
  readonly [Kind in CommandKind]: (draft: Draft, command: Extract<Command, { kind: Kind }>) => void;
};

/** Keyed by kind, so that a command without a planner does not compile. */
const planners: Planners = {
  source: planSource,
  search: planSearch,
  fields: (draft, command) => planFields(draft, command.items),
  display: (draft, command) => planDisplay(draft, command.items),
  filter: planFilter,
  filterIndex: planFilterIndex,
  parse: planParse,
  json: planJson,
  stats: planStats,
  sort: planSort,
  limit: planLimit,
  tail: planTail,
  dedup: planDedup,
  pattern: planPattern,
  diff: planDiff,
  anomaly: planAnomaly,
  unnest: planUnnest,
  expand: planExpand,
  lookup: planLookup,
  cidrlookup: planCidrLookup,
  join: planJoin,
  appendcols: planAppendCols,
  accum: planAccum,
  autoregress: planAutoregress,
  filldown: planFilldown,
  fillmissing: planFillmissing,
  outlier: planOutlier,
  sessionize: planSessionize,
  countFrequent: planCountFrequent,
  addtotals: planAddtotals,
  relevantfields: planRelevantFields,
  logcompare: planLogcompare,
  estimate: planEstimate,
};

const planCommand = (draft: Draft, command: Command): void =>
  (planners[command.kind] as (draft: Draft, command: Command) => void)(draft, command);

export type Planned = {
  /** Present when there is nothing to complain about. */
  readonly plan: LogicalPlan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly notices: readonly Notice[];
};

/** Rows of an inner query of a join: the events as they come, with what the join reads of them. */
const planJoined = (plan: LogicalPlan, stage: JoinStage, needed: ReadonlySet<string>): LogicalPlan => {
  const behind = [...needed].filter((name) => name.startsWith(stage.prefix));
  const names = [
    ...behind.map((name) => name.slice(stage.prefix.length)),
    ...stage.keys.map(({ right }) => right),
  ];
  const output = [...new Set(names)].map((name) => ({ heading: name, column: name }));
  const stages: readonly Stage[] = [
    { kind: 'arrange', keys: [], dedup: [], limit: Number.POSITIVE_INFINITY, end: 'first' },
  ];
  return { ...plan, stages, output, fields: fieldsRead(stages, output), hasDefaultLimit: false };
};

/** What joins read of their inner queries is known when all commands are planned. */
const planJoins = (draft: Draft, output: readonly OutputColumn[]): readonly LogicalPlan[] => {
  const needed = neededAfterEach(draft.stages, output);
  return draft.stages.reduce<readonly LogicalPlan[]>(
    (inner, stage, index) =>
      stage.kind === 'join'
        ? inner.map((plan, at) =>
            at === stage.inner ? planJoined(plan, stage, needed[index] ?? new Set()) : plan,
          )
        : inner,
    draft.inner,
  );
};

/** What answers, and the segments of a store, call the pointer of an event. */
const POINTER = '@ptr';

/** With the pointer at its end, where the rows are events still. */
const withPointer = (draft: Draft, output: readonly OutputColumn[]): readonly OutputColumn[] => {
  if (draft.options.withPointer !== true || draft.isInner || draft.isReplaced || draft.isEstimate)
    return output;
  // Every event has one: no look at the segments is needed to know it.
  draft.tentative.add(POINTER);
  return [...output.filter(({ heading }) => heading !== POINTER), { heading: POINTER, column: POINTER }];
};

const finishPlan = (draft: Draft, hasDefaultLimit: boolean): LogicalPlan => {
  const output = withPointer(draft, outputOf(draft));
  const { stages, source, baseline, isEstimate } = draft;
  return {
    fields: fieldsRead(stages, output),
    readsAllFields: stages.some((stage) => stage.kind === 'relevance' && stage.fields === undefined),
    tentative: [...draft.tentative],
    stages,
    output,
    hasDefaultLimit,
    inner: planJoins(draft, output),
    source,
    baseline,
    isEstimate,
  };
};

type Within = Pick<Draft, 'isInner' | 'diagnostics' | 'notices'>;

const draftPlan = (
  commands: readonly Command[],
  text: string,
  options: PlanOptions,
  within: Within,
): { readonly draft: Draft; readonly plan: LogicalPlan } => {
  const draft = newDraft({
    text,
    options,
    ...within,
    planQuery: (query) => draftPlan(query.commands, text, options, { ...within, isInner: true }).plan,
  });
  checkOrder(draft, commands);
  for (const command of limitsBehindSorts(draft, commands)) planCommand(draft, command);
  return { draft, plan: finishPlan(draft, planEnd(draft)) };
};

const planCommands = (commands: readonly Command[], text: string, options: PlanOptions): Planned => {
  const found: Diagnostic[] = [];
  const notices: Notice[] = [];
  const { plan } = draftPlan(commands, text, options, { isInner: false, diagnostics: found, notices });
  const diagnostics = found.sort((a, b) => a.span.start - b.span.start);
  return { plan: diagnostics.length > 0 ? undefined : plan, diagnostics, notices };
};

export const planTree = (query: Query, text: string, options: PlanOptions = {}): Planned =>
  planCommands(query.commands, text, options);

/** Mistakes that are such wherever they stand: those about names depend on commands that did not parse. */
const contextFree: ReadonlySet<DiagnosticCode> = new Set([
  'aggregate-inside-aggregate',
  'aggregate-outside-stats',
  'glob-names-differ',
  'invalid-date-pattern',
  'limit-out-of-range',
  'filter-index-condition',
  'names-differ',
  'not-in-log-class',
  'number-too-large',
  'source-unknowable',
  'subquery-inside-subquery',
  'topk-alone',
  'unnest-of-split',
  'wrong-option',
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
export const planQuery = (text: string, options: PlanOptions = {}): Planned => {
  const { query, commands, diagnostics } = parseQuery(text);
  if (query !== undefined) return planTree(query, text, options);
  const further = planCommands(commands, text, options).diagnostics.filter(({ code }) =>
    contextFree.has(code),
  );
  const all = [...diagnostics, ...further].sort((a, b) => a.span.start - b.span.start);
  return { plan: undefined, diagnostics: all, notices: [] };
};
