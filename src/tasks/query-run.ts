// One query being answered, whatever its segments come from: it is handed segments, keeps the limits and
// makes the result.

import { nearest } from '../../grammar/index.ts';
import { type PercentileMode, printTable, startExecution, type Table } from '../engine/index.ts';
import { type LogicalPlan, optimise } from '../plan/index.ts';
import type { LookupTable, Notice, QueryResult, Statistics } from '../result/index.ts';
import { MAX_SEGMENT_ROWS, type Segment, type SegmentStatistics, systemFields } from '../segments/index.ts';
import { baselineWindow, type Window } from './query-window.ts';

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
  /** For tests: the plan as it was written, every row by its meaning, batches of so many rows. */
  readonly useOptimiser?: boolean | undefined;
  readonly batchRows?: number | undefined;
};

/** What an inner query has answered, and what it has to say and has looked at. */
export type InnerAnswer = {
  readonly table: Table;
  readonly notices: readonly Notice[];
  readonly scanned: Amount;
  readonly skipped: Amount;
  readonly groups: ReadonlySet<string>;
};

type Amount = { records: number; bytes: number };

const sumOf = (amounts: readonly Amount[]): Amount => ({
  records: amounts.reduce((sum, { records }) => sum + records, 0),
  bytes: amounts.reduce((sum, { bytes }) => sum + bytes, 0),
});

export type QueryRun = {
  readonly plan: LogicalPlan;
  push(segment: Segment): void;
  /** A segment that need not be looked at; its fields, where they are at hand, count as seen. */
  skip(segment: SegmentStatistics & { readonly fields?: readonly string[] }): void;
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

/** Room for the rows of one segment in the numbering of rows by arrival. */
const sequenceOf = (arrival: number): number => arrival * MAX_SEGMENT_ROWS;

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

const overlaps = (a: Window, b: Window): boolean => a.endMs >= b.startMs && a.startMs <= b.endMs;

/** The column of `estimate`; its name in the service is not known. */
const ESTIMATE_COLUMN = 'estimatedBytesScanned';

const isSystemField = (field: string): boolean => (systemFields as readonly string[]).includes(field);

/** Fields that the plan reads and that no event has shown yet. */
const unseenFields = (plan: LogicalPlan) => {
  const isNamed = (field: string): boolean => !isSystemField(field) && !plan.tentative.includes(field);
  const unseen = new Set(plan.isEstimate ? [] : plan.fields.filter(isNamed));
  return {
    lookAt: (has: (field: string) => boolean): void => {
      for (const field of unseen) if (has(field)) unseen.delete(field);
    },
    /** What to say of those that no event has. */
    remarks: (knownFields: (() => readonly string[]) | undefined): readonly Notice[] => {
      if (unseen.size === 0) return [];
      const known = knownFields?.() ?? [];
      return [...unseen].filter((field) => !known.includes(field)).map((field) => unknownField(field, known));
    },
  };
};

/** Bytes of the messages within the range, as if all were equally long. */
const bytesWithin = (segment: Segment, { startMs, endMs }: Window): number => {
  if (segment.startMs >= startMs && segment.endMs <= endMs) return segment.messageBytes;
  const times = segment.column('@timestamp');
  if (times?.form !== 'timestamp') return segment.messageBytes;
  const rows = times.values.reduce((count, ms) => (ms >= startMs && ms <= endMs ? count + 1 : count), 0);
  return Math.round((segment.messageBytes * rows) / Math.max(1, segment.rowCount));
};

const executionOf = (plan: LogicalPlan, options: QueryOptions, answers: readonly Table[]) => {
  const { startMs, endMs, nowMs, percentiles, lookups } = options;
  return startExecution(plan, {
    window: { startMs, endMs },
    context: { queryStartMs: startMs, queryEndMs: endMs, nowMs },
    percentiles,
    useKernels: options.useOptimiser ?? true,
    batchRows: options.batchRows ?? MAX_SEGMENT_ROWS,
    baseline: plan.baseline && baselineWindow(plan.baseline, options),
    answers,
    lookups,
  });
};

/** An estimate runs nothing, so nothing is scanned for it. */
const statisticsOf = (
  plan: LogicalPlan,
  recordsMatched: number,
  { scanned, skipped, groups }: Pick<InnerAnswer, 'scanned' | 'skipped' | 'groups'>,
): Statistics => ({
  recordsMatched,
  recordsScanned: plan.isEstimate ? 0 : scanned.records,
  bytesScanned: plan.isEstimate ? 0 : scanned.bytes,
  estimatedRecordsSkipped: skipped.records,
  estimatedBytesSkipped: skipped.bytes,
  logGroupsScanned: groups.size,
});

/** `answers`: those of the inner queries of the plan, by their number. */
export const startQuery = (
  planned: LogicalPlan,
  options: QueryOptions,
  answers: readonly InnerAnswer[] = [],
): QueryRun => {
  const plan = (options.useOptimiser ?? true) ? optimise(planned) : planned;
  const baseline = plan.baseline && baselineWindow(plan.baseline, options);
  const guard: Guard = options.guard ?? ((work) => work());
  const execution = executionOf(
    plan,
    options,
    answers.map(({ table }) => table),
  );
  const unseen = unseenFields(plan);
  const groups = new Set<string>(answers.flatMap((answer) => [...answer.groups]));
  const scanned = sumOf(answers.map((answer) => answer.scanned));
  const skipped = sumOf(answers.map((answer) => answer.skipped));
  let looked = 0;
  let arrivals = 0;
  const remarksOn = (knownFields: (() => readonly string[]) | undefined): readonly Notice[] =>
    looked === 0 ? [] : unseen.remarks(knownFields);
  return {
    plan,
    push: (segment) => {
      unseen.lookAt((field) => segment.column(field) !== undefined);
      if (!plan.isEstimate) guard(() => execution.push(segment, sequenceOf(segment.arrival ?? arrivals)));
      arrivals += 1;
      groups.add(segment.logGroup);
      looked += segment.rowCount;
      scanned.records += segment.rowCount;
      scanned.bytes += plan.isEstimate ? bytesWithin(segment, options) : segment.messageBytes;
    },
    skip: (segment) => {
      unseen.lookAt((field) => segment.fields?.includes(field) === true);
      skipped.records += segment.rowCount;
      skipped.bytes += segment.messageBytes;
    },
    isSettled: (ms) => execution.isSettled(ms),
    isWanted: (range) => overlaps(range, options) || (baseline !== undefined && overlaps(range, baseline)),
    finishInner: (knownFields) => {
      const { table } = guard(() => execution.finish());
      const notices = [...answers.flatMap((answer) => answer.notices), ...remarksOn(knownFields)];
      return { table, notices, scanned, skipped, groups };
    },
    finish: (status, notices, knownFields) => {
      const { isCut, table: made } = guard(() => execution.finish());
      const table = plan.isEstimate
        ? { columns: [ESTIMATE_COLUMN], rows: [[String(scanned.bytes)]] }
        : printTable(made, plan);
      const isTruncated = plan.hasDefaultLimit && isCut;
      const remarks = [...answers.flatMap((answer) => answer.notices), ...remarksOn(knownFields)];
      return {
        table,
        status,
        notices: [...notices, ...remarks, ...(isTruncated ? [truncated(table.rows.length)] : [])],
        statistics: statisticsOf(plan, execution.state.matched, { scanned, skipped, groups }),
      };
    },
  };
};
