// A plan put to segments of a store by several threads. The answer is the one that a single thread gives, and
// so are the statistics.
//
// Either each thread hands in what it has gathered of all its segments, at the end or whenever it is much. Or,
// where the plan may be settled before all are looked at, each segment is handed in by itself, and they are taken
// in from the newest on until the answer is settled: what was looked at beyond that does not count.

import { maySettle } from '../engine/index.ts';
import { isLive, type Store, type StoredSegment } from '../store/index.ts';
import type { Gathered } from './gathering.ts';
import { nextTurn } from './next-turn.ts';
import type { QueryRun } from './query-run.ts';
import type { Asked, Heard, QueryThreads } from './query-threads.ts';
import {
  type Claims,
  claim,
  claimed,
  endClaims,
  newClaims,
  orderByHome,
  ownerOf,
  takeWaiting,
} from './segment-claims.ts';
import { errorOf } from './thread-job.ts';

export type Look = {
  readonly store: Store;
  readonly run: QueryRun;
  /** Those that may hold events of the range, those that end last first. */
  readonly segments: readonly StoredSegment[];
  readonly threads: QueryThreads;
  readonly signal: AbortSignal | undefined;
};

/** The calling thread. */
const SELF = 1;

/** How long the others may take to hand in what they have when a query is interrupted; ms. */
const GRACE_MS = 500;

/** What has become of the segments, and of those who took them. */
type Progress = {
  readonly claims: Claims;
  readonly isOneByOne: boolean;
  /** Looked at and handed in. */
  readonly isDone: Uint8Array;
  left: number;
  /** Gathered and not yet taken in, by the first of their segments. */
  readonly waiting: Map<number, { readonly segments: readonly number[]; readonly gathered: Gathered }>;
  readonly ended: Set<number>;
  readonly lost: Set<number>;
  error: { readonly thrown: unknown } | undefined;
  /** Of those handed in one by one, the first that is not taken in. */
  next: number;
  /** Resolves when anything has happened since. */
  news: PromiseWithResolvers<void>;
};

const markDone = (progress: Progress, segments: readonly number[]): void => {
  for (const segment of segments) progress.isDone[segment] = 1;
  progress.left -= segments.length;
};

const noteHeard = (progress: Progress, thread: number, heard: Heard): void => {
  switch (heard.kind) {
    case 'gathered': {
      const { segments, gathered } = heard;
      markDone(progress, segments);
      progress.waiting.set(segments[0]!, { segments, gathered });
      break;
    }
    case 'failed':
      progress.error ??= { thrown: errorOf(heard.failure) };
      break;
    case 'lost':
      progress.lost.add(thread);
      progress.ended.add(thread);
      break;
    case 'ended':
      progress.ended.add(thread);
  }
  progress.news.resolve();
};

/** The threads that have segments and have not handed them in. */
const owing = ({ claims, isDone, ended }: Progress): readonly number[] => {
  const owners = new Set<number>();
  for (const [segment, done] of isDone.entries()) if (done === 0) owners.add(ownerOf(claims, segment));
  return [...owners].filter((thread) => thread > SELF && !ended.has(thread));
};

/** A segment that nobody will hand in any more. */
const orphan = ({ claims, isDone, lost, left }: Progress, helpers: number): number | undefined => {
  if (lost.size === 0 || left === 0) return undefined;
  const at = isDone.findIndex((done, segment) => {
    const owner = ownerOf(claims, segment);
    return done === 0 && (lost.has(owner) || (owner === 0 && lost.size === helpers));
  });
  return at < 0 ? undefined : at;
};

/** Merges all that has come in, whatever is missing between. */
const takeInAll = ({ run, segments }: Look, { waiting, claims }: Progress): void => {
  for (const [first, given] of waiting) {
    waiting.delete(first);
    run.merge(
      given.segments.map((segment) => segments[segment]!),
      given.gathered,
    );
    takeWaiting(claims);
  }
};

/** Merges what has come in; one by one, in the order of the segments. True when the answer is settled. */
const takeIn = (look: Look, progress: Progress): boolean => {
  const { run, segments } = look;
  if (!progress.isOneByOne) {
    takeInAll(look, progress);
    return false;
  }
  for (;;) {
    const stored = segments[progress.next];
    if (stored === undefined) return false;
    if (run.isSettled(stored.endMs)) return true;
    const ready = progress.waiting.get(progress.next);
    if (ready === undefined) return false;
    progress.waiting.delete(progress.next);
    run.merge([stored], ready.gathered);
    progress.next += 1;
  }
};

