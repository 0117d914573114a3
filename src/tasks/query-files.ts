// A query over log files: each is read into segments of the columns that the plan names, and every segment
// is answered for and let go as soon as it is full.

import { textsOfField, textsOfValue } from '../events/index.ts';
import { type FileCopy, withoutCopies } from '../files/index.ts';
import { type LogicalPlan, requiredTexts } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { NeededFields, Segment } from '../segments/index.ts';
import { type FileRun, runsOf } from './file-runs.ts';
import { type FileThreads, isWorthThreads, startFileThreads } from './file-threads.ts';
import { readWithHelp } from './helped-read.ts';
import { nextTurn } from './next-turn.ts';
import {
  type InnerAnswer,
  type QueryOptions,
  type QueryRun,
  startQuery,
  unknownGroups,
} from './query-run.ts';
import { groupsNamed, groupTest, windowOf } from './query-window.ts';
import type { InputOptions, InputProblem } from './read-inputs.ts';
import {
  joinReadings,
  newWaitingRoom,
  type Reading,
  type ReadingRules,
  readRun,
  type Taker,
  type WaitingRoom,
} from './read-run.ts';
import { namedTest, takerOf } from './take-segments.ts';

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
  Pick<InputOptions, 'format' | 'onProgress'> & {
    /** How many threads read files, the calling one among them; 1 unless given. */
    readonly readers?: number | undefined;
    /** For tests: help is asked for however little there is to read, and all of it is left to the others. */
    readonly leaveAll?: boolean | undefined;
    /** For tests: where segments are cut, and from how many bytes on a run of files. */
    readonly rowsPerSegment?: number | undefined;
    readonly runBytes?: number | undefined;
  };

/** The fields that a plan reads, with those of the queries within it. */
const fieldsNeeded = (plan: LogicalPlan): NeededFields => {
  const plans = (one: LogicalPlan): readonly LogicalPlan[] => [one, ...one.inner.flatMap(plans)];
  const all = plans(plan);
  return all.some(({ readsAllFields }) => readsAllFields)
    ? 'all'
    : new Set(['@timestamp', ...all.flatMap(({ fields }) => fields)]);
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
  const run = startQuery(plan, options, answers);
  const room = newWaitingRoom(takerOf(run, isAsked), options.signal ?? new AbortController().signal);
  for (const segment of segments) {
    if (isAsked(segment.logGroup)) room.add(segment, segment);
    await room.takeDue();
  }
  await room.takeAll();
  return run;
};

/** What a message must have, one of them, so that its event is looked at; undefined where all are. */
const textsOf = (plan: LogicalPlan): readonly string[] | undefined =>
  requiredTexts(plan, { ofField: textsOfField, ofValue: textsOfValue });

/** Whoever wants any rows is content with the first ones: who comes first is not left to chance. */
const takesAny = ({ stages }: LogicalPlan): boolean =>
  stages.some((stage) => stage.kind === 'arrange' && stage.isAny === true);

/** A query over files on its way. */
type Work = {
  readonly runs: readonly FileRun[];
  readonly rules: ReadingRules;
  readonly room: WaitingRoom;
  readonly signal: AbortSignal;
  readonly onProgress: FilesOptions['onProgress'];
};

const readAll = async ({ runs, rules, room, signal, onProgress }: Work): Promise<Reading> => {
  const readings: Reading[] = [];
  let [bytesBefore, eventsBefore] = [0, 0];
  for (const [index, run] of runs.entries()) {
    const reading = await readRun(run, index, rules, room, {
      signal,
      onProgress: (bytes, events) =>
        onProgress?.({ bytesDone: bytesBefore + bytes, events: eventsBefore + events }),
    });
    readings.push(reading);
    if (reading.isInterrupted) break;
    bytesBefore += reading.fileBytes;
    eventsBefore += reading.events;
  }
  await room.takeAll();
  return joinReadings(readings);
};

