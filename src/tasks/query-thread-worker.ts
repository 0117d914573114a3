// A thread that helps with queries over a store, by its own connection. It may be stopped at any moment: it
// only reads.

import { parentPort } from 'node:worker_threads';
import { openStore, type Store } from '../store/index.ts';
import { loadFor, startGathering } from './gathering.ts';
import { buffersOf } from './handed-over.ts';
import { addWaiting, claimed, orderByHome, partsWaiting } from './segment-claims.ts';
import { type FromThread, failureOf, type ToThread } from './thread-job.ts';

/** The last one asked: threads belong to a store as a rule. */
let opened: Store | undefined;

const storeAt = (path: string, cacheBytes: number): Store => {
  if (opened?.path === path) return opened;
  opened?.close();
  opened = undefined;
  opened = openStore(path, { cacheBytes });
  return opened;
};

const tell = (message: FromThread): void =>
  parentPort?.postMessage(message, message.kind === 'gathered' ? buffersOf(message.gathered) : []);

const work = async (given: ToThread): Promise<void> => {
  const { id: job, thread, threads, segments, claims, isOneByOne } = given;
  const store = storeAt(given.storePath, given.cacheBytes);
  await loadFor(given.question.plan);
  const gathering = startGathering(given.question);
  const order = isOneByOne ? [...segments.keys()] : orderByHome(segments, thread, threads);
  let taken: number[] = [];
  const handIn = (): void => {
    if (taken.length === 0) return;
    addWaiting(claims);
    tell({ kind: 'gathered', job, segments: taken, gathered: gathering.take() });
    taken = [];
  };
  // Where the calling thread is behind, what is gathered meanwhile meets here what it has in common.
  const mayHandOn = (): boolean => partsWaiting(claims) < threads - 1 && gathering.isMuch();
  for (const index of claimed(claims, order, thread)) {
    gathering.push(store.open(segments[index]!));
    taken.push(index);
    if (isOneByOne || mayHandOn()) handIn();
  }
  handIn();
};

/** One job after the other. */
let working = Promise.resolve();

parentPort?.on('message', (given: ToThread) => {
  working = working
    .then(() => work(given))
    .catch((error: unknown) => tell({ kind: 'failed', job: given.id, failure: failureOf(error) }))
    .then(() => tell({ kind: 'ended', job: given.id }));
});
