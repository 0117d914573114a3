// Live events into the store: what is missing of some log groups, each event once, and then, if wanted, what
// comes from now on.

import type { WritableStore } from '../../store/index.ts';
import { StoreError } from '../../store/index.ts';
import {
  fetchRanges,
  type GroupSource,
  type ReadingProgress,
  rangesWanted,
  slicesOf,
  type Tuning,
  type WantedTime,
} from './fetch-group.ts';
import { findGroup, type Server } from './find-group.ts';
import { follow } from './follow.ts';
import { requestsPerSecond } from './limits.ts';
import { createPace } from './pace.ts';
import { defaultPatience, type Patience, Stopped } from './retry.ts';
import type { Selection } from './selection.ts';
import type { Written } from './write-events.ts';

export type FetchOptions = {
  readonly server: Server;
  readonly store: WritableStore;
  /** Names or ARNs. */
  readonly groups: readonly string[];
  readonly selection: Selection;
  readonly time: WantedTime;
  /** How late events may come, ms: as much of what was fetched is asked for again. */
  readonly overlapMs: number;
  /** Undefined: it ends when all is fetched. */
  readonly follow: { readonly isTailing: boolean; readonly pollMs: number } | undefined;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Undefined: what the service allows. */
  readonly perSecond?: number | undefined;
  readonly patience?: Patience | undefined;
  readonly tuning?: Tuning | undefined;
  readonly onProgress?: ((group: string, progress: ReadingProgress) => void) | undefined;
  /** When the events of a log group are in the store. */
  readonly onWritten?: ((group: string, written: Written) => void) | undefined;
  readonly onNotice?: ((sentence: string) => void) | undefined;
};

export type FetchProblem = { readonly group: string; readonly message: string };

export type FetchSummary = {
  /** Log groups of which all was fetched that was wanted. */
  readonly groups: number;
  readonly events: number;
  readonly characters: number;
  /** Events that the store had already. */
  readonly known: number;
  readonly problems: readonly FetchProblem[];
  readonly isInterrupted: boolean;
};

type Running = {
  readonly options: FetchOptions;
  readonly problems: FetchProblem[];
  readonly totals: { events: number; characters: number; known: number };
};

const reasonOf = (error: unknown): string => {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (name === 'CredentialsProviderError') return `there are no credentials: ${message}`;
  return /Exception$/.test(name) ? `${name}: ${message}` : message || code || name;
};

const count = ({ totals }: Running, written: Written): void => {
  totals.events += written.events;
  totals.characters += written.characters;
  totals.known += written.known;
};

/** True when it is done; what is wrong with one log group does not keep the others. */
const attempt = async (running: Running, group: string, work: () => Promise<void>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof StoreError || error instanceof Stopped) throw error;
    running.problems.push({ group, message: reasonOf(error) });
    return false;
  }
};

const sourceOf = async (
  options: FetchOptions,
  group: string,
  asking: GroupSource['asking'],
): Promise<GroupSource> => {
  const { server, selection, store, nowMs, tuning } = options;
  const place = await findGroup(server, group, asking);
  const filterLogEvents: GroupSource['filterLogEvents'] = (input, sending) =>
    server.client.filterLogEvents(input, sending);
  return { place, selection, filterLogEvents, store, asking, nowMs, tuning };
};

/** What is missing now. */
const catchUp = async (running: Running, source: GroupSource): Promise<void> => {
  const { time, overlapMs, nowMs, onProgress, onWritten } = running.options;
  const { name } = source.place;
  const ranges = rangesWanted(slicesOf(source), time, overlapMs, nowMs());
  await fetchRanges(source, ranges, {
    lateMs: overlapMs,
    isRecorded: true,
    onProgress: (progress) => onProgress?.(name, progress),
    onWritten: (written) => {
      count(running, written);
      onWritten?.(name, written);
    },
  });
};

const goOn = (running: Running, sources: readonly GroupSource[]): Promise<void> => {
  const { options } = running;
  const { server, overlapMs, signal, nowMs } = options;
  return follow(sources, {
    overlapMs,
    signal,
    nowMs,
    pollMs: options.follow?.pollMs ?? 0,
    startLiveTail: options.follow?.isTailing
      ? (input, sending) => server.client.startLiveTail(input, sending)
      : undefined,
    onWritten: ({ name }, written) => {
      count(running, written);
      options.onWritten?.(name, written);
    },
    onRefused: ({ name }, error) => running.problems.push({ group: name, message: reasonOf(error) }),
    onNotice: (sentence) => options.onNotice?.(sentence),
  });
};

export const fetchLogGroups = async (options: FetchOptions): Promise<FetchSummary> => {
  const { groups, server, signal, patience = defaultPatience } = options;
  const running: Running = { options, problems: [], totals: { events: 0, characters: 0, known: 0 } };
  const pace = createPace(options.perSecond ?? requestsPerSecond(server.region));
  const asking = { pace, patience, signal };
  const sources: GroupSource[] = [];
  try {
    for (const group of new Set(groups))
      await attempt(running, group, async () => {
        const source = await sourceOf(options, group, asking);
        await catchUp(running, source);
        sources.push(source);
      });
    if (options.follow !== undefined && sources.length > 0) await goOn(running, sources);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const { totals, problems } = running;
  return { groups: sources.length, ...totals, problems, isInterrupted: signal.aborted };
};
