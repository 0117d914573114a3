// The real engine as a run, set up in one of the ways in which its answer must not differ: batches and
// segments of other sizes, the optimiser off, parts gathered apart and merged, columns stored and read back.
// Queries within a query are answered in the same set-up.

import { lineAndColumn, parseQuery, printQuery, wordingOf } from '../../grammar/index.ts';
import { printTable, startExecution, type Table } from '../../src/engine/index.ts';
import { type LogicalPlan, optimise, planQuery } from '../../src/plan/index.ts';
import { renderDiagnostic } from '../../src/presentation/index.ts';
import type { Notice, ResultTable } from '../../src/result/index.ts';
import { MAX_SEGMENT_ROWS, type Segment } from '../../src/segments/index.ts';
import { type InnerAnswer, type PlannedText, planWith, startQuery } from '../../src/tasks/index.ts';
import { baselineWindow, groupTest, type Window, windowOf } from '../../src/tasks/query-window.ts';
import type { Answer, Run, Surroundings } from '../runner/index.ts';
import { type Cutting, segmentsOf } from './segments-of.ts';

export type Setup = Cutting & {
  readonly name: string;
  readonly batchRows?: number;
  readonly useOptimiser?: boolean;
  /** Gather in so many parts and merge them. */
  readonly parts?: number;
  /** Take the segments from the newest on, and no more once the answer is settled. */
  readonly isNewestFirst?: boolean;
  readonly isReprinted?: boolean;
};

const reprinted = (text: string): string => {
  const { query } = parseQuery(text);
  return query === undefined ? text : printQuery(query);
};

const refusal = ({ text, diagnostics }: PlannedText): Answer => ({
  kind: 'diagnostics',
  items: diagnostics.map((diagnostic) => ({
    severity: 'error',
    code: diagnostic.code,
    ...lineAndColumn(text, diagnostic.span.start),
    sentence: wordingOf(diagnostic).sentence,
  })),
  rendered: diagnostics
    .map((d) => renderDiagnostic(text, { severity: 'error', ...d, ...wordingOf(d) }, { color: false }))
    .join('\n'),
});

/** What a plan and those within it are run in. */
type World = {
  readonly setup: Setup;
  readonly segments: readonly Segment[];
  readonly surroundings: Surroundings;
};

/** What a run in parts does not count. */
const nothing = { records: 0, bytes: 0 };

/** A plan that has seen its events. */
type Looked = {
  readonly inner: () => InnerAnswer;
  readonly result: (notices: readonly Notice[]) => {
    readonly table: ResultTable;
    readonly notices: readonly Notice[];
  };
};

type Asked = {
  readonly plan: LogicalPlan;
  readonly window: Window;
  readonly answers: readonly InnerAnswer[];
};

const lookInParts = (
  { plan: planned, window, answers }: Asked,
  segments: readonly Segment[],
  { surroundings }: World,
  parts: number,
): Looked => {
  const plan = optimise(planned);
  const context = {
    queryStartMs: window.startMs,
    queryEndMs: window.endMs,
    nowMs: surroundings.window.nowMs,
  };
  const options = {
    ...{ window, context, lookups: surroundings.lookups },
    answers: answers.map(({ table }) => table),
    percentiles: 'service',
    useKernels: true,
    batchRows: MAX_SEGMENT_ROWS,
    baseline: plan.baseline && baselineWindow(plan.baseline, window),
  } as const;
  const executions = Array.from({ length: parts }, () => startExecution(plan, options));
  segments.forEach((segment, index) => {
    executions[index % parts]?.push(segment, index * MAX_SEGMENT_ROWS);
  });
  const [first, ...others] = executions;
  if (first === undefined) throw new Error('there is at least one part');
  // What a worker sends is a copy.
  for (const other of others) first.merge(structuredClone(other.state));
  const table = (): Table => first.finish().table;
  return {
    inner: () => ({ table: table(), notices: [], scanned: nothing, skipped: nothing, groups: new Set() }),
    result: () => ({ table: printTable(table(), plan), notices: [] }),
  };
};

