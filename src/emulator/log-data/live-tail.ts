// StartLiveTail: events as PutLogEvents takes them, an update every second.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, LiveBatch } from '../context.ts';
import { required, textsMember } from '../input.ts';
import type { EventStream, JsonObject, Operation } from '../operation.ts';
import { groupArn, isSameScope } from '../scope.ts';
import { invalidParameter, ServiceError } from '../service-error.ts';
import { patternMember } from './event-pattern.ts';
import { type LogGroup, requireGroupOf, requireStandard } from './log-groups.ts';
import { identifierRules, streamNamesOf } from './member-rules.ts';

export type LiveTailTimes = { readonly updateMs: number; readonly longestMs: number };

/** "Every second"; "Live Tail sessions time out after three hours." */
const serviceTimes: LiveTailTimes = { updateMs: 1000, longestMs: 3 * 3_600_000 };

const MOST_RESULTS = 500;

/** Events, and UTF-16 units of their messages, kept for a client that reads slowly; then the oldest go. */
const MOST_WAITING = 5000;
const MOST_WAITING_CHARACTERS = 64 * 1024 * 1024;

/** JSON of one update's events: the clients refuse messages of more than 16 to 24 MiB (aws-c-event-stream, botocore). */
const MOST_UPDATE_BYTES = 8 * 1024 * 1024;

/** So many of them, evenly spread. */
export const sampleOf = <T>(items: readonly T[], most: number): readonly T[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);

type TailEvent = JsonObject & { readonly message: string };

const newest = (events: readonly TailEvent[]): readonly TailEvent[] => {
  let [from, characters] = [events.length, 0];
  for (const { message } of events.slice(-MOST_WAITING).reverse()) {
    characters += message.length;
    if (characters > MOST_WAITING_CHARACTERS) break;
    from -= 1;
  }
  return events.slice(from);
};

/** Of one update: no more than 500, and no more than a client takes in one message. */
const resultsOf = (events: readonly TailEvent[]): readonly TailEvent[] => {
  let sized = sampleOf(events, MOST_RESULTS).map((event) => ({
    event,
    bytes: Buffer.byteLength(JSON.stringify(event)),
  }));
  for (;;) {
    const total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= MOST_UPDATE_BYTES || sized.length <= 1) return sized.map(({ event }) => event);
    sized = [...sampleOf(sized, Math.max(1, Math.floor((sized.length * MOST_UPDATE_BYTES) / total)))];
  }
};

type Wanted = (batch: LiveBatch) => readonly TailEvent[];

const wantedEvents = (groups: readonly LogGroup[], input: JsonObject): Wanted => {
  const names = streamNamesOf(input, 'logStreamNames');
  const prefixes = streamNamesOf(input, 'logStreamNamePrefixes');
  const isMatch = patternMember(input, 'logEventFilterPattern');
  if (names !== undefined && prefixes !== undefined)
    throw invalidParameter('logStreamNames and logStreamNamePrefixes cannot be specified together.');
  if ((names ?? prefixes) !== undefined && groups.length > 1)
    throw invalidParameter('Log streams can be specified only with a single log group.');
  return ({ scope, logGroup, logStream, ingestionMs, events }) => {
    const group = groups.find((each) => each.name === logGroup && isSameScope(each.scope, scope));
    if (group === undefined) return [];
    if (names !== undefined && !names.includes(logStream)) return [];
    if (prefixes !== undefined && !prefixes.some((prefix) => logStream.startsWith(prefix))) return [];
    return events
      .filter(({ message }) => isMatch?.(message) ?? true)
      .map(({ timestampMs, message }) => ({
        logStreamName: logStream,
        logGroupIdentifier: `${scope.account}:${logGroup}`,
        message,
        timestamp: timestampMs,
        ingestionTime: ingestionMs,
      }));
  };
};

type Session = {
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly start: JsonObject;
  readonly wanted: Wanted;
  readonly times: LiveTailTimes;
};

async function* updates({
  context,
  signal,
  start,
  wanted,
  times,
}: Session): EventStream['events'] & AsyncGenerator {
  let waiting: readonly TailEvent[] = [];
  let isDropped = false;
  const unsubscribe = context.liveEvents.subscribe((batch) => {
    const all = [...waiting, ...wanted(batch)];
    waiting = newest(all);
    isDropped ||= waiting.length < all.length;
  });
  try {
    yield { name: 'sessionStart', body: start };
    const endMs = performance.now() + times.longestMs;
    while (!signal.aborted) {
      await sleep(times.updateMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      if (performance.now() >= endMs)
        throw new ServiceError('SessionTimeoutException', 'The Live Tail session has timed out.');
      const results = resultsOf(waiting);
      const sampled = isDropped || results.length < waiting.length;
      [waiting, isDropped] = [[], false];
      yield { name: 'sessionUpdate', body: { sessionMetadata: { sampled }, sessionResults: results } };
    }
  } finally {
    unsubscribe();
  }
}

/** `times`: shorter ones for tests. */
export const liveTailWith =
  (times: LiveTailTimes): Operation<Context> =>
  ({ input, scope, context, signal }) => {
    const identifiers = required(
      textsMember(input, 'logGroupIdentifiers', { min: 1, max: 10 }, identifierRules),
      'logGroupIdentifiers',
    );
    const groups = identifiers.map((identifier) =>
      requireStandard(requireGroupOf(context, scope, identifier)),
    );
    const wanted = wantedEvents(groups, input);
    const start = {
      requestId: randomUUID(),
      sessionId: randomUUID(),
      logGroupIdentifiers: groups.map((group) => groupArn(group.scope, group.name)),
      logStreamNames: streamNamesOf(input, 'logStreamNames') ?? [],
      logStreamNamePrefixes: streamNamesOf(input, 'logStreamNamePrefixes') ?? [],
      logEventFilterPattern: input.logEventFilterPattern ?? '',
    };
    return { events: updates({ context, signal, start, wanted, times }) };
  };

export const startLiveTail = liveTailWith(serviceTimes);
