// An event as FilterLogEvents gives it, made into one of ours.

import { createHash } from 'node:crypto';
import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { PutRow } from '../../store/index.ts';

/** `ingestionMs` is NaN where it is not told. */
export type FetchedEvent = Required<PutRow>;

const DIGITS = 56;
const LOW_BITS = 144n;

/**
 * The service's ids are 56 decimal digits that hold the timestamp above 144 bits of its own (as both ids in
 * its documentation do). An event of a server that gives no ids gets one that its content makes, so that it
 * is known again. `copies`: equal events before it.
 */
const madeId = (event: Omit<FetchedEvent, 'eventId'>, copies: number): string => {
  const { timestampMs, message, logStream, ingestionMs } = event;
  const content = JSON.stringify([timestampMs, logStream, ingestionMs, message, copies]);
  const low = createHash('sha256')
    .update(content)
    .digest('hex')
    .slice(0, Number(LOW_BITS / 4n));
  return ((BigInt(Math.max(0, timestampMs)) << LOW_BITS) + BigInt(`0x${low}`))
    .toString()
    .padStart(DIGITS, '0');
};

/** Takes the events of one slice, and gives those with a time. */
export const eventReader = (): ((wire: FilteredLogEvent) => FetchedEvent | undefined) => {
  const copies = new Map<string, number>();
  return ({ timestamp, message = '', logStreamName = '', ingestionTime, eventId }) => {
    if (timestamp === undefined || !Number.isFinite(timestamp)) return undefined;
    const event = {
      timestampMs: Math.floor(timestamp),
      message,
      logStream: logStreamName,
      ingestionMs: ingestionTime ?? Number.NaN,
    };
    if (eventId) return { ...event, eventId };
    const first = madeId(event, 0);
    const count = copies.get(first) ?? 0;
    copies.set(first, count + 1);
    return { ...event, eventId: count === 0 ? first : madeId(event, count) };
  };
};
