// Threads for queries. Starting one takes longer than most queries, so one is always kept ready.

import { Worker } from 'node:worker_threads';
import type { FromWorker, QueryJob, ToWorker } from './query-job.ts';

export type JobControl = {
  readonly peek: () => void;
  /** At once, in the middle of whatever it does; nothing more is told. */
  readonly stop: () => void;
};

export type WorkerPool = {
  readonly run: (job: QueryJob, tell: (message: FromWorker) => void) => JobControl;
  readonly close: () => Promise<void>;
};

/** Beside this file, which is compiled or not. */
const entry = new URL(
  import.meta.url.endsWith('.ts') ? './query-worker.ts' : './query-worker.js',
  import.meta.url,
);

const post = (worker: Worker, message: ToWorker): void => worker.postMessage(message);

type Thread = {
  readonly worker: Worker;
  /** It has loaded what it runs queries with. */
  isReady: boolean;
  /** What it does as soon as it is ready. */
  begin: (() => void) | undefined;
};

type Watched = {
  readonly tell: (message: FromWorker) => void;
  /** The thread may have the next query. */
  readonly onFree: () => void;
  /** The thread is no more. */
  readonly onLost: () => void;
};

/** Runs one query on a thread that has none. */
const runOn = (thread: Thread, job: QueryJob, { tell, onFree, onLost }: Watched): JobControl => {
  const { worker } = thread;
  const release = (): void => {
    worker.off('message', onMessage);
    worker.off('error', onError);
    worker.off('exit', onExit);
  };
  const onMessage = (message: FromWorker): void => {
    if (message.kind === 'ready') return;
    if (message.kind === 'done' || message.kind === 'failed') {
      release();
      onFree();
    }
    tell(message);
  };
  const onError = (error: Error): void => {
    release();
    onLost();
    const isMistake = (error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY';
    tell({ kind: 'failed', message: error.message, isMistake });
  };
  const onExit = (): void => onError(new Error('the thread of the query ended'));
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.on('exit', onExit);
  const begin = (): void => post(worker, { kind: 'run', job });
  if (thread.isReady) begin();
  else thread.begin = begin;
  return {
    peek: () => {
      if (thread.begin === undefined) post(worker, { kind: 'peek' });
    },
    stop: () => {
      release();
      if (thread.begin === undefined) {
        void worker.terminate();
        onLost();
      } else {
        // It has not begun: the next query can have the thread. To start one takes longer than most queries.
        thread.begin = undefined;
        onFree();
      }
    },
  };
};

export const workerPool = (): WorkerPool => {
  const all = new Set<Worker>();
  const idle: Thread[] = [];
  let isClosed = false;
  const make = (): Thread => {
    const worker = new Worker(entry);
    const thread: Thread = { worker, isReady: false, begin: undefined };
    // Only the server keeps the process alive.
    worker.unref();
    // Who has a query on it listens too; errors of others, and on the way out, must not end the process.
    worker.on('error', () => {});
    // The first that it says is that it is ready.
    worker.once('message', () => {
      thread.isReady = true;
      thread.begin?.();
      thread.begin = undefined;
    });
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      const at = idle.indexOf(thread);
      if (at >= 0) idle.splice(at, 1);
    });
    return thread;
  };
  const keepOneReady = (): void => {
    if (!isClosed && idle.length === 0) idle.push(make());
  };
  keepOneReady();
  return {
    run: (job, tell) => {
      const thread = idle.pop() ?? make();
      return runOn(thread, job, { tell, onFree: () => void idle.push(thread), onLost: keepOneReady });
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
};
