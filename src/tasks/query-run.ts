// One query being answered, whatever its segments come from: it is handed segments, keeps the limits and
// makes the result.

import { nearest } from '../../grammar/index.ts';
import { type PercentileMode, printTable, type Table } from '../engine/index.ts';
import { type LogicalPlan, optimise } from '../plan/index.ts';
import type { LookupTable, Notice, QueryResult, ResultTable, Statistics } from '../result/index.ts';
import { MAX_SEGMENT_ROWS, type Segment, type SegmentStatistics } from '../segments/index.ts';
import {
  executionOf,
  type Gathered,
  type Gathering,
  type Question,
  sequenceOf,
  startGathering,
} from './gathering.ts';
import type { QueryThreads } from './query-threads.ts';
import { isWithinReach, type Window } from './query-window.ts';
import { type Looked, newTally } from './tally.ts';
import { type UnseenFields, unseenFields } from './unseen-fields.ts';

/** Runs work that can be stopped from outside; what it throws when it is stopped says so. */
export type Guard = <T>(work: () => T) => T;

export type QueryOptions = {
  /** Both inclusive, epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly nowMs: number;
  /** Names of log groups; undefined means all. */
  readonly logGroups?: readonly string[] | undefined;
  readonly percentiles: PercentileMode;
  /** Tables that `lookup` knows, by name. */
  readonly lookups?: ReadonlyMap<string, LookupTable> | undefined;
  /** Interrupted: what is there is the answer, marked as partial. */
  readonly signal?: AbortSignal | undefined;
  readonly guard?: Guard | undefined;
  /** Threads that help where the query is over a store; the store must be the file's, not a view of it. */
  readonly threads?: QueryThreads | undefined;
  /** For tests: the plan as it was written, every row by its meaning, batches of so many rows. */
  readonly useOptimiser?: boolean | undefined;
  readonly batchRows?: number | undefined;
};

/** What an inner query has answered, and what it has to say and has looked at. */
export type InnerAnswer = Looked & { readonly table: Table; readonly notices: readonly Notice[] };

/** A segment, and what it counts as where events of it were passed over. */
export type Pushed = readonly [segment: Segment, statistics?: SegmentStatistics];

export type QueryRun = {
  readonly plan: LogicalPlan;
  /** What other threads need to gather for this run. */
  readonly question: Question;
  readonly unseen: UnseenFields;
  push(...pushed: Pushed): void;
  /** As many as come within some ms. */
  pushSome(next: () => Pushed | undefined): void;
  /** A segment that need not be looked at; its fields, where they are at hand, count as seen. */
  skip(segment: SegmentStatistics & { readonly fields?: readonly string[] }): void;
  /** Gathers a segment by itself, to be merged or left out. */
  gather(segment: Segment): Gathered;
  /** Takes in what was gathered of these segments. */
  merge(segments: readonly SegmentStatistics[], gathered: Gathered): void;
  isSettled(ms: number): boolean;
  /** Does the range reach into the plan's, or into the one that it compares with? */
  isWanted(range: Window): boolean;
  /** The answer for the query around this one. */
  finishInner(knownFields?: () => readonly string[]): InnerAnswer;
  /** `knownFields`: every field that any event has, where that is known without looking at all of them. */
  finish(
    status: QueryResult['status'],
    notices: readonly Notice[],
    knownFields?: () => readonly string[],
  ): QueryResult;
};

/** How long work is watched at a time: the watchdog takes 0.25 ms to begin. */
const WATCHED_MS = 60;

/** What other languages write for a missing value. */
const wordsForMissing = new Set(['null', 'nil', 'none', 'undefined', 'missing']);

const hintFor = (field: string, known: readonly string[]): string => {
  const parts = known.filter((name) => name.startsWith(`${field}.`));
  if (parts.length > 0)
    return `; events have ${parts[0]}${parts.length > 1 ? ' and others' : ''}, the parts of an object or list: json "${field}" as x reads it whole`;
  if (wordsForMissing.has(field.toLowerCase())) return '; for a missing value write not ispresent(…)';
  const near = nearest(field, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
};

const unknownField = (field: string, known: readonly string[]): Notice => {
  const message = `no event has a field named "${field}"${hintFor(field, known)}`;
  return { code: 'unknown-field', message };
};

/** What to say of the fields that no event has shown. */
const remarksOnFields = (
  unseen: readonly string[],
  knownFields: (() => readonly string[]) | undefined,
): readonly Notice[] => {
  if (unseen.length === 0) return [];
  const known = knownFields?.() ?? [];
  return unseen.filter((field) => !known.includes(field)).map((field) => unknownField(field, known));
};

/** Names of log groups that were asked for and are not there. */
export const unknownGroups = (
  asked: readonly string[] | undefined,
  known: readonly string[],
): readonly Notice[] =>
  (asked ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      return { code: 'unknown-log-group', message: `there is no log group "${name}"${hint}` };
    });

const truncated = (rows: number): Notice => ({
  code: 'default-limit',
  message: `only the first ${rows.toLocaleString('en-US')} rows are shown, as by default; a limit command says how many you want`,
});

