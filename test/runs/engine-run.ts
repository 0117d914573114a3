// The real engine as a run, set up in one of the ways in which its answer must not differ: batches and
// segments of other sizes, the optimiser off, parts gathered apart and merged, columns stored and read back.

import { lineAndColumn, parseQuery, printQuery, wordingOf } from '../../grammar/index.ts';
import { startExecution } from '../../src/engine/index.ts';
import { optimise, planQuery } from '../../src/plan/index.ts';
import { renderDiagnostic } from '../../src/presentation/index.ts';
import {
  decodeColumn,
  encodeColumn,
  MAX_SEGMENT_ROWS,
  type Segment,
  segmentBuilder,
} from '../../src/segments/index.ts';
import { startQuery } from '../../src/tasks/index.ts';
import type { Answer, Run, ScriptEvent, ScriptWindow } from '../runner/index.ts';

export type Setup = {
  readonly name: string;
  readonly batchRows?: number;
  /** How many events the next segment takes; a whole segment's worth unless given. */
  readonly segmentRows?: () => number;
  readonly useOptimiser?: boolean;
  /** Gather in so many parts and merge them. */
  readonly parts?: number;
  readonly isStored?: boolean;
  readonly isReprinted?: boolean;
};

/** Columns as they come back from a store. */
const stored = (segment: Segment): Segment => ({
  ...segment,
  column: (field) => {
    const column = segment.column(field);
    return column && decodeColumn(encodeColumn(column));
  },
});

const segmentsOf = (events: readonly ScriptEvent[], setup: Setup): readonly Segment[] => {
  const rowsOf = setup.segmentRows ?? (() => MAX_SEGMENT_ROWS);
  const segments: Segment[] = [];
  let builder = segmentBuilder(events[0]?.logGroup ?? '', rowsOf());
  for (const event of events) {
    builder.add(event.timestampMs, event.message, event.logStream, event.ingestionMs ?? Number.NaN);
    if (!builder.isFull) continue;
    segments.push(builder.seal('all'));
    builder = segmentBuilder(event.logGroup, rowsOf());
  }
  if (builder.rowCount > 0) segments.push(builder.seal('all'));
  return setup.isStored ? segments.map(stored) : segments;
};

const reprinted = (text: string): string => {
  const { query } = parseQuery(text);
  return query === undefined ? text : printQuery(query);
};

const refusal = (text: string, planned: ReturnType<typeof planQuery>): Answer => ({
  kind: 'diagnostics',
  items: planned.diagnostics.map((diagnostic) => ({
    severity: 'error',
    code: diagnostic.code,
    ...lineAndColumn(text, diagnostic.span.start),
    sentence: wordingOf(diagnostic).sentence,
  })),
  rendered: planned.diagnostics
    .map((d) => renderDiagnostic(text, { severity: 'error', ...d, ...wordingOf(d) }, { color: false }))
    .join('\n'),
});

const answerInParts = (
  planned: ReturnType<typeof planQuery>,
  segments: readonly Segment[],
  window: ScriptWindow,
  parts: number,
): Answer => {
  const { plan } = planned;
  if (plan === undefined) throw new Error('only a plan is run');
  const options = {
    window: { startMs: window.startMs, endMs: window.endMs },
    context: { queryStartMs: window.startMs, queryEndMs: window.endMs, nowMs: window.nowMs },
    percentiles: 'service',
    useKernels: true,
    batchRows: MAX_SEGMENT_ROWS,
  } as const;
  const executions = Array.from({ length: parts }, () => startExecution(optimise(plan), options));
  segments.forEach((segment, index) => {
    executions[index % parts]?.push(segment, index * MAX_SEGMENT_ROWS);
  });
  const [first, ...others] = executions;
  if (first === undefined) throw new Error('there is at least one part');
  // What a worker sends is a copy.
  for (const other of others) first.merge(structuredClone(other.state));
  const { columns, rows } = first.finish();
  return { kind: 'table', columns, rows, notices: [] };
};

/** Headings without alias are the text of the query, which reprinting changes. */
const withHeadingsOf = (answer: Answer, columns: readonly string[] | undefined): Answer =>
  answer.kind === 'table' && columns !== undefined ? { ...answer, columns } : answer;

const answer = (
  query: string,
  events: readonly ScriptEvent[],
  window: ScriptWindow,
  setup: Setup,
): Answer => {
  const text = setup.isReprinted ? reprinted(query) : query;
  const planned = planQuery(text);
  if (planned.plan === undefined) return refusal(text, planned);
  const segments = segmentsOf(events, setup);
  if (setup.parts !== undefined) return answerInParts(planned, segments, window, setup.parts);
  const run = startQuery(planned.plan, {
    ...window,
    percentiles: 'service',
    useOptimiser: setup.useOptimiser,
    batchRows: setup.batchRows,
  });
  for (const segment of segments) run.push(segment);
  const { table, notices } = run.finish('Complete', planned.notices);
  const headings = planQuery(query).plan?.output.map(({ heading }) => heading);
  return withHeadingsOf({ kind: 'table', ...table, notices }, setup.isReprinted ? headings : undefined);
};

export const engineRun = (setup: Setup): Run => ({
  name: setup.name,
  // Reprinting moves what a diagnostic points at; parts have no notices of their own.
  ignores: [
    ...(setup.isReprinted ? (['diagnostics'] as const) : []),
    ...(setup.parts !== undefined ? (['notices'] as const) : []),
  ],
  answer: (query, events, window) => answer(query, events, window, setup),
});
