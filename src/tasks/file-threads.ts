// Threads that help to read files for one query. They end by themselves when they have done their share.

import { Worker } from 'node:worker_threads';
import { QueryFailed } from '../result/index.ts';
import type { FileRun } from './file-runs.ts';
import type { Question } from './gathering.ts';
import type { Reading, ReadingRules } from './read-run.ts';
import type { Claims } from './segment-claims.ts';
import type { GatheredFiles } from './take-segments.ts';

/** A query's share for threads to take. Plain data: it is copied between threads. */
export type FileJob = {
  readonly question: Question;
  readonly logGroups: readonly string[] | undefined;
  readonly rules: ReadingRules;
  readonly runs: readonly FileRun[];
  readonly claims: Claims;
};

/** `thread`: its number among the claims; 1 is the calling one. */
export type ToFileThread = FileJob & { readonly thread: number };

export type FileFailure =
  | { readonly kind: 'query'; readonly message: string }
  | { readonly kind: 'mistake'; readonly error: unknown };

export type FromFileThread =
  /** It goes on reading the run: so far it has read these bytes of files, and these events. */
  | { readonly kind: 'progress'; readonly run: number; readonly bytes: number; readonly events: number }
  /** All that it has read, by run; nothing more comes. */
  | {
      readonly kind: 'done';
      readonly readings: readonly (readonly [run: number, reading: Reading])[];
      readonly files: GatheredFiles;
    }
  | { readonly kind: 'failed'; readonly failure: FileFailure };

/** What a thread says; 'lost' when it ended before it had said that it was done. */
export type HeardOfFiles = FromFileThread | { readonly kind: 'lost' };

export type FileThreads = {
  /** For tests: the calling thread leaves all it can to the others. */
  readonly leavesAll: boolean;
  /** The numbers of the threads, from 2 on. */
  readonly numbers: readonly number[];
  ask(job: FileJob, hear: (thread: number, heard: HeardOfFiles) => void): void;
  /** Ends the thread in the middle of whatever it does. */
  stop(thread: number): void;
  [Symbol.dispose](): void;
};

/** The file beside this one, built or not. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './file-thread-worker.ts' : './file-thread-worker.js',
  import.meta.url,
);

/**
 * Bytes of text from which on the work of another thread is worth its price: to read and to answer takes some 20 ms a
 * MB, or 7 where most events are passed over. A thread takes 0.12 s until it works, and another 0.2 s of it is to
 * compile what this one compiles too.
 */
const WORTH_STARTING = 32 * 1024 * 1024;
const WORTH_WHERE_PASSED_OVER = 96 * 1024 * 1024;

/** Standard input is read by the calling thread. */
const isForOthers = ({ weight }: FileRun): boolean => Number.isFinite(weight);

/** `isPassedOver`: will some events only be counted? */
export const isWorthThreads = (runs: readonly FileRun[], isPassedOver: boolean): boolean => {
  const shared = runs.filter(isForOthers);
  const least = isPassedOver ? WORTH_WHERE_PASSED_OVER : WORTH_STARTING;
  return shared.length > 1 && shared.reduce((sum, { weight }) => sum + weight, 0) >= least;
};

export const startFileThreads = (count: number, leavesAll: boolean): FileThreads => {
  const workers = new Map<number, Worker>();
  const said = new Map<number, HeardOfFiles[]>();
  let hear: ((thread: number, heard: HeardOfFiles) => void) | undefined;
  for (let thread = 2; thread < count + 2; thread += 1) {
    const worker = new Worker(workerUrl);
    const tell = (heard: HeardOfFiles): void => {
      if (hear === undefined) said.set(thread, [...(said.get(thread) ?? []), heard]);
      else hear(thread, heard);
    };
    worker.on('message', (message: FromFileThread) => tell(message));
    // Whatever ends a thread, its share is done without it.
    worker.on('error', () => {});
    worker.on('exit', () => tell({ kind: 'lost' }));
    workers.set(thread, worker);
  }
  return {
    leavesAll,
    numbers: [...workers.keys()],
    ask: (job, listen) => {
      hear = listen;
      for (const [thread, earlier] of said) for (const heard of earlier) listen(thread, heard);
      for (const [thread, worker] of workers) worker.postMessage({ ...job, thread } satisfies ToFileThread);
    },
    stop: (thread) => void workers.get(thread)?.terminate(),
    [Symbol.dispose]: () => {
      for (const worker of workers.values()) void worker.terminate();
    },
  };
};

/** Classes do not survive the way between threads. */
export const fileFailure = (error: unknown): FileFailure =>
  error instanceof QueryFailed ? { kind: 'query', message: error.message } : { kind: 'mistake', error };

/** What the calling thread would have thrown. */
export const thrownFor = (failure: FileFailure): unknown =>
  failure.kind === 'query' ? new QueryFailed(failure.message) : failure.error;
