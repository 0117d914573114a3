// A query over log files: each is read into segments of the columns that the plan names, and every segment
// is answered for and let go as soon as it is full.

import { type FileCopy, suggestedLogGroup, withoutCopies } from '../files/index.ts';
import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { Segment } from '../segments/index.ts';
import { createIntake, type Intake, withoutMarks } from './intake.ts';
import { nextTurn } from './next-turn.ts';
import { type QueryOptions, startQuery, unknownGroups } from './query-run.ts';
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

const inWindow = (segment: Segment, { startMs, endMs }: QueryOptions): boolean =>
  segment.endMs >= startMs && segment.startMs <= endMs;

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
    const outcome = await readInput(path, sink, { ...options, onBytes, afterPiece });
    // What was read of a broken or interrupted file counts: the answer says what is missing.
    intake.keepFile();
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

export const queryFiles = async (
  files: readonly string[],
  plan: LogicalPlan,
  notices: readonly Notice[],
  options: FilesOptions,
): Promise<FilesAnswer> => {
  const run = startQuery(plan, options);
  const wanted = options.logGroups === undefined ? undefined : new Set(options.logGroups);
  const groups = new Set<string>();
  const { add, takeAll } = waitingRoom((segment) => {
    groups.add(segment.logGroup);
    if (wanted !== undefined && !wanted.has(segment.logGroup)) return;
    if (inWindow(segment, options)) run.push(segment);
    else run.skip(segment);
  }, options.signal);
  const intake = createIntake({
    destination: withoutMarks(add),
    needed: new Set(['@timestamp', ...run.plan.fields]),
    rowsPerSegment: options.rowsPerSegment,
  });
  const { distinct, copies } = await withoutCopies(files);
  const { problems, remarks, filesRead, isInterrupted } = await readAll(distinct, intake, options, takeAll);
  const isStopped = isInterrupted || options.signal?.aborted === true;
  const status = problems.length > 0 || isStopped ? 'Partial' : 'Complete';
  const result = run.finish(status, [
    ...notices,
    ...unknownGroups(options.logGroups, [...groups]),
    ...copies.map(copyNotice),
    ...remarks,
  ]);
  return { result, problems, filesRead };
};
