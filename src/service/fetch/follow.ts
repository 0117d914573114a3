// Going on: what is new is asked for again and again, woken by Live Tail where there is one.
//
// Each round asks for what came since the last, and for the last moments before it once more, because
// events become visible a little out of order. From time to time a round goes back as far as events may come late.

import { StoreError } from '../../store/index.ts';
import { joinedRanges, type TimeRange } from './coverage.ts';
import { fetchRanges, type GroupSource, rangesWanted, slicesOf } from './fetch-group.ts';
import { type StartLiveTail, tail } from './live-tail.ts';
import { pause } from './pace.ts';
import { faultOf, Stopped } from './retry.ts';
import type { GroupPlace } from './selection.ts';
import type { Written } from './write-events.ts';

export type FollowOptions = {
  readonly overlapMs: number;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Undefined: no Live Tail is wanted. */
  readonly startLiveTail: StartLiveTail | undefined;
  readonly pollMs: number;
  readonly onWritten: (place: GroupPlace, written: Written) => void;
  /** The service refused to go on with this log group; the others are followed still. */
  readonly onRefused: (place: GroupPlace, error: unknown) => void;
  readonly onNotice: (sentence: string) => void;
};

/** Every round reads that much again, ms. */
const RECENT_MS = 30_000;

/** Between two rounds while events come, ms. */
const BETWEEN_MS = 1_000;

/** What Live Tail told of may take as long until FilterLogEvents finds it, ms. */
const VISIBLE_MS = 10_000;

/** While Live Tail is listened to, the service is asked unasked no more often, ms. */
const UNWOKEN_MS = 30_000;

type Announced = { readonly range: TimeRange; readonly untilMs: number };

/** What Live Tail told of, by log group. */
type Alarm = {
  announce(place: GroupPlace, timestampMs: number): void;
  /** Ends the waiting. */
  wake(): void;
  /** What is to be asked for because of it. */
  ranges(place: GroupPlace, nowMs: number): readonly TimeRange[];
  readonly isRinging: (nowMs: number) => boolean;
  /** Until it rings or the time is over. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

/** Announcements of one second lie in one range: events of a busy group are not counted one by one. */
const GRAIN_MS = 1_000;

const createAlarm = (nowMs: () => number): Alarm => {
  const announced = new Map<string, Map<number, Announced>>();
  let waking = new AbortController();
  const living = (name: string, now: number): readonly Announced[] => {
    const known = announced.get(name);
    for (const [grain, { untilMs }] of known ?? []) if (untilMs < now) known?.delete(grain);
    return [...(known?.values() ?? [])];
  };
  return {
    announce: ({ name }, timestampMs) => {
      const grain = Math.floor(timestampMs / GRAIN_MS);
      const range = { startMs: grain * GRAIN_MS, endMs: (grain + 1) * GRAIN_MS };
      const known = announced.get(name) ?? new Map<number, Announced>();
      announced.set(name, known.set(grain, { range, untilMs: nowMs() + VISIBLE_MS }));
      waking.abort();
    },
    wake: () => waking.abort(),
    ranges: ({ name }, now) => joinedRanges(living(name, now).map(({ range }) => range)),
    isRinging: (now) => [...announced.keys()].some((name) => living(name, now).length > 0),
    wait: async (ms, signal) => {
      await pause(ms, AbortSignal.any([signal, waking.signal]));
      waking = new AbortController();
    },
  };
};

/** False when the service refuses: one that is out of reach is asked again. */
const roundOf = async (
  source: GroupSource,
  alarm: Alarm,
  lateMs: number,
  options: FollowOptions,
): Promise<boolean> => {
  const now = options.nowMs();
  const wanted = rangesWanted(slicesOf(source), { startMs: undefined, endMs: undefined }, lateMs, now);
  const ranges = [...wanted, ...alarm.ranges(source.place, now)];
  try {
    await fetchRanges(source, ranges, {
      lateMs: Math.min(lateMs, RECENT_MS),
      isRecorded: false,
      onWritten: (written) => options.onWritten(source.place, written),
    });
  } catch (error) {
    if (error instanceof Stopped || error instanceof StoreError) throw error;
    if (faultOf(error) === 'final') {
      options.onRefused(source.place, error);
      return false;
    }
    options.onNotice(`${source.place.name}: ${(error as Error).message}; it is asked again`);
  }
  return true;
};

const rounds = async (
  sources: readonly GroupSource[],
  alarm: Alarm,
  isListening: () => boolean,
  options: FollowOptions,
): Promise<void> => {
  const { overlapMs, signal, nowMs, pollMs } = options;
  const fullMs = Math.max(RECENT_MS, overlapMs / 4);
  const followed = new Set(sources);
  let fullSinceMs = nowMs();
  while (followed.size > 0) {
    if (alarm.isRinging(nowMs())) await pause(BETWEEN_MS, signal);
    else await alarm.wait(isListening() ? Math.max(pollMs, UNWOKEN_MS) : pollMs, signal);
    if (signal.aborted) return;
    const isFull = nowMs() - fullSinceMs >= fullMs;
    if (isFull) fullSinceMs = nowMs();
    // A round that goes back reaches what came as late as promised since the one before it.
    const lateMs = isFull ? overlapMs + fullMs : Math.min(overlapMs, RECENT_MS);
    for (const source of followed)
      if (!(await roundOf(source, alarm, lateMs, options))) followed.delete(source);
  }
};

export const follow = async (sources: readonly GroupSource[], options: FollowOptions): Promise<void> => {
  const { signal, nowMs, pollMs, onNotice, startLiveTail } = options;
  const alarm = createAlarm(nowMs);
  const ending = new AbortController();
  let isListening = false;
  const [first] = sources;
  const tailing =
    startLiveTail === undefined || first === undefined
      ? undefined
      : tail({
          startLiveTail,
          places: sources.map(({ place }) => place),
          selection: first.selection,
          signal: AbortSignal.any([signal, ending.signal]),
          announce: alarm.announce,
          // What came before the session began is told by nobody.
          onSession: (isOpen) => {
            isListening = isOpen;
            alarm.wake();
          },
        }).then((why) => {
          if (why !== undefined)
            onNotice(`no Live Tail (${why}); the service is asked every ${pollMs / 1000} s instead`);
        });
  try {
    await rounds(sources, alarm, () => isListening, options);
  } finally {
    ending.abort();
    await tailing;
  }
};
