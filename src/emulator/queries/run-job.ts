// A query run to its end in a thread of its own, telling how far it is.

import type { QueryResult, Statistics } from '../../result/index.ts';
import { QueryFailed } from '../../result/index.ts';
import { type Store, type StoredSegment, StoreError } from '../../store/index.ts';
import { planWith, queryStore } from '../../tasks/index.ts';
import { groupView } from './group-view.ts';
import { parsedTables } from './lookup-content.ts';
import type { Answer, FromWorker, QueryJob } from './query-job.ts';

/** Told at most this often. */
const PROGRESS_MS = 100;

/** A first partial answer is worth making after so long, further ones when this many times as long has passed. */
const FIRST_PARTIAL_MS = 1000;
const PARTIAL_FACTOR = 4;

export type RunningJob = {
  readonly done: Promise<void>;
  /** Somebody wants to see what there is. */
  readonly peek: () => void;
};

const answerOf = ({ table, statistics }: QueryResult, mostRows: number): Answer => ({
  table: table.rows.length > mostRows ? { ...table, rows: table.rows.slice(0, mostRows) } : table,
  statistics,
});

/** Counts what is looked at. */
const counting = (tell: (statistics: Statistics) => void) => {
  const seen: StoredSegment[] = [];
  const groups = new Set<string>();
  let [recordsScanned, bytesScanned, toldMs] = [0, 0, performance.now()];
  return {
    seen,
    onOpen: (segment: StoredSegment): void => {
      // Before this segment is counted: it has not been looked at yet.
      if (performance.now() - toldMs >= PROGRESS_MS) {
        toldMs = performance.now();
        tell({
          recordsMatched: 0,
          recordsScanned,
          bytesScanned,
          estimatedRecordsSkipped: 0,
          estimatedBytesSkipped: 0,
          logGroupsScanned: groups.size,
        });
      }
      seen.push(segment);
      groups.add(segment.logGroup);
      recordsScanned += segment.rowCount;
      bytesScanned += segment.messageBytes;
    },
  };
};

const failureOf = (error: unknown): FromWorker => {
  if (error instanceof QueryFailed || error instanceof StoreError)
    return { kind: 'failed', message: error.message, isMistake: false };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'failed', message, isMistake: true };
};

/** The segments that another run has looked at so far, and no others. */
const viewOfSeen = (view: Store, seen: readonly StoredSegment[]): Store => {
  const ids = new Set(seen.map(({ id }) => id));
  return { ...view, segments: (filter) => view.segments(filter).filter(({ id }) => ids.has(id)) };
};

/** `firstPartialMs`: for tests. */
export const runJob = (
  store: Store,
  job: QueryJob,
  tell: (message: FromWorker) => void,
  firstPartialMs = FIRST_PARTIAL_MS,
): RunningJob => {
  const startedMs = performance.now();
  const { seen, onOpen } = counting((statistics) => tell({ kind: 'progress', statistics }));
  const { startMs, endMs, nowMs, logClass, groups, logGroups } = job;
  const lookups = parsedTables(job.lookups);
  const options = { startMs, endMs, nowMs, logClass, lookups, logGroups, withPointer: true } as const;
  const run = async (view: Store): Promise<QueryResult> => {
    const { plan, notices } = await planWith(job.text, options);
    // It was planned before it was sent here; only the tables of a lookup may have gone since.
    if (plan === undefined) throw new QueryFailed('the query can no longer be planned');
    return queryStore(view, plan, notices, { ...options, percentiles: 'service' });
  };
  let [partialMs, isMakingPartial, isDone] = [firstPartialMs, false, false];
  const makePartial = async (): Promise<void> => {
    // The run keeps its state to itself, so a second one looks at the same segments, whose columns are kept.
    const result = await run(
      viewOfSeen(
        groupView(store, groups, () => {}),
        seen,
      ),
    );
    if (!isDone) tell({ kind: 'partial', answer: answerOf(result, job.mostRows) });
  };
  const finish = async (): Promise<void> => {
    try {
      const result = await run(groupView(store, groups, onOpen));
      tell({ kind: 'done', answer: answerOf(result, job.mostRows), notices: result.notices });
    } catch (error) {
      tell(failureOf(error));
    }
    isDone = true;
  };
  return {
    done: finish(),
    peek: () => {
      if (isDone || isMakingPartial || performance.now() - startedMs < partialMs) return;
      isMakingPartial = true;
      // What is wrong with it the run itself will find.
      void makePartial()
        .catch(() => {})
        .then(() => {
          isMakingPartial = false;
          partialMs = (performance.now() - startedMs) * PARTIAL_FACTOR;
        });
    },
  };
};
