// A thread that runs queries, one after the other, over its own connection to the store. It may be stopped
// at any moment: it only reads.

import { parentPort } from 'node:worker_threads';
import { openStore, type Store } from '../../store/index.ts';
import type { FromWorker, ToWorker } from './query-job.ts';
import { type RunningJob, runJob } from './run-job.ts';

/** Bytes of columns that a thread keeps for its next query. */
const CACHE_BYTES = 32 * 1024 * 1024;

let store: Store | undefined;
let current: RunningJob | undefined;

const tell = (message: FromWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'peek') {
    current?.peek();
    return;
  }
  try {
    store ??= openStore(message.job.storePath, { cacheBytes: CACHE_BYTES });
    current = runJob(store, message.job, tell);
  } catch (error) {
    tell({ kind: 'failed', message: (error as Error).message, isMistake: false });
  }
});

tell({ kind: 'ready' });
