// A query over log files: each is read into segments of the columns that the plan names, and every segment
// is answered for and let go as soon as it is full.

import type { LogicalPlan } from '../plan/index.ts';
import type { Notice, QueryResult } from '../result/index.ts';
import type { Segment } from '../segments/index.ts';
import { createIntake } from './intake.ts';
import { type QueryOptions, startQuery } from './query-run.ts';
import {
  type InputOptions,
  type InputProblem,
  readInput,
  remarkNotice,
  withSuggestedGroup,
} from './read-inputs.ts';

export type FilesAnswer = {
  readonly result: QueryResult;
  /** Files that are missing from the answer, whole or from some place on. */
  readonly problems: readonly InputProblem[];
  readonly filesRead: number;
};

const nothing = (): void => {};

const inWindow = (segment: Segment, { startMs, endMs }: QueryOptions): boolean =>
  segment.endMs >= startMs && segment.startMs <= endMs;

export type FilesOptions = QueryOptions &
  InputOptions & {
    /** For tests: where segments are cut. */
    readonly rowsPerSegment?: number | undefined;
  };

export const queryFiles = async (
  files: readonly string[],
  plan: LogicalPlan,
  notices: readonly Notice[],
  options: FilesOptions,
): Promise<FilesAnswer> => {
  const run = startQuery(plan, options);
  const wanted = options.logGroups === undefined ? undefined : new Set(options.logGroups);
  const write = (segment: Segment): void => {
    const isWanted = wanted === undefined || wanted.has(segment.logGroup);
    if (isWanted && inWindow(segment, options)) run.push(segment);
    else run.skip(segment.rowCount, segment.messageBytes);
  };
  const intake = createIntake({
    destination: { write, mark: nothing, releaseMark: nothing, rollbackToMark: nothing },
    needed: new Set(['@timestamp', ...run.plan.fields]),
    logGroup: '',
    rowsPerSegment: options.rowsPerSegment,
  });
  const problems: InputProblem[] = [];
  const remarks: Notice[] = [];
  const progress = { bytesBefore: 0, events: 0 };
  let filesRead = 0;
  let isInterrupted = false;
  for (const path of files) {
    const sink = withSuggestedGroup(intake.sink, path, options.logGroups?.[0]);
    const onBytes = (bytes: number): void =>
      options.onProgress?.({
        bytesDone: progress.bytesBefore + bytes,
        events: progress.events,
      });
    const outcome = await readInput(path, sink, { ...options, onBytes });
    // What was read of a broken or interrupted file counts: the answer says what is missing.
    intake.keepFile();
    if (outcome.kind === 'interrupted') {
      isInterrupted = true;
      break;
    }
    if (outcome.kind === 'failed') problems.push(outcome.problem);
    else {
      filesRead += 1;
      progress.bytesBefore += outcome.summary.fileBytes;
      progress.events += outcome.summary.events;
      remarks.push(...outcome.summary.remarks.map((remark) => remarkNotice(path, remark)));
    }
  }
  intake.flush();
  const status = problems.length > 0 || isInterrupted ? 'Partial' : 'Complete';
  return { result: run.finish(status, [...notices, ...remarks]), problems, filesRead };
};
