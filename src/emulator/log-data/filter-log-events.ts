// FilterLogEvents: events of all streams of a log group, or of some, interleaved by their time.

import type { Context } from '../context.ts';
import { flagMember, textMember, wholeMember } from '../input.ts';
import type { Json, JsonObject, Operation } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';
import { type Boundary, KEY } from './boundary.ts';
import { patternMember } from './event-pattern.ts';
import { requireGroupOf, requireStandard, storedNameOf } from './log-groups.ts';
import { requireStream } from './log-streams.ts';
import {
  limitOf,
  nameOrIdentifierOf,
  nextTokenOf,
  streamNameRules,
  streamNamesOf,
  timeRules,
} from './member-rules.ts';
import { placeOf, tokenOf } from './paging.ts';
import { eventsInOrder, type ReadEvent } from './read-events.ts';
import { edgeOf, MOST_PAGE_EVENTS, readPage } from './read-page.ts';

/** 2024-01-01: latest events first are given of no earlier time, says the documentation. */
const EARLIEST_BACKWARD_MS = Date.UTC(2024, 0, 1);

type Place = { readonly isForward: boolean; readonly boundary: Boundary };

const keyPattern = new RegExp(`^${KEY}$`);

const readPlace = (place: Json): Place | undefined => {
  const [direction, key, count] = Array.isArray(place) ? (place as unknown[]) : [];
  if (direction !== 'f' && direction !== 'b') return undefined;
  if (typeof key !== 'string' || !keyPattern.test(key)) return undefined;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return undefined;
  return { isForward: direction === 'f', boundary: { key, count } };
};

/** Undefined where events of all streams are asked for. */
const streamTest = (names: readonly string[] | undefined, prefix: string | undefined) => {
  if (names !== undefined && prefix !== undefined)
    throw invalidParameter('logStreamNames and logStreamNamePrefix cannot be specified together.');
  if (prefix !== undefined) return (logStream: string): boolean => logStream.startsWith(prefix);
  if (names === undefined) return undefined;
  const wanted = new Set(names);
  return (logStream: string): boolean => wanted.has(logStream);
};

/** The direction: of the token, or else as is asked for. */
const directionOf = (input: JsonObject, place: Place | undefined): boolean => {
  const isForward = flagMember(input, 'startFromHead') ?? true;
  if (place !== undefined) return place.isForward;
  const startMs = wholeMember(input, 'startTime', timeRules);
  if (!isForward && startMs !== undefined && startMs < EARLIEST_BACKWARD_MS)
    throw invalidParameter(
      'startFromHead can be false only when startTime is on or after Jan 1, 2024 00:00:00 UTC.',
    );
  return isForward;
};

const answered = (event: ReadEvent): JsonObject => ({
  logStreamName: event.logStream(),
  timestamp: event.timestampMs,
  message: event.message(),
  ingestionTime: event.ingestionMs(),
  eventId: event.id(),
});

export const filterLogEvents: Operation<Context> = async ({ input, scope, context, signal }) => {
  const identifier = nameOrIdentifierOf(input);
  const names = streamNamesOf(input, 'logStreamNames');
  const isStream = streamTest(names, textMember(input, 'logStreamNamePrefix', streamNameRules));
  const startMs = wholeMember(input, 'startTime', timeRules) ?? 0;
  const endMs = wholeMember(input, 'endTime', timeRules) ?? Number.MAX_SAFE_INTEGER;
  const limit = limitOf(input, MOST_PAGE_EVENTS, MOST_PAGE_EVENTS);
  const isMatch = patternMember(input, 'filterPattern');
  const place = placeOf(nextTokenOf(input), readPlace);
  const isForward = directionOf(input, place);
  const group = requireStandard(requireGroupOf(context, scope, identifier));
  for (const name of names ?? []) requireStream(context, group, name);
  const found = eventsInOrder(context.store, {
    logGroup: storedNameOf(context, group),
    startMs,
    endMs,
    isForward,
    from: place?.boundary,
    isStream,
  });
  const isWanted = (event: ReadEvent): boolean =>
    (isStream?.(event.logStream()) ?? true) && (isMatch?.(event.message()) ?? true);
  const page = await readPage(found, isWanted, { limit, signal });
  const edge =
    page.stoppedAt !== undefined && page.last !== undefined ? edgeOf(page.last, isForward) : undefined;
  return {
    events: page.events.map(answered),
    // "As of May 15, 2020, […] This parameter returns an empty list."
    searchedLogStreams: [],
    nextToken: edge && tokenOf([isForward ? 'f' : 'b', edge.key, edge.count]),
  };
};