const byNewest = (segments: readonly Segment[]): readonly Segment[] =>
  segments.map((segment, arrival) => ({ ...segment, arrival })).toSorted((a, b) => b.endMs - a.endMs);

const lookAtAll = (
  { plan, window, answers }: Asked,
  segments: readonly Segment[],
  { setup, surroundings }: World,
): Looked => {
  const { useOptimiser, batchRows, isNewestFirst = false } = setup;
  const { lookups } = surroundings;
  const { nowMs } = surroundings.window;
  const options = { ...window, nowMs, percentiles: 'service', useOptimiser, batchRows, lookups } as const;
  const run = startQuery(plan, options, answers);
  for (const segment of isNewestFirst ? byNewest(segments) : segments) {
    const isWanted = run.isWanted(segment) && !(isNewestFirst && run.isSettled(segment.endMs));
    if (isWanted) run.push(segment);
    else run.skip(segment);
  }
  return { inner: () => run.finishInner(), result: (notices) => run.finish('Complete', notices) };
};

/** Inner queries are answered first, about their own log groups and time. */
const look = (
  plan: LogicalPlan,
  around: Window,
  aroundAsked: (group: string) => boolean,
  world: World,
): Looked => {
  const window = windowOf(plan, around, world.surroundings.window.nowMs);
  const isAsked = groupTest(plan, aroundAsked);
  const answers = plan.inner.map((inner) =>
    look({ ...inner, isEstimate: plan.isEstimate }, window, isAsked, world).inner(),
  );
  const segments = world.segments.filter(({ logGroup }) => isAsked(logGroup));
  const { parts } = world.setup;
  // What an estimate counts is not gathered.
  return parts === undefined || plan.isEstimate
    ? lookAtAll({ plan, window, answers }, segments, world)
    : lookInParts({ plan, window, answers }, segments, world, parts);
};

const looksElsewhere = (plan: LogicalPlan): boolean =>
  plan.source !== undefined || plan.inner.some(looksElsewhere);

/** `limit any` takes whichever rows come first. */
const takesAny = ({ stages, inner }: LogicalPlan): boolean =>
  stages.some((stage) => stage.kind === 'arrange' && stage.isAny === true) || inner.some(takesAny);

/** Headings without alias are the text of the query, which reprinting changes. */
const headingsOf = (query: string): readonly string[] | undefined =>
  planQuery(query).plan?.output.map(({ heading }) => heading);

const answer = async (query: string, surroundings: Surroundings, setup: Setup): Promise<Answer> => {
  const { events, allEvents, window, lookups } = surroundings;
  const planned = await planWith(setup.isReprinted ? reprinted(query) : query, { ...window, lookups });
  const { plan } = planned;
  if (plan === undefined) return refusal(planned);
  const segments = segmentsOf(looksElsewhere(plan) ? allEvents : events, setup);
  const own = events[0]?.logGroup;
  const looked = look(plan, window, (group) => group === own, { setup, segments, surroundings });
  const { table, notices } = looked.result(planned.notices);
  const written = setup.isReprinted && !plan.isEstimate ? headingsOf(query) : undefined;
  const columns = written ?? table.columns;
  return { kind: 'table', columns, rows: table.rows, notices };
};

export const engineRun = (setup: Setup): Run => ({
  name: setup.name,
  // Reprinting moves what a diagnostic points at; parts have no notices of their own.
  ignores: [
    ...(setup.isReprinted ? (['diagnostics'] as const) : []),
    ...(setup.parts !== undefined ? (['notices'] as const) : []),
  ],
  canAnswer: (query) => {
    const { plan } = planQuery(query);
    return plan === undefined || setup.isNewestFirst !== true || !takesAny(plan);
  },
  answer: (query, surroundings) => answer(query, surroundings, setup),
});
