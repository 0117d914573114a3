// Live Tail as an alarm clock: it tells at once that events came, and of which time, late ones too.
//
// Its events have no ids and are a sample where there are many (SDK's model of StartLiveTail). So none of
// them goes into the store: they say which time is to be asked for with FilterLogEvents.

import type { StartLiveTailCommandInput, StartLiveTailCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { MOST_TAILED_GROUPS } from './limits.ts';
import { pause } from './pace.ts';
import { faultOf } from './retry.ts';
import { type GroupPlace, type Selection, streamPrefix } from './selection.ts';

export type StartLiveTail = (
  input: StartLiveTailCommandInput,
  options: { readonly abortSignal: AbortSignal },
) => Promise<StartLiveTailCommandOutput>;

export type Tailing = {
  readonly startLiveTail: StartLiveTail;
  readonly places: readonly GroupPlace[];
  readonly selection: Selection;
  readonly signal: AbortSignal;
  /** An event came. */
  readonly announce: (place: GroupPlace, timestampMs: number) => void;
  /** A session began (true) or ended (false). */
  readonly onSession: (isOpen: boolean) => void;
  readonly firstPauseMs?: number;
};

const requestOf = ({ places, selection }: Tailing): StartLiveTailCommandInput | undefined => {
  const arns = places.flatMap(({ arn }) => (arn === undefined ? [] : [arn]));
  if (arns.length < places.length || arns.length > MOST_TAILED_GROUPS) return undefined;
  const { streams, filterPattern } = selection;
  // Streams are taken of one group only: for several, the pattern alone is enough to be woken.
  const prefix = arns.length === 1 ? streamPrefix(streams) : undefined;
  const names = arns.length === 1 && prefix === undefined ? streams : [];
  return {
    logGroupIdentifiers: arns,
    ...(prefix === undefined ? {} : { logStreamNamePrefixes: [prefix] }),
    ...(names.length === 0 ? {} : { logStreamNames: [...names] }),
    ...(filterPattern === undefined ? {} : { logEventFilterPattern: filterPattern }),
  };
};

/** An identifier may be a name, an ARN, or "account:name". */
const placeOf = (places: readonly GroupPlace[], identifier = ''): GroupPlace | undefined =>
  places.length === 1
    ? places[0]
    : places.find(
        ({ arn, name }) => identifier === arn || identifier === name || identifier.endsWith(`:${name}`),
      );

/** The service sends something every second: a session that is silent for so long is broken, ms. */
const SILENCE_MS = 60_000;

const listen = async (tailing: Tailing, request: StartLiveTailCommandInput): Promise<void> => {
  const silent = new AbortController();
  const abortSignal = AbortSignal.any([tailing.signal, silent.signal]);
  let timer = setTimeout(() => silent.abort(), SILENCE_MS);
  try {
    const { responseStream = [] } = await tailing.startLiveTail(request, { abortSignal });
    for await (const { sessionStart, sessionUpdate } of responseStream) {
      if (abortSignal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), SILENCE_MS);
      if (sessionStart !== undefined) tailing.onSession(true);
      for (const { timestamp, logGroupIdentifier } of sessionUpdate?.sessionResults ?? []) {
        const place = placeOf(tailing.places, logGroupIdentifier);
        if (place !== undefined && timestamp !== undefined) tailing.announce(place, timestamp);
      }
    }
  } finally {
    clearTimeout(timer);
  }
};

/** Sessions end after three hours, and by faults: another is begun. After so many that failed at once, none is. */
const MOST_FAILURES = 5;
const LONGEST_PAUSE_MS = 60_000;

/** Until `signal` is aborted, or there is no Live Tail: then it says why. */
export const tail = async (tailing: Tailing): Promise<string | undefined> => {
  const { signal, firstPauseMs = 1_000 } = tailing;
  const request = requestOf(tailing);
  if (request === undefined) return 'the ARN of each log group must be known, and there may be 10 at most';
  let why = '';
  for (let failures = 0; failures < MOST_FAILURES; ) {
    let isOpened = false;
    const watched = {
      ...tailing,
      onSession: (isOpen: boolean) => {
        isOpened ||= isOpen;
        tailing.onSession(isOpen);
      },
    };
    try {
      await listen(watched, request);
    } catch (error) {
      why = (error as Error).message || (error as Error).name;
      if (!signal.aborted && !isOpened && faultOf(error) === 'final') return why;
    }
    if (signal.aborted) return undefined;
    tailing.onSession(false);
    failures = isOpened ? 0 : failures + 1;
    await pause(Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** failures), signal);
    if (signal.aborted) return undefined;
  }
  return why || 'its sessions end at once';
};
