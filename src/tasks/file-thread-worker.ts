// A thread that helps to read files for one query. It may be stopped at any moment.

import { parentPort } from 'node:worker_threads';
import { type FromFileThread, fileFailure, type ToFileThread } from './file-threads.ts';
import { loadFor } from './gathering.ts';
import { newWaitingRoom, type Reading, readRun } from './read-run.ts';
import { areEnded, claimed } from './segment-claims.ts';
import { gatherFiles } from './take-segments.ts';

const tell = (message: FromFileThread): void => parentPort?.postMessage(message);

const work = async (job: ToFileThread): Promise<void> => {
  const { question, logGroups, rules, runs, claims, thread } = job;
  await loadFor(question.plan);
  const { taker, handIn } = gatherFiles(question, logGroups);
  const stop = new AbortController();
  /** Nobody else waits for a turn here; but who has claimed what may be over. */
  const pause = async (): Promise<void> => {
    if (areEnded(claims)) stop.abort();
  };
  const room = newWaitingRoom(taker, stop.signal, pause);
  const readings: (readonly [number, Reading])[] = [];
  for (const index of claimed(claims, [...runs.keys()], thread)) {
    const reading = await readRun(runs[index]!, index, rules, room, {
      signal: stop.signal,
      onProgress: (bytes, events) => tell({ kind: 'progress', run: index, bytes, events }),
    });
    readings.push([index, reading]);
  }
  await room.takeAll();
  tell({ kind: 'done', readings, files: handIn() });
};

parentPort?.once('message', (job: ToFileThread) => {
  work(job)
    .catch((error: unknown) => tell({ kind: 'failed', failure: fileFailure(error) }))
    // Nothing more is asked: the thread ends when what it has said is on its way.
    .finally(() => parentPort?.close());
});