/** A plan without queries within it: each segment is let go when it has been looked at. */
const streamFiles = async (
  runs: readonly FileRun[],
  plan: LogicalPlan,
  options: FilesOptions,
  threads: FileThreads | undefined,
): Promise<{ readonly run: QueryRun; readonly reading: Reading; readonly isStopped: boolean }> => {
  const run = startQuery(plan, { ...options, ...windowOf(plan, options, options.nowMs) });
  const given = takerOf(run, groupTest(plan, namedTest(options.logGroups)));
  // `limit any`: with enough rows the rest of the files need not be read.
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const takeSome: Taker['takeSome'] = (next) => {
    const isSettled = (): boolean => run.isSettled(Number.POSITIVE_INFINITY);
    given.takeSome(() => (isSettled() ? undefined : next()));
    if (isSettled()) enough.abort();
  };
  const rules = {
    needed: fieldsNeeded(run.plan),
    texts: options.useOptimiser === false ? undefined : textsOf(run.plan),
    format: options.format,
    rowsPerSegment: options.rowsPerSegment,
  };
  const room = newWaitingRoom({ ...given, takeSome, isHasty: takesAny(plan) }, signal);
  const work = { runs, rules, room, signal, onProgress: options.onProgress };
  const reading =
    threads === undefined
      ? await readAll(work)
      : await readWithHelp({ ...work, run, threads, logGroups: options.logGroups });
  return { run, reading, isStopped: reading.isInterrupted && !enough.signal.aborted };
};

/** All segments are kept, as the queries within the plan must be answered first. */
const keepFiles = async (runs: readonly FileRun[], plan: LogicalPlan, options: FilesOptions) => {
  const kept: Segment[] = [];
  const taker: Taker = {
    takeSome: (next) => {
      for (let given = next(); given !== undefined; given = next()) kept.push(given[0]);
    },
    isAsked: () => true,
    unseen: { lookAt: () => {}, names: () => [] },
  };
  const { format, rowsPerSegment, onProgress, signal = new AbortController().signal } = options;
  const rules = { needed: fieldsNeeded(plan), texts: undefined, format, rowsPerSegment };
  const room = newWaitingRoom(taker, signal);
  const reading = await readAll({ runs, rules, room, signal, onProgress });
  const run = await lookAtKept(kept, plan, options, namedTest(options.logGroups));
  return { run, reading, isStopped: reading.isInterrupted };
};

/** The threads that will help, on their way while there is other work to do. */
const helpersFor = (
  files: readonly string[],
  plan: LogicalPlan,
  { readers = 1, leaveAll = false }: FilesOptions,
): FileThreads | undefined => {
  const isShared = plan.inner.length === 0 && !plan.isEstimate && !takesAny(plan);
  if (readers === 1 || !isShared) return undefined;
  if (!leaveAll && !isWorthThreads(runsOf(files), textsOf(plan) !== undefined)) return undefined;
  return startFileThreads(readers - 1, leaveAll);
};

/** Reads the files once. */
export const queryFiles = async (
  files: readonly string[],
  plan: LogicalPlan,
  notices: readonly Notice[],
  options: FilesOptions,
): Promise<FilesAnswer> => {
  using threads = helpersFor(files, plan, options);
  const { distinct, copies } = await withoutCopies(files);
  const runs = runsOf(distinct, options.runBytes);
  const { run, reading, isStopped } =
    plan.inner.length === 0
      ? await streamFiles(runs, plan, options, threads)
      : await keepFiles(runs, plan, options);
  await nextTurn();
  const isPartial = reading.problems.length > 0 || isStopped || options.signal?.aborted === true;
  const result = run.finish(isPartial ? 'Partial' : 'Complete', [
    ...notices,
    ...unknownGroups([...(options.logGroups ?? []), ...groupsNamed(plan)], reading.groups),
    ...copies.map(copyNotice),
    ...reading.remarks,
  ]);
  return { result, problems: reading.problems, filesRead: reading.filesRead };
};
