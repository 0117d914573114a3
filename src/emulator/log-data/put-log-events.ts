// PutLogEvents: a batch of events into a stream. Before the answer is sent, they are in the store.

import { utf8Length } from '../../segments/index.ts';
import { firstEventId } from '../../store/index.ts';
import { whenFree } from '../busy-store.ts';
import type { Context } from '../context.ts';
import { listMember, objectValue, required, textMember, textValue, wholeValue } from '../input.ts';
import type { Json, JsonObject, Operation } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';
import { requireGroup, storedNameOf } from './log-groups.ts';
import { requireStream } from './log-streams.ts';
import { groupNameOf, streamNameOf, timeRules } from './member-rules.ts';

type NewEvent = { readonly timestampMs: number; readonly message: string };

/** Limits of one batch, as the documentation of PutLogEvents tells them. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const OVERHEAD_BYTES = 26;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LONGEST_SPAN_MS = DAY_MS;
const OLDEST_MS = 14 * DAY_MS;
const NEWEST_MS = 2 * HOUR_MS;

const eventOf = (item: Json, at: string): NewEvent => {
  const event = objectValue(item);
  const [timestamp, message] = [event.timestamp ?? undefined, event.message ?? undefined];
  return {
    timestampMs: wholeValue(required(timestamp, `${at}.timestamp`), `${at}.timestamp`, timeRules),
    message: textValue(required(message, `${at}.message`), `${at}.message`, { min: 1 }),
  };
};

/** The texts are the service's: maxbanton/cwh issue 101, nhs-england-tools/terraform-aws-opennext issue 27. */
const checkSizes = (events: readonly NewEvent[]): void => {
  let batchBytes = 0;
  for (const { message } of events) {
    const bytes = utf8Length(message) + OVERHEAD_BYTES;
    if (bytes > MOST_BYTES)
      throw invalidParameter(`Log event too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
    batchBytes += bytes;
  }
  if (batchBytes > MOST_BYTES)
    throw invalidParameter(`Upload too large: ${batchBytes} bytes exceeds limit of ${MOST_BYTES}`);
};

const checkOrder = (events: readonly NewEvent[]): void => {
  const isOrdered = events.every(
    ({ timestampMs }, index) => index === 0 || events[index - 1]!.timestampMs <= timestampMs,
  );
  if (!isOrdered)
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
};

/** Only of the valid events, says the documentation; the text: moby/moby issue 41529. */
const checkSpan = (events: readonly NewEvent[]): void => {
  const [first, last] = [events[0], events.at(-1)];
  if (first !== undefined && last !== undefined && last.timestampMs - first.timestampMs > LONGEST_SPAN_MS)
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
};

type Sifted = { readonly accepted: readonly NewEvent[]; readonly rejected: JsonObject | undefined };

/** Of events in order: the first of them may be expired or too old, the last of them too new. */
const sift = (events: readonly NewEvent[], nowMs: number, retentionInDays: number | undefined): Sifted => {
  const countBefore = (ms: number): number => {
    const index = events.findIndex(({ timestampMs }) => timestampMs >= ms);
    return index < 0 ? events.length : index;
  };
  const retentionMs = retentionInDays === undefined ? Number.POSITIVE_INFINITY : retentionInDays * DAY_MS;
  const expired = countBefore(nowMs - retentionMs);
  const tooOld = countBefore(nowMs - OLDEST_MS);
  const end = countBefore(nowMs + NEWEST_MS + 1);
  const rejected = {
    ...(end < events.length ? { tooNewLogEventStartIndex: end } : {}),
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
  };
  return {
    accepted: events.slice(Math.max(expired, tooOld), end),
    rejected: Object.keys(rejected).length === 0 ? undefined : rejected,
  };
};

export const putLogEvents: Operation<Context> = ({ input, scope, context, signal }) => {
  const groupName = groupNameOf(input);
  const logStream = streamNameOf(input);
  const given = listMember(input, 'logEvents', { min: 1, max: MOST_EVENTS }, eventOf);
  const events = required(given, 'logEvents');
  // Any will do: "The sequence token is now ignored".
  textMember(input, 'sequenceToken', { min: 1 });
  checkSizes(events);
  checkOrder(events);
  // What was read above is not read again each time that the store is found busy.
  return whenFree(context, signal, () => {
    const group = requireGroup(context, scope, groupName);
    requireStream(context, group, logStream);
    const nowMs = context.nowMs();
    const { accepted, rejected } = sift(events, nowMs, group.record.retentionInDays);
    checkSpan(accepted);
    context.store.putEvents(storedNameOf(context, group), logStream, nowMs, accepted);
    if (accepted.length > 0)
      context.liveEvents.publish({
        scope,
        logGroup: groupName,
        logStream,
        ingestionMs: nowMs,
        events: accepted,
      });
    return { nextSequenceToken: firstEventId(nowMs), rejectedLogEventsInfo: rejected };
  });
};
