// One query being answered, whatever its segments come from: it is handed segments, keeps the limits and
// makes the result.

import { nearest } from '../../grammar/index.ts';
import { type PercentileMode, startExecution } from '../engine/index.ts';
import { type LogicalPlan, optimise } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import { MAX_SEGMENT_ROWS, type Segment, type SegmentStatistics, systemFields } from '../segments/index.ts';

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

export const startQuery = (planned: LogicalPlan, options: QueryOptions): QueryRun => {
  const useOptimiser = options.useOptimiser ?? true;
  const plan = useOptimiser ? optimise(planned) : planned;
  const { startMs, endMs, nowMs } = options;
  const guard: Guard = options.guard ?? ((work) => work());
  const execution = startExecution(plan, {
    window: { startMs, endMs },
    context: { queryStartMs: startMs, queryEndMs: endMs, nowMs },
    percentiles: options.percentiles,
    useKernels: useOptimiser,
    batchRows: options.batchRows ?? MAX_SEGMENT_ROWS,
  });
  const unseen = new Set(plan.fields.filter((field) => !(systemFields as readonly string[]).includes(field)));
  const groups = new Set<string>();
  const scanned = { records: 0, bytes: 0 };
  const skipped = { records: 0, bytes: 0 };
  let arrivals = 0;
  return {
    plan,
    push: (segment) => {
      for (const field of unseen) if (segment.column(field) !== undefined) unseen.delete(field);
      guard(() => execution.push(segment, sequenceOf(segment.arrival ?? arrivals)));
      arrivals += 1;
      groups.add(segment.logGroup);
      scanned.records += segment.rowCount;
      scanned.bytes += segment.messageBytes;
    },
    skip: (segment) => {
      for (const field of segment.fields ?? []) unseen.delete(field);
      skipped.records += segment.rowCount;
      skipped.bytes += segment.messageBytes;
    },
    isSettled: (ms) => execution.isSettled(ms),
    finish: (status, notices, knownFields) => {
      const { isCut, ...table } = guard(() => execution.finish());
      const isTruncated = plan.hasDefaultLimit && isCut;
      const known = unseen.size === 0 || scanned.records === 0 ? [] : (knownFields?.() ?? []);
      const unknown = scanned.records === 0 ? [] : [...unseen].filter((field) => !known.includes(field));
      const remarks = unknown.map((field) => unknownField(field, known));
      return {
        table,
        status,
        notices: [...notices, ...remarks, ...(isTruncated ? [truncated(table.rows.length)] : [])],
        statistics: {
          recordsMatched: execution.state.matched,
          recordsScanned: scanned.records,
          bytesScanned: scanned.bytes,
          estimatedRecordsSkipped: skipped.records,
          estimatedBytesSkipped: skipped.bytes,
          logGroupsScanned: groups.size,
        },
      };
    },
  };
};