const lookAt = ({ store, run, segments }: Look, progress: Progress, segment: number): void => {
  const opened = store.open(segments[segment]!);
  if (progress.isOneByOne)
    progress.waiting.set(segment, { segments: [segment], gathered: run.gather(opened) });
  else run.push(opened);
  markDone(progress, [segment]);
};

/** Those who are in the middle of a segment hand it in, or are ended. */
const interrupt = async (progress: Progress, asked: Asked): Promise<void> => {
  const late = performance.now() + GRACE_MS;
  for (let slow = owing(progress); slow.length > 0; slow = owing(progress)) {
    const leftMs = late - performance.now();
    if (leftMs <= 0) {
      for (const thread of slow) asked.stop(thread);
      return;
    }
    progress.news = Promise.withResolvers();
    const timer = setTimeout(progress.news.resolve, leftMs);
    await progress.news.promise;
    clearTimeout(timer);
  }
};

/** What the calling thread looks at itself, in its order. */
const ownShare = ({ segments, threads }: Look, { claims, isOneByOne }: Progress): Iterable<number> => {
  const all = isOneByOne ? [...segments.keys()] : orderByHome(segments, SELF, threads.threads);
  const isOwn = (index: number): boolean => ownerOf(claims, index) === SELF;
  return claimed(claims, threads.always === 'leave-all' ? all.filter(isOwn) : all, SELF);
};

/** Looks at what nobody has taken. */
const doOwnShare = async (look: Look, progress: Progress, isOver: () => boolean): Promise<void> => {
  for (const segment of ownShare(look, progress)) {
    await nextTurn();
    if (isOver()) return;
    lookAt(look, progress, segment);
  }
};

/** Waits for what the others have taken, and does it where they have failed to. */
const awaitOthers = async (look: Look, progress: Progress, isOver: () => boolean): Promise<void> => {
  while (!isOver()) {
    const left = orphan(progress, look.threads.threads - 1);
    if (left === undefined) {
      await progress.news.promise;
      progress.news = Promise.withResolvers();
    } else {
      lookAt(look, progress, left);
      await nextTurn();
    }
  }
};

/** True when it was stopped before the end. */
const work = async (look: Look, progress: Progress, asked: Asked): Promise<boolean> => {
  let isSettled = false;
  const isStopped = (): boolean => look.signal?.aborted === true;
  const isOver = (): boolean => {
    if (progress.error !== undefined) throw progress.error.thrown;
    isSettled ||= takeIn(look, progress);
    return isSettled || isStopped() || progress.left === 0;
  };
  await doOwnShare(look, progress, isOver);
  await awaitOthers(look, progress, isOver);
  if (!isSettled && progress.left > 0) {
    endClaims(progress.claims);
    await interrupt(progress, asked);
  }
  if (isSettled) for (const segment of look.segments.slice(progress.next)) look.run.skip(segment);
  else takeInAll(look, progress);
  return !isSettled && progress.left > 0;
};

const newProgress = ({ run, segments }: Look): Progress => {
  const claims = newClaims(segments.length);
  // Live events are only where they were listed.
  for (const [index, segment] of segments.entries()) if (isLive(segment)) claim(claims, index, SELF);
  return {
    claims,
    isOneByOne: maySettle(run.plan),
    isDone: new Uint8Array(segments.length),
    left: segments.length,
    waiting: new Map(),
    ended: new Set(),
    lost: new Set(),
    error: undefined,
    next: 0,
    news: Promise.withResolvers(),
  };
};

/** True when it was stopped before the end. What a settled answer did not need counts as skipped. */
export const lookWithHelp = async (look: Look): Promise<boolean> => {
  const { run, store, segments, threads, signal } = look;
  const progress = newProgress(look);
  const { claims, isOneByOne } = progress;
  const job = { storePath: store.path, question: run.question, segments, claims, isOneByOne };
  const asked = threads.ask(job, (thread, heard) => noteHeard(progress, thread, heard));
  const onAbort = (): void => progress.news.resolve();
  signal?.addEventListener('abort', onAbort);
  try {
    const isStopped = await work(look, progress, asked);
    await nextTurn();
    return isStopped;
  } finally {
    endClaims(claims);
    signal?.removeEventListener('abort', onAbort);
    asked.leave();
  }
};
