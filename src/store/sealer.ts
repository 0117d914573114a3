// Sealing of segments, here or in threads of their own. Finding fields and compressing is most of the work of
// an import; reading, in the meantime, goes on.

import { Worker } from 'node:worker_threads';
import type { Arrivals } from '../segments/index.ts';
import { packParcel } from './parcel.ts';
import { type SealedSegment, sealArrivals } from './seal.ts';

export type Sealer = {
  /** How many segments may be in work before it makes sense to wait. */
  readonly room: number;
  /** `isAwaited`: whoever asks has nothing else to do, and seals it itself where no thread is free. */
  seal(arrivals: Arrivals, isAwaited?: boolean): Promise<SealedSegment>;
  close(): Promise<void>;
};

type Thread = {
  readonly worker: Worker;
  /** Of those who wait, in order: the thread answers in the order in which it was asked. */
  readonly waiting: PromiseWithResolvers<SealedSegment>[];
};

/** The file beside this one, built or not. */
const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './seal-worker.ts' : './seal-worker.js',
  import.meta.url,
);

/** Less text, in UTF-16 units, is sealed sooner than a thread is started, or has taken it over. */
const WORTH_A_THREAD = 1024 * 1024;

/** Segments that a thread has in work and in wait. When all have so many, whoever asks does the work itself. */
const MOST_WAITING = 2;

const startThread = (onEnd: (thread: Thread) => void): Thread => {
  const worker = new Worker(workerUrl);
  const waiting: Thread['waiting'] = [];
  const fail = (error: unknown): void => {
    for (const one of waiting.splice(0)) one.reject(error);
  };
  worker.on('message', (sealed: SealedSegment) => waiting.shift()?.resolve(sealed));
  worker.on('error', fail);
  const thread = { worker, waiting };
  worker.on('exit', () => {
    fail(new Error('a thread that seals segments has ended'));
    onEnd(thread);
  });
  return thread;
};

const threaded = (most: number): Sealer => {
  const threads: Thread[] = [];
  /** One that is free or can be started; then one that will have nothing left to do. */
  const nextThread = (isAwaited: boolean): Thread | undefined => {
    const free = threads.find(({ waiting }) => waiting.length === 0);
    if (free !== undefined) return free;
    if (threads.length === most)
      return isAwaited ? undefined : threads.find(({ waiting }) => waiting.length < MOST_WAITING);
    const started = startThread((thread) => threads.splice(threads.indexOf(thread), 1));
    threads.push(started);
    return started;
  };
  return {
    room: most + 1,
    seal: async (arrivals, isAwaited = false) => {
      const thread = arrivals.characters < WORTH_A_THREAD ? undefined : nextThread(isAwaited);
      if (thread === undefined) return sealArrivals(arrivals);
      const answer = Promise.withResolvers<SealedSegment>();
      thread.worker.postMessage(packParcel(arrivals));
      thread.waiting.push(answer);
      return answer.promise;
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
};

const here: Sealer = {
  room: 0,
  seal: async (arrivals) => sealArrivals(arrivals),
  close: async () => {},
};

/** `threads` beside the one that reads; 0 does all the work in this one. */
export const openSealer = (threads: number): Sealer => (threads > 0 ? threaded(threads) : here);
