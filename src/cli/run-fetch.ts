// The work of insitu fetch, loaded when it is asked for.

import { printBytes, printCount, printDuration, renderProgress } from '../presentation/index.ts';
import type { FetchSummary } from '../service/index.ts';
import { openStoreForWriting } from '../store/index.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import { type Interruption, watchInterruption } from './interruption.ts';
import { storePath } from './options.ts';
import { say, sayPlainly, terminalOf } from './terminal.ts';
import { readDuration, readTime } from './times.ts';

export type FetchFlags = {
  readonly group: readonly string[];
  readonly start?: string;
  readonly end?: string;
  readonly streams?: readonly string[];
  readonly filterPattern?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly roleArn?: string;
  readonly overlap: string;
  readonly follow: boolean;
  readonly poll?: string;
  readonly rate?: string;
  readonly db?: string;
  readonly quiet: boolean;
};

/** Without Live Tail the service is asked so often, ms. */
const POLL_MS = 5_000;

const counted = (count: number, noun: string): string =>
  `${printCount(count)} ${noun}${count === 1 ? '' : 's'}`;

const rateOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const perSecond = Number(text);
  if (!(perSecond > 0)) throw usageError(`--rate: "${text}" is no number of requests a second`);
  return perSecond;
};

const timeOf = (
  flags: FetchFlags,
  nowMs: number,
): { startMs: number | undefined; endMs: number | undefined } => {
  const startMs = flags.start === undefined ? undefined : Math.floor(readTime(flags.start, nowMs, '--start'));
  const endMs = flags.end === undefined ? undefined : Math.ceil(readTime(flags.end, nowMs, '--end'));
  if (startMs !== undefined && startMs >= (endMs ?? nowMs)) throw usageError('--start is not before --end');
  if (flags.follow && endMs !== undefined) throw usageError('--follow has no end: leave out --end');
  if (flags.poll !== undefined && !flags.follow) throw usageError('--poll belongs to --follow');
  return { startMs, endMs };
};

const streamsOf = (streams: readonly string[], most: number): readonly string[] => {
  const prefixes = streams.filter((stream) => stream.endsWith('*'));
  if (prefixes.length > 0 && streams.length > 1)
    throw usageError('--streams: one prefix with "*" at its end, or names');
  if (streams.length > most) throw usageError(`--streams: the service takes ${most} names at most`);
  return streams;
};

const summaryLine = (summary: FetchSummary, isFollowing: boolean, elapsedMs: number): string => {
  const { events, characters, known, groups, isInterrupted } = summary;
  const before =
    known > 0 && !isFollowing ? `; ${counted(known, 'event')} read again, already in the store` : '';
  const interrupted = isInterrupted ? '; interrupted, the next fetch goes on from here' : '';
  return `fetched ${counted(events, 'event')} (${printBytes(characters)}) of ${counted(groups, 'log group')} in ${printDuration(elapsedMs)}${before}${interrupted}`;
};

const exitCodeOf = ({ isInterrupted, problems, groups }: FetchSummary): number => {
  if (isInterrupted) return exitCodes.interrupted;
  if (problems.length === 0) return exitCodes.answered;
  return groups === 0 ? exitCodes.unreadable : exitCodes.partial;
};

const eraseLine = '\r\u001b[2K';
const REDRAW_MS = 100;

/** How much of the wanted time is done tells how many bytes there will be. */
const drawProgress = (isQuiet: boolean, startedMs: number) => {
  const isShown = terminalOf(process.stderr).isTerminal && !isQuiet;
  let drawnMs = startedMs;
  return {
    update: ({ share, events, characters }: { share: number; events: number; characters: number }): void => {
      const nowMs = performance.now();
      if (!isShown || nowMs - drawnMs < REDRAW_MS) return;
      drawnMs = nowMs;
      const line = renderProgress({
        bytesDone: characters,
        bytesTotal: share > 0 ? characters / share : undefined,
        events,
        elapsedMs: nowMs - startedMs,
        widthColumns: process.stderr.columns ?? 80,
      });
      process.stderr.write(`${eraseLine}${line}`);
    },
    clear: (): void => {
      if (isShown && drawnMs > startedMs) process.stderr.write(eraseLine);
    },
  };
};

const connectTo = async (flags: FetchFlags) => {
  const { createClient } = await import('../service/index.ts');
  const client = await createClient(flags);
  try {
    return { client, region: await client.config.region(), endpointUrl: flags.endpointUrl };
  } catch (error) {
    throw new CommandError(exitCodes.usage, `${(error as Error).message}; --region or AWS_REGION names it`);
  }
};

const fetchInto = async (
  path: string,
  flags: FetchFlags,
  { signal }: Interruption,
): Promise<FetchSummary> => {
  const { fetchLogGroups, MOST_STREAMS } = await import('../service/index.ts');
  const time = timeOf(flags, Date.now());
  const overlapMs = readDuration(flags.overlap, '--overlap');
  const perSecond = rateOf(flags.rate);
  const pollMs = flags.poll === undefined ? POLL_MS : readDuration(flags.poll, '--poll');
  const selection = {
    streams: streamsOf(flags.streams ?? [], MOST_STREAMS),
    filterPattern: flags.filterPattern || undefined,
  };
  const server = await connectTo(flags);
  const progress = drawProgress(flags.quiet, performance.now());
  const tell = (sentence: string): void => {
    progress.clear();
    if (!flags.quiet) void sayPlainly(sentence);
  };
  using store = openStoreForWriting(path);
  return await fetchLogGroups({
    server,
    store,
    groups: flags.group,
    selection,
    time,
    overlapMs,
    follow: flags.follow ? { isTailing: flags.poll === undefined, pollMs } : undefined,
    signal,
    nowMs: Date.now,
    perSecond,
    onProgress: (_group, done) => progress.update(done),
    onWritten: (group, { events }) => {
      if (flags.follow && events > 0) tell(`${group}: ${counted(events, 'new event')}`);
    },
    onNotice: tell,
  }).finally(() => {
    progress.clear();
    server.client.destroy();
  });
};

export const runFetch = async (flags: FetchFlags): Promise<number> => {
  if (flags.group.some((group) => group === '')) throw usageError('--group: a log group has a name');
  using interruption = watchInterruption(Number.MAX_SAFE_INTEGER);
  const startedMs = performance.now();
  const summary = await fetchInto(storePath(flags.db), flags, interruption);
  for (const { group, message } of summary.problems) await sayPlainly(`${group}: ${message}`);
  if (!flags.quiet) await say(summaryLine(summary, flags.follow, performance.now() - startedMs));
  return exitCodeOf(summary);
};