/** The column of `estimate`; its name in the service is not known. */
const ESTIMATE_COLUMN = 'estimatedBytesScanned';

/** Bytes of the messages within the range, as if all were equally long. */
const bytesWithin = (segment: Segment, { startMs, endMs }: Window): number => {
  if (segment.startMs >= startMs && segment.endMs <= endMs) return segment.messageBytes;
  const times = segment.column('@timestamp');
  if (times?.form !== 'timestamp') return segment.messageBytes;
  const rows = times.values.reduce((count, ms) => (ms >= startMs && ms <= endMs ? count + 1 : count), 0);
  return Math.round((segment.messageBytes * rows) / Math.max(1, segment.rowCount));
};

const questionOf = (plan: LogicalPlan, options: QueryOptions, answers: readonly InnerAnswer[]): Question => ({
  plan,
  startMs: options.startMs,
  endMs: options.endMs,
  nowMs: options.nowMs,
  percentiles: options.percentiles,
  lookups: options.lookups,
  answers: answers.map(({ table }) => table),
  useKernels: options.useOptimiser ?? true,
  batchRows: options.batchRows ?? MAX_SEGMENT_ROWS,
});

const estimateTable = (bytes: number): ResultTable => ({
  columns: [ESTIMATE_COLUMN],
  rows: [[String(bytes)]],
});

/** An estimate runs nothing, so nothing is scanned for it. */
const statisticsOf = (
  plan: LogicalPlan,
  recordsMatched: number,
  { scanned, skipped, groups }: Looked,
): Statistics => ({
  recordsMatched,
  recordsScanned: plan.isEstimate ? 0 : scanned.records,
  bytesScanned: plan.isEstimate ? 0 : scanned.bytes,
  estimatedRecordsSkipped: skipped.records,
  estimatedBytesSkipped: skipped.bytes,
  logGroupsScanned: groups.size,
});

const pushAWhile = (push: (...pushed: Pushed) => void, next: () => Pushed | undefined): void => {
  const until = performance.now() + WATCHED_MS;
  for (let pushed = next(); pushed !== undefined; pushed = next()) {
    push(...pushed);
    if (performance.now() > until) return;
  }
};

const lookedOf = ({ scanned, skipped, groups }: Looked): Looked => ({ scanned, skipped, groups });

/** `answers`: those of the inner queries of the plan, by their number. */
export const startQuery = (
  planned: LogicalPlan,
  options: QueryOptions,
  answers: readonly InnerAnswer[] = [],
): QueryRun => {
  const plan = (options.useOptimiser ?? true) ? optimise(planned) : planned;
  const guard: Guard = options.guard ?? ((work) => work());
  const question = questionOf(plan, options, answers);
  const execution = executionOf(question);
  let apart: Gathering | undefined;
  const unseen = unseenFields(plan);
  const tally = newTally(answers);
  let arrivals = 0;
  const remarksOn = (knownFields: (() => readonly string[]) | undefined): readonly Notice[] => [
    ...answers.flatMap((answer) => answer.notices),
    ...(tally.hasLooked() ? remarksOnFields(unseen.names(), knownFields) : []),
  ];
  const push = (segment: Segment, statistics: SegmentStatistics = segment): void => {
    unseen.lookAt((field) => segment.column(field) !== undefined);
    const sequence = sequenceOf(segment.arrival ?? arrivals);
    arrivals += 1;
    if (!plan.isEstimate && segment.rowCount > 0) execution.push(segment, sequence);
    tally.look(statistics, plan.isEstimate ? bytesWithin(segment, options) : statistics.messageBytes);
  };
  return {
    plan,
    question,
    unseen,
    push: (...pushed) => guard(() => push(...pushed)),
    pushSome: (next) => guard(() => pushAWhile(push, next)),
    gather: (segment) =>
      guard(() => {
        apart ??= startGathering(question);
        apart.push(segment);
        return apart.take();
      }),
    merge: (segments, gathered) => {
      unseen.lookAt((field) => !gathered.unseen.includes(field));
      guard(() => execution.merge(gathered.state));
      for (const segment of segments) tally.look(segment, segment.messageBytes);
    },
    skip: (segment) => {
      unseen.lookAt((field) => segment.fields?.includes(field) === true);
      tally.skip(segment);
    },
    isSettled: execution.isSettled,
    isWanted: (range) => isWithinReach(plan, options, range),
    finishInner: (knownFields) => {
      const { table } = guard(() => execution.finish());
      return { table, notices: remarksOn(knownFields), ...lookedOf(tally) };
    },
    finish: (status, notices, knownFields) => {
      const { isCut, table: made } = guard(() => execution.finish());
      const table = plan.isEstimate ? estimateTable(tally.scanned.bytes) : printTable(made, plan);
      const cut = plan.hasDefaultLimit && isCut ? [truncated(table.rows.length)] : [];
      return {
        table,
        status,
        notices: [...notices, ...remarksOn(knownFields), ...cut],
        statistics: statisticsOf(plan, execution.state.matched, tally),
      };
    },
  };
};
