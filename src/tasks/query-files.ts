// A query over log files: each is read into segments of the columns that the plan names, and every segment
// is answered for and let go as soon as it is full.

import { type FileCopy, suggestedLogGroup, withoutCopies } from '../files/index.ts';
import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { NeededFields, Segment } from '../segments/index.ts';
import { createIntake, type Intake } from './intake.ts';
import { nextTurn } from './next-turn.ts';
import {
  type InnerAnswer,
  type QueryOptions,
  type QueryRun,
  startQuery,
  unknownGroups,
} from './query-run.ts';
import { groupsNamed, groupTest, windowOf } from './query-window.ts';
import {
  type InputOptions,
  type InputProblem,
  readInput,
  remarkNotice,
  withLogGroup,
} from './read-inputs.ts';

export type FilesAnswer = {
  readonly result: QueryResult;
  /** Files that are missing from the answer, whole or from some place on. */
  readonly problems: readonly InputProblem[];
  readonly filesRead: number;
};

const copyNotice = ({ path, original }: FileCopy): Notice => ({
  code: 'same-content',
  message: `${path} has the same content as ${original} and is counted once`,
});

export type FilesOptions = QueryOptions &
  InputOptions & {
    /** For tests: where segments are cut. */
    readonly rowsPerSegment?: number | undefined;
  };

/** What the reading of all files comes to. */
type Reading = {
  readonly problems: InputProblem[];
  readonly remarks: Notice[];
  filesRead: number;
  isInterrupted: boolean;
};

const readAll = async (
  files: readonly string[],
  intake: Intake,
  options: FilesOptions,
  afterPiece: () => Promise<void>,
): Promise<Reading> => {
  const reading: Reading = { problems: [], remarks: [], filesRead: 0, isInterrupted: false };
  let bytesBefore = 0;
  let events = 0;
  for (const path of files) {
    const onBytes = (bytes: number, eventsRead: number): void =>
      options.onProgress?.({ bytesDone: bytesBefore + bytes, events: events + eventsRead });
    const sink = withLogGroup(intake.sink, suggestedLogGroup(path));
    const outcome = await readInput(path, sink, { ...options, isHashed: false, onBytes, afterPiece });
    // What was read of a broken or interrupted file counts: the answer says what is missing.
    reading.isInterrupted = outcome.kind === 'interrupted';
    if (reading.isInterrupted) break;
    if (outcome.kind === 'failed') reading.problems.push(outcome.problem);
    if (outcome.kind !== 'read') continue;
    const { summary } = outcome;
    reading.filesRead += 1;
    bytesBefore += summary.fileBytes;
    events += summary.events;
    reading.remarks.push(...summary.remarks.map((remark) => remarkNotice(path, remark)));
  }
  intake.flush();
  await afterPiece();
  await nextTurn();
  return reading;
};

/** Segments wait until the reader pauses: before each one is taken, signals get their turn. */
const waitingRoom = (take: (segment: Segment) => void, signal: AbortSignal | undefined) => {
  const waiting: Segment[] = [];
  return {
    add: (segment: Segment): void => {
      waiting.push(segment);
    },
    takeAll: async (): Promise<void> => {
      for (let segment = waiting.shift(); segment !== undefined; segment = waiting.shift()) {
        await nextTurn();
        if (signal?.aborted) return;
        take(segment);
      }
    },
  };
};

/** The fields that a plan reads, with those of the queries within it. */
const fieldsNeeded = (plan: LogicalPlan): NeededFields => {
  const plans = (one: LogicalPlan): readonly LogicalPlan[] => [one, ...one.inner.flatMap(plans)];
  const all = plans(plan);
  return all.some(({ readsAllFields }) => readsAllFields)
    ? 'all'
    : new Set(['@timestamp', ...all.flatMap(({ fields }) => fields)]);
};

/** Is anything needed that a format may tell beside the message? */
const wantsFields = (needed: NeededFields): boolean =>
  needed === 'all' || [...needed].some((field) => field !== '@timestamp' && field !== '@message');

/** A run that takes segments of the log groups that are asked. */
type Taking = { readonly run: QueryRun; readonly take: (segment: Segment) => void };

const taking = (
  plan: LogicalPlan,
  options: QueryOptions,
  isAsked: (group: string) => boolean,
  answers: readonly InnerAnswer[],
): Taking => {
  const run = startQuery(plan, options, answers);
  return {
    run,
    take: (segment) => {
      if (!isAsked(segment.logGroup)) return;
      if (run.isWanted(segment)) run.push(segment);
      else run.skip(segment);
    },
  };
};

/** A plan with queries within it, over segments that are kept: each query looks at all of them. */
const lookAtKept = async (
  segments: readonly Segment[],
  plan: LogicalPlan,
  around: QueryOptions,
  aroundAsked: (group: string) => boolean,
): Promise<QueryRun> => {
  const options = { ...around, ...windowOf(plan, around, around.nowMs) };
  const isAsked = groupTest(plan, aroundAsked);
  const answers: InnerAnswer[] = [];
  for (const inner of plan.inner)
    answers.push(
      (await lookAtKept(segments, { ...inner, isEstimate: plan.isEstimate }, options, isAsked)).finishInner(),
    );
  const { run, take } = taking(plan, options, isAsked, answers);
  for (const segment of segments) {
    await nextTurn();
    if (options.signal?.aborted) break;
    take(segment);
  }
  return run;
};

/**
 * Reads the files once. Without queries within the plan each segment is let go when it has been looked at;
 * with them all segments are kept, as the inner queries must be answered first.
 */
export const queryFiles = async (
  files: readonly string[],
  plan: LogicalPlan,
  notices: readonly Notice[],
  options: FilesOptions,
): Promise<FilesAnswer> => {
  const asked = options.logGroups;
  const isNamed = (name: string): boolean => asked === undefined || asked.includes(name);
  const window = { ...options, ...windowOf(plan, options, options.nowMs) };
  const streaming = plan.inner.length === 0 ? taking(plan, window, groupTest(plan, isNamed), []) : undefined;
  const kept: Segment[] = [];
  const groups = new Set<string>();
  // `limit any`: with enough rows the rest of the files need not be read.
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const { add, takeAll } = waitingRoom((segment) => {
    groups.add(segment.logGroup);
    if (streaming === undefined) kept.push(segment);
    else streaming.take(segment);
    if (streaming?.run.isSettled(Number.POSITIVE_INFINITY)) enough.abort();
  }, signal);
  const needed = fieldsNeeded(streaming?.run.plan ?? plan);
  const intake = createIntake({ write: add, needed, rowsPerSegment: options.rowsPerSegment });
  const { distinct, copies } = await withoutCopies(files);
  const { problems, remarks, filesRead, isInterrupted } = await readAll(
    distinct,
    intake,
    { ...options, signal, wantsFields: wantsFields(needed) },
    takeAll,
  );
  const run = streaming?.run ?? (await lookAtKept(kept, plan, options, isNamed));
  const isStopped = (isInterrupted && !enough.signal.aborted) || options.signal?.aborted === true;
  const status = problems.length > 0 || isStopped ? 'Partial' : 'Complete';
  const result = run.finish(status, [
    ...notices,
    ...unknownGroups([...(asked ?? []), ...groupsNamed(plan)], [...groups]),
    ...copies.map(copyNotice),
    ...remarks,
  ]);
  return { result, problems, filesRead };
};
