// Log streams: those that clients made, and those that the store holds events of.

import { firstEventId } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { flagMember, textMember } from '../input.ts';
import type { Call, Json, JsonObject, Operation } from '../operation.ts';
import { groupArn } from '../scope.ts';
import { alreadyExists, invalidParameter, notFound } from '../service-error.ts';
import { type LogGroup, requireGroup, requireGroupOf, saveGroup, storedNameOf } from './log-groups.ts';
import {
  groupNameOf,
  limitOf,
  nameOrIdentifierOf,
  nextTokenOf,
  streamNameOf,
  streamNameRules,
} from './member-rules.ts';
import { firstPage, placeOf } from './paging.ts';
import { joinTimes, type StreamTimes, streamsOfSegment } from './segment-streams.ts';

type Act = Operation<Context>;

const KIND = 'log-stream';

/** Names of log groups that clients make hold no colon. */
const keyOf = (group: LogGroup, stream: string): string => `${group.name}:${stream}`;

type StreamRecord = { readonly creationTime: number };

export type LogStream = {
  readonly name: string;
  readonly creationTime: number;
  /** Undefined where it has no events. */
  readonly times: StreamTimes | undefined;
};

const everywhere = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };

const timesByStream = ({ store }: Context, storedName: string): ReadonlyMap<string, StreamTimes> => {
  const streams = new Map<string, StreamTimes>();
  for (const segment of store.segments({ ...everywhere, logGroups: [storedName] }))
    for (const [name, times] of streamsOfSegment(store, segment))
      streams.set(name, joinTimes(streams.get(name), times));
  // Events that came without a stream are of none.
  streams.delete('');
  return streams;
};

const streamsIn = (context: Context, group: LogGroup): readonly LogStream[] => {
  const streams = new Map<string, LogStream>();
  for (const [name, times] of timesByStream(context, storedNameOf(context, group)))
    streams.set(name, { name, creationTime: Math.max(0, times.firstMs), times });
  const prefix = keyOf(group, '');
  for (const { name: key, body } of context.store.resources.list(group.scope, KIND, { prefix })) {
    const name = key.slice(prefix.length);
    const { creationTime } = body as StreamRecord;
    streams.set(name, { name, creationTime, times: streams.get(name)?.times });
  }
  return [...streams.values()];
};

const isThere = (context: Context, group: LogGroup, name: string): boolean =>
  context.store.resources.get(group.scope, KIND, keyOf(group, name)) !== undefined ||
  timesByStream(context, storedNameOf(context, group)).has(name);

export const requireStream = (context: Context, group: LogGroup, name: string): void => {
  if (!isThere(context, group, name)) throw notFound('log stream');
};

/** With their group. */
export const forgetStreams = (context: Context, group: LogGroup): void => {
  const { resources } = context.store;
  for (const { name } of resources.list(group.scope, KIND, { prefix: keyOf(group, '') }))
    resources.delete(group.scope, KIND, name);
};

export const createLogStream: Act = ({ input, scope, context }) => {
  const groupName = groupNameOf(input);
  const name = streamNameOf(input);
  const group = requireGroup(context, scope, groupName);
  if (isThere(context, group, name)) throw alreadyExists('log stream');
  const record: StreamRecord = { creationTime: context.nowMs() };
  context.store.resources.put(scope, KIND, keyOf(group, name), record);
  return undefined;
};

export const deleteLogStream: Act = ({ input, scope, context }) => {
  const groupName = groupNameOf(input);
  const name = streamNameOf(input);
  const group = requireGroup(context, scope, groupName);
  requireStream(context, group, name);
  context.store.transaction(() => {
    // A group that only its events made is there without them too.
    saveGroup(context, group, group.record);
    context.store.deleteLogStream(storedNameOf(context, group), name);
    context.store.resources.delete(scope, KIND, keyOf(group, name));
  });
  return undefined;
};

/** A place in a list of streams: the key of its order, then the name. */
type Place = readonly [ms: number, name: string];

const comparePlaces = (a: Place, b: Place): number => {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
};

const readPlace = (place: Json): Place | undefined => {
  const [ms, name] = Array.isArray(place) ? (place as unknown[]) : [];
  return typeof ms === 'number' && typeof name === 'string' ? [ms, name] : undefined;
};

const described =
  (group: LogGroup) =>
  ({ name, creationTime, times }: LogStream): JsonObject => ({
    logStreamName: name,
    creationTime,
    ...(times === undefined
      ? {}
      : {
          firstEventTimestamp: times.firstMs,
          lastEventTimestamp: times.lastMs,
          lastIngestionTime: times.lastIngestionMs,
          uploadSequenceToken: firstEventId(times.lastIngestionMs ?? times.lastMs),
        }),
    arn: `${groupArn(group.scope, group.name)}:log-stream:${name}`,
    storedBytes: 0,
  });

export const describeLogStreams: Act = ({ input, scope, context }: Call<Context>) => {
  const identifier = nameOrIdentifierOf(input);
  const prefix = textMember(input, 'logStreamNamePrefix', streamNameRules);
  const orderBy = textMember(input, 'orderBy', { values: ['LogStreamName', 'LastEventTime'] });
  const direction = flagMember(input, 'descending') === true ? -1 : 1;
  const limit = limitOf(input, 50);
  const after = placeOf(nextTokenOf(input), readPlace);
  const isByTime = orderBy === 'LastEventTime';
  // The text: turbot/steampipe-plugin-aws issue 1949.
  if (isByTime && prefix !== undefined)
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const group = requireGroupOf(context, scope, identifier);
  /** Streams without events are older than all others. */
  const placeOfStream = ({ name, times }: LogStream): Place => [isByTime ? (times?.lastMs ?? -1) : 0, name];
  const found = streamsIn(context, group)
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .map((stream) => ({ stream, place: placeOfStream(stream) }))
    .filter(({ place }) => after === undefined || comparePlaces(place, after) * direction > 0)
    .sort((a, b) => comparePlaces(a.place, b.place) * direction)
    .map(({ stream }) => stream);
  const { items, nextToken } = firstPage(found, limit, placeOfStream);
  return { logStreams: items.map(described(group)), nextToken };
};
