// Threads that help with queries over stores. They are started when a query is worth it and kept for the next
// one; they keep no process alive that waits for none of them.

import { Worker } from 'node:worker_threads';
import { isLive, type StoredSegment } from '../store/index.ts';
import type { FromThread, Job, ToThread } from './thread-job.ts';

/** What a thread says; 'lost' when it is no more. */
export type Heard = FromThread | { readonly kind: 'lost'; readonly job: number };

export type ThreadsOptions = {
  /** How many work on a query, the calling one among them. */
  readonly threads: number;
  /** Of columns that each keeps for the next query. */
  readonly cacheBytes: number;
  /** For tests: help is asked for however little there is to do, and the calling thread may leave it all to it. */
  readonly always?: 'share' | 'leave-all' | undefined;
};

export type QueryThreads = ThreadsOptions & {
  /** Are there enough of them to share? */
  mayHelp(segments: readonly StoredSegment[]): boolean;
  /** Are they running, or worth to be started for the next queries? */
  areThere(): boolean;
  /** So long a query was answered without them; ms. From some such time on they count as being there. */
  spare(ms: number): void;
  /** Asks all for help; `hear` has the number of the thread that speaks, from 2 on. */
  ask(job: Omit<Job, 'id'>, hear: (thread: number, heard: Heard) => void): Asked;
  /** The same threads, of which no more than so many work on a query. */
  upTo(most: number): QueryThreads;
  close(): void;
  [Symbol.dispose](): void;
};

export type Asked = {
  /** Ends the thread in the middle of whatever it does. */
  stop(thread: number): void;
  /** Nobody listens any more. */
  leave(): void;
};

/** The file beside this one, built or not. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './query-thread-worker.ts' : './query-thread-worker.js',
  import.meta.url,
);

/** Bytes of messages of less than which the work is done before it is shared. */
const WORTH_SHARING = 4 * 1024 * 1024;

/** What a thread makes is garbage at once, or is handed on: a larger young generation brings nothing but its size. */
const YOUNG_MEGABYTES = 24;

/**
 * What has been asked for so long will be asked again: then threads are started for the next query, however short;
 * ms of queries that were answered without.
 */
const WORTH_HAVING_MS = 1000;

type Thread = { readonly worker: Worker; readonly hearers: Map<number, (heard: Heard) => void> };

const startThread = (onEnd: () => void): Thread => {
  const worker = new Worker(workerUrl, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
  const hearers: Thread['hearers'] = new Map();
  worker.unref();
  worker.on('message', (message: FromThread) => hearers.get(message.job)?.(message));
  // Whatever ends a thread, its share is done without it.
  worker.on('error', () => {});
  worker.on('exit', () => {
    onEnd();
    for (const [job, hear] of hearers) hear({ kind: 'lost', job });
  });
  return { worker, hearers };
};

const listen = (thread: Thread, job: number, hear: (heard: Heard) => void): void => {
  thread.worker.ref();
  thread.hearers.set(job, hear);
};

const leave = (thread: Thread, job: number): void => {
  thread.hearers.delete(job);
  if (thread.hearers.size === 0) thread.worker.unref();
};

/** The threads that are running, by their number. */
type Running = Map<number, Thread>;

const startMissing = (running: Running, threads: number): void => {
  for (let number = 2; number <= threads; number += 1) {
    if (running.has(number)) continue;
    const thread = startThread(() => {
      if (running.get(number) === thread) running.delete(number);
    });
    running.set(number, thread);
  }
};

let jobs = 0;

const askThreads = (
  running: Running,
  message: Omit<ToThread, 'id' | 'thread'>,
  hear: (thread: number, heard: Heard) => void,
): Asked => {
  const id = ++jobs;
  const asked = new Map([...running].filter(([number]) => number <= message.threads));
  for (const [number, thread] of asked) {
    listen(thread, id, (heard) => hear(number, heard));
    thread.worker.postMessage({ ...message, id, thread: number } satisfies ToThread);
  }
  return {
    stop: (number) => void asked.get(number)?.worker.terminate(),
    leave: () => {
      for (const thread of asked.values()) leave(thread, id);
    },
  };
};

const areMany = (segments: readonly StoredSegment[]): boolean => {
  const shared = segments.filter((segment) => !isLive(segment));
  const bytes = shared.reduce((sum, { messageBytes }) => sum + messageBytes, 0);
  return shared.length > 1 && bytes >= WORTH_SHARING;
};

const threadsOf = (running: Running, spared: { ms: number }, options: ThreadsOptions): QueryThreads => {
  const { threads, cacheBytes, always } = options;
  const close = (): void => {
    for (const { worker } of running.values()) void worker.terminate();
    running.clear();
  };
  return {
    ...options,
    mayHelp: (segments) => threads > 1 && (always !== undefined || areMany(segments)),
    areThere: () => running.size > 0 || spared.ms >= WORTH_HAVING_MS,
    spare: (ms) => {
      spared.ms += ms;
    },
    ask: (job, hear) => {
      startMissing(running, threads);
      return askThreads(running, { ...job, threads, cacheBytes }, hear);
    },
    upTo: (most) => threadsOf(running, spared, { ...options, threads: Math.min(threads, most) }),
    close,
    [Symbol.dispose]: close,
  };
};

export const openQueryThreads = (options: ThreadsOptions): QueryThreads =>
  threadsOf(new Map(), { ms: 0 }, options);
