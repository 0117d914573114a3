// One query being answered, whatever its segments come from: it is handed segments, keeps the limits and
// makes the result.

import { nearest } from '../../grammar/index.ts';
import { type PercentileMode, printTable, startExecution, type Table } from '../engine/index.ts';
import { type LogicalPlan, optimise } from '../plan/index.ts';
import type { LookupTable, Notice, QueryResult } from '../result/index.ts';
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

export type QueryRun = {
  readonly plan: LogicalPlan;
  push(segment: Segment): void;
  /** A segment that need not be looked at; its fields, where they are at hand, count as seen. */
  skip(segment: SegmentStatistics & { readonly fields?: readonly string[] }): void;
  isSettled(ms: number): boolean;
  /** Does the range reach into the plan's, or into the one that it compares with? */
  isWanted(range: Window): boolean;
  /** The answer as values, for the query around this one. */
  finishTable(): Table;
  /** `knownFields`: every field that any event has, where that is known without looking at all of them. */
  finish(
    status: QueryResult['status'],
    notices: readonly Notice[],
    knownFields?: () => readonly string[],
  ): QueryResult;
};

/** Room for the rows of one segment in the numbering of rows by arrival. */
const sequenceOf = (arrival: number): number => arrival * MAX_SEGMENT_ROWS;

const unknownField = (field: string, known: readonly string[]): Notice => {
  const near = nearest(field, known);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return { code: 'unknown-field', message: `no event has a field named "${field}"${hint}` };
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
  const unseen = new Set(plan.isEstimate ? [] : plan.fields.filter((field) => !isSystemField(field)));
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

/** `answers`: those of the inner queries of the plan, by their number. */
export const startQuery = (
  planned: LogicalPlan,
  options: QueryOptions,
  answers: readonly Table[] = [],
): QueryRun => {
  const plan = (options.useOptimiser ?? true) ? optimise(planned) : planned;
  const baseline = plan.baseline && baselineWindow(plan.baseline, options);
  const guard: Guard = options.guard ?? ((work) => work());
  const execution = executionOf(plan, options, answers);
  const unseen = unseenFields(plan);
  const groups = new Set<string>();
  const scanned = { records: 0, bytes: 0 };
  const skipped = { records: 0, bytes: 0 };
  let arrivals = 0;
  return {
    plan,
    push: (segment) => {
      unseen.lookAt((field) => segment.column(field) !== undefined);
      if (!plan.isEstimate) guard(() => execution.push(segment, sequenceOf(segment.arrival ?? arrivals)));
      arrivals += 1;
      groups.add(segment.logGroup);
      scanned.records += segment.rowCount;
      scanned.bytes += segment.messageBytes;
    },
    skip: (segment) => {
      unseen.lookAt((field) => segment.fields?.includes(field) === true);
      skipped.records += segment.rowCount;
      skipped.bytes += segment.messageBytes;
    },
    isSettled: (ms) => execution.isSettled(ms),
    isWanted: (range) => overlaps(range, options) || (baseline !== undefined && overlaps(range, baseline)),
    finishTable: () => guard(() => execution.finish()).table,
    finish: (status, notices, knownFields) => {
      const { isCut, table: made } = guard(() => execution.finish());
      const table = plan.isEstimate
        ? { columns: [ESTIMATE_COLUMN], rows: [[String(scanned.bytes)]] }
        : printTable(made, plan);
      const isTruncated = plan.hasDefaultLimit && isCut;
      const remarks = scanned.records === 0 ? [] : unseen.remarks(knownFields);
      return {
        table,
        status,
        notices: [...notices, ...remarks, ...(isTruncated ? [truncated(table.rows.length)] : [])],
        statistics: {
          recordsMatched: execution.state.matched,
          // An estimate runs nothing, so nothing is scanned for it.
          recordsScanned: plan.isEstimate ? 0 : scanned.records,
          bytesScanned: plan.isEstimate ? 0 : scanned.bytes,
          estimatedRecordsSkipped: skipped.records,
          estimatedBytesSkipped: skipped.bytes,
          logGroupsScanned: groups.size,
        },
      };
    },
  };
};
