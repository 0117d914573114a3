// Files read by several threads. Each takes run after run, gathers what the plan makes of them, and hands it
// in at the end: the answer and the statistics are those of a single thread.

import type { FileRun } from './file-runs.ts';
import { type FileJob, type FileThreads, type HeardOfFiles, thrownFor } from './file-threads.ts';
import { nextTurn } from './next-turn.ts';
import type { QueryRun } from './query-run.ts';
import type { InputProgress } from './read-inputs.ts';
import { joinReadings, type Reading, type ReadingRules, readRun, type WaitingRoom } from './read-run.ts';
import { type Claims, claim, claimed, endClaims, newClaims, ownerOf } from './segment-claims.ts';
import { type GatheredFiles, takeIn } from './take-segments.ts';

export type HelpedRead = {
  readonly runs: readonly FileRun[];
  readonly rules: ReadingRules;
  readonly run: QueryRun;
  /** Of what the calling thread reads itself. */
  readonly room: WaitingRoom;
  readonly logGroups: readonly string[] | undefined;
  readonly threads: FileThreads;
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: InputProgress) => void) | undefined;
};

/** The calling thread. */
const SELF = 1;

/** How long the others may take to hand in what they have when a query is interrupted; ms. */
const GRACE_MS = 500;

/** Who reads what, and what has come of it. */
type Progress = {
  readonly claims: Claims;
  readonly readings: Map<number, Reading>;
  /** Bytes and events of the runs so far. */
  readonly amounts: Map<number, readonly [bytes: number, events: number]>;
  /** Threads that will say nothing more, and what they have handed in. */
  readonly ended: Set<number>;
  readonly handedIn: GatheredFiles[];
  error: { readonly thrown: unknown } | undefined;
  /** Resolves when anything has happened since. */
  news: PromiseWithResolvers<void>;
};

const noteAmount = (
  { amounts }: Progress,
  { onProgress }: HelpedRead,
  run: number,
  bytes: number,
  events: number,
): void => {
  amounts.set(run, [bytes, events]);
  if (onProgress === undefined) return;
  let [bytesDone, all] = [0, 0];
  for (const [someBytes, someEvents] of amounts.values()) {
    bytesDone += someBytes;
    all += someEvents;
  }
  onProgress({ bytesDone, events: all });
};

const noteHeard = (look: HelpedRead, progress: Progress, thread: number, heard: HeardOfFiles): void => {
  switch (heard.kind) {
    case 'progress':
      noteAmount(progress, look, heard.run, heard.bytes, heard.events);
      return;
    case 'done':
      for (const [index, reading] of heard.readings) progress.readings.set(index, reading);
      progress.handedIn.push(heard.files);
      progress.ended.add(thread);
      break;
    case 'failed':
      progress.error ??= { thrown: thrownFor(heard.failure) };
      progress.ended.add(thread);
      break;
    case 'lost':
      progress.ended.add(thread);
  }
  progress.news.resolve();
};

const readOwn = async (look: HelpedRead, progress: Progress, index: number): Promise<void> => {
  const { runs, rules, room, signal } = look;
  const reading = await readRun(runs[index]!, index, rules, room, {
    signal,
    onProgress: (bytes, events) => noteAmount(progress, look, index, bytes, events),
  });
  progress.readings.set(index, reading);
};

const isOver = (look: HelpedRead, { error }: Progress): boolean => {
  if (error !== undefined) throw error.thrown;
  return look.signal.aborted;
};

const readOwnShare = async (look: HelpedRead, progress: Progress): Promise<void> => {
  const { claims } = progress;
  const all = [...look.runs.keys()];
  const isOwn = (index: number): boolean => ownerOf(claims, index) === SELF;
  const order = look.threads.leavesAll ? all.filter(isOwn) : all;
  for (const index of claimed(claims, order, SELF)) {
    await readOwn(look, progress, index);
    if (isOver(look, progress)) return;
  }
};

const stillReading = ({ threads }: HelpedRead, { ended }: Progress): readonly number[] =>
  threads.numbers.filter((thread) => !ended.has(thread));

/** Those who are in the middle of a run hand in what they have, or are ended. */
const interrupt = async (look: HelpedRead, progress: Progress): Promise<void> => {
  endClaims(progress.claims);
  const late = performance.now() + GRACE_MS;
  for (;;) {
    const slow = stillReading(look, progress);
    const leftMs = late - performance.now();
    if (slow.length === 0) return;
    if (leftMs <= 0) {
      for (const thread of slow) look.threads.stop(thread);
      return;
    }
    progress.news = Promise.withResolvers();
    const timer = setTimeout(progress.news.resolve, leftMs);
    await progress.news.promise;
    clearTimeout(timer);
  }
};

/** Waits for the others, and reads what those who were lost have not handed in. */
const awaitOthers = async (look: HelpedRead, progress: Progress): Promise<void> => {
  while (!isOver(look, progress) && stillReading(look, progress).length > 0) {
    await progress.news.promise;
    progress.news = Promise.withResolvers();
  }
  for (const index of look.runs.keys()) {
    if (isOver(look, progress)) return;
    if (!progress.readings.has(index)) await readOwn(look, progress, index);
  }
};

const newProgress = ({ runs }: HelpedRead): Progress => {
  const claims = newClaims(runs.length);
  // Standard input is this thread's.
  for (const [index, { weight }] of runs.entries()) if (!Number.isFinite(weight)) claim(claims, index, SELF);
  return {
    claims,
    readings: new Map(),
    amounts: new Map(),
    ended: new Set(),
    handedIn: [],
    error: undefined,
    news: Promise.withResolvers(),
  };
};

export const readWithHelp = async (look: HelpedRead): Promise<Reading> => {
  const progress = newProgress(look);
  const { claims } = progress;
  const { run, rules, runs, logGroups, signal, threads } = look;
  const job: FileJob = { question: run.question, logGroups, rules, runs, claims };
  threads.ask(job, (thread, heard) => noteHeard(look, progress, thread, heard));
  const onAbort = (): void => progress.news.resolve();
  signal.addEventListener('abort', onAbort);
  try {
    await readOwnShare(look, progress);
    await awaitOthers(look, progress);
    await look.room.takeAll();
    if (signal.aborted) await interrupt(look, progress);
    for (const files of progress.handedIn) takeIn(run, files);
    await nextTurn();
  } finally {
    endClaims(claims);
    signal.removeEventListener('abort', onAbort);
  }
  const readings = [...progress.readings].sort(([a], [b]) => a - b).map(([, reading]) => reading);
  const all = joinReadings(readings);
  return { ...all, isInterrupted: all.isInterrupted || readings.length < runs.length };
};
