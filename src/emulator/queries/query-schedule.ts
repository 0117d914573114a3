// Queries wait for a thread, run, and end: by themselves, by somebody's wish, or by their time.

import type { QueryEntry, QueryStatus } from './query-entry.ts';
import { showAnswer } from './query-entry.ts';
import type { FromWorker, QueryJob } from './query-job.ts';
import type { WorkerPool } from './worker-pool.ts';

export type ScheduleOptions = {
  readonly pool: WorkerPool;
  readonly nowMs: () => number;
  readonly onProblem: (message: string) => void;
  readonly timeoutMs: number;
  /** How many run at the same time. */
  readonly workers: number;
};

export type QuerySchedule = {
  readonly add: (entry: QueryEntry) => void;
  /** Of one that waits or runs. */
  readonly end: (entry: QueryEntry, status: QueryStatus) => void;
  /** Nothing more is begun. */
  readonly close: () => void;
};

type Ending = (entry: QueryEntry, status: QueryStatus) => void;

/** What the thread of a query tells. */
const hear = (
  entry: QueryEntry,
  message: FromWorker,
  end: Ending,
  onProblem: (message: string) => void,
): void => {
  const { id, statistics } = entry.state;
  switch (message.kind) {
    case 'progress': {
      const { recordsMatched } = statistics;
      entry.state = { ...entry.state, statistics: { ...message.statistics, recordsMatched } };
      break;
    }
    case 'partial':
      showAnswer(entry, message.answer);
      break;
    case 'done':
      showAnswer(entry, message.answer);
      for (const notice of message.notices) onProblem(`query ${id}: ${notice.message}`);
      end(entry, 'Complete');
      break;
    case 'failed':
      onProblem(`query ${id} failed${message.isMistake ? ', a mistake in insitu' : ''}: ${message.message}`);
      end(entry, 'Failed');
      break;
  }
};

export const querySchedule = (options: ScheduleOptions): QuerySchedule => {
  const { pool, nowMs, onProblem, timeoutMs, workers } = options;
  const waiting: QueryEntry[] = [];
  const timers = new Map<QueryEntry, NodeJS.Timeout>();

  const end: Ending = (entry, status) => {
    const at = waiting.indexOf(entry);
    if (at >= 0) waiting.splice(at, 1);
    clearTimeout(timers.get(entry));
    timers.delete(entry);
    // Whose thread has ended its work has nothing left to stop.
    if (status === 'Cancelled' || status === 'Timeout') entry.control?.stop();
    entry.state = { ...entry.state, status, endedMs: nowMs() };
    entry.job = undefined;
    entry.control = undefined;
    beginWaiting();
  };

  const begin = (entry: QueryEntry, job: QueryJob): void => {
    entry.state = { ...entry.state, status: 'Running', startedMs: nowMs() };
    const timer = setTimeout(() => end(entry, 'Timeout'), timeoutMs);
    timer.unref();
    timers.set(entry, timer);
    entry.control = pool.run(job, (message) => hear(entry, message, end, onProblem));
  };

  const beginWaiting = (): void => {
    while (timers.size < workers) {
      const entry = waiting.shift();
      if (entry?.job === undefined) return;
      begin(entry, entry.job);
    }
  };

  return {
    add: (entry) => {
      waiting.push(entry);
      beginWaiting();
    },
    end,
    close: () => {
      waiting.length = 0;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
};
