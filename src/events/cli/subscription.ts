// What a subscription of a log group delivers (page SubscriptionFilters): messages {"messageType":
// "DATA_MESSAGE","owner":…,"logGroup":…,"logStream":…,"logEvents":[…]}, one after the other as Firehose writes
// them, or packed as base64 of gzip: in a test event for Lambda {"awslogs":{"data":…}}, in the records that
// Kinesis gives out ({"Records":[{"Data":…}]}), in those that Lambda gets from Kinesis or Firehose.
//
// Owner, group and stream stay: the field @log is `owner:group`, as the service has it. CONTROL_MESSAGE, with
// which the service asks whether anybody is there, is no log event.

import { type EventClock, newEventClock } from '../event-clock.ts';
import { EVENT_ID } from '../event-id.ts';
import type { EventFields, EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';
import { ReaderError } from '../reader-error.ts';
import { timestampOf } from '../timestamp-text.ts';
import { openJsonDocuments } from './json-documents.ts';
import { jsonText, type LayoutNames, newLayoutNames, textOfValue } from './layout-names.ts';
import { readPayload } from './payload.ts';

type State = {
  readonly sink: EventSink;
  readonly context: ReaderContext;
  readonly clock: EventClock;
  readonly names: LayoutNames;
};

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** Whose events these are. */
type Origin = { readonly log: string | undefined; readonly logGroup: string; readonly logStream: string };

/** The id, @log, and what the subscription's filter pattern has extracted. */
const fieldsOf = (
  state: State,
  origin: Origin,
  extracted: unknown,
  id?: unknown,
): EventFields | undefined => {
  if (!state.context.wantsFields) return undefined;
  const entries = isObject(extracted) ? Object.entries(extracted) : [];
  if (entries.length === 0 && origin.log === undefined && id === undefined) return undefined;
  const names = state.names.of([EVENT_ID, '@log', ...entries.map(([name]) => name)]);
  const eventId = typeof id === 'string' ? id : undefined;
  return { names, values: [eventId, origin.log, ...entries.map(([, value]) => textOfValue(value))] };
};

const addOther = (state: State, message: string, origin?: Origin): void => {
  const ms = state.clock.timeOf(Number.NaN, 0);
  const { logStream = state.context.logStream, logGroup = '' } = origin ?? {};
  state.sink.add(ms, message, logStream, Number.NaN, logGroup, origin && fieldsOf(state, origin, undefined));
};

const readEvent = (state: State, event: unknown, origin: Origin): void => {
  const { id, timestamp, message, extractedFields } = isObject(event) ? event : ({} as Json);
  const ms = timestampOf(timestamp);
  if (Number.isNaN(ms) || typeof message !== 'string') {
    const remark = 'an element of "logEvents" without time or message; its JSON is the message';
    state.context.remark({ code: 'bad-event', message: remark, line: 0 });
    addOther(state, jsonText(event), origin);
    return;
  }
  const fields = fieldsOf(state, origin, extractedFields, id);
  const { logStream, logGroup } = origin;
  state.sink.add(state.clock.timeOf(ms, 0), message, logStream, Number.NaN, logGroup, fields);
};

const readMessage = (state: State, { messageType, owner, logGroup, logStream, logEvents }: Json): void => {
  if (messageType === 'CONTROL_MESSAGE') {
    const message = 'a CONTROL_MESSAGE, which asks whether the destination is there; it is no log event';
    state.context.remark({ code: 'control-message', message, line: 0 });
    return;
  }
  const group = textOr(logGroup, '');
  const hasLog = typeof owner === 'string' && owner !== '' && group !== '';
  const stream = textOr(logStream, state.context.logStream);
  const origin = { log: hasLog ? `${owner}:${group}` : undefined, logGroup: group, logStream: stream };
  for (const event of logEvents as unknown[]) readEvent(state, event, origin);
};

/** The payloads of records: as Kinesis gives them out, as Lambda gets them from Kinesis and from Firehose. */
const dataOf = (record: unknown): unknown => {
  if (!isObject(record)) return undefined;
  return record.Data ?? (isObject(record.kinesis) ? record.kinesis.data : record.data);
};

/** Nothing of a payload goes out before all of it is known to be JSON. */
const readData = (state: State, data: unknown, source: unknown): void => {
  const payload =
    typeof data === 'string' ? readPayload(data, state.context.gunzip) : { fault: 'there is none' };
  const found: (readonly [value: unknown, text: string])[] = [];
  let fault = 'fault' in payload ? payload.fault : '';
  try {
    const documents = openJsonDocuments((value, text) => found.push([value, text]));
    documents.push('text' in payload ? payload.text : '');
    documents.end();
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    fault = error.message;
  }
  if (fault === '') {
    for (const [value, text] of found) readDocument(state, value, text, false);
    return;
  }
  const message = `a payload that cannot be read, kept as it is: ${fault}`;
  state.context.remark({ code: 'bad-payload', message, line: 0 });
  addOther(state, 'text' in payload ? payload.text : jsonText(source));
};

/** Is this packed payloads, or a message? Then it is read. */
const readKnown = (state: State, value: unknown, mayHoldPayloads: boolean): boolean => {
  if (!isObject(value)) return false;
  if (Array.isArray(value.logEvents) || value.messageType === 'CONTROL_MESSAGE') {
    readMessage(state, value);
    return true;
  }
  const records = value.Records ?? value.records;
  if (mayHoldPayloads && Array.isArray(records)) {
    for (const record of records) readData(state, dataOf(record), record);
    return true;
  }
  if (!mayHoldPayloads || !isObject(value.awslogs)) return false;
  readData(state, value.awslogs.data, value);
  return true;
};

/** `mayHoldPayloads` is false for what a payload held itself. */
const readDocument = (state: State, value: unknown, text: string, mayHoldPayloads: boolean): void => {
  const isList = Array.isArray(value);
  for (const element of isList ? value : [value]) {
    if (readKnown(state, element, mayHoldPayloads)) continue;
    const message = 'JSON that is no message of a subscription, kept as it is';
    state.context.remark({ code: 'other-document', message, line: 0 });
    addOther(state, isList ? jsonText(element) : text);
  }
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const state: State = { sink, context, clock: newEventClock(context), names: newLayoutNames() };
  return openJsonDocuments((value, text) => readDocument(state, value, text, true));
};

// How such files begin, white space aside. What comes before the key that tells is without objects, [^{], and
// short: a head that only resembles these must not be searched over and over.
const starts: readonly RegExp[] = [
  /^\{\s*"awslogs"\s*:\s*\{\s*"data"\s*:\s*"/,
  /^(?:\[\s*)?\{[^{]{0,2000}"messageType"\s*:\s*"(?:DATA|CONTROL)_MESSAGE"/,
  /^(?:\[\s*)?\{[^{]{0,2000}"logEvents"\s*:\s*\[\s*\{\s*"(?:id|timestamp|message)"\s*:/,
  /^\{[^{[]{0,2000}"Records"\s*:\s*\[\s*\{[^{}[\]]{0,2000}"Data"\s*:\s*"[\w+/=]*(?:"|$)/,
  /^\{[^{[]{0,2000}"Records"\s*:\s*\[\s*\{\s*"kinesis"\s*:\s*\{/,
  /^\{[^{[]{0,2000}"deliveryStreamArn"\s*:[^{[]{0,2000}"records"\s*:\s*\[\s*\{/,
  /^\{[^{[]{0,2000}"Records"\s*:\s*\[\s*\]\s*,\s*"(?:NextShardIterator|MillisBehindLatest)"\s*:/,
];

export const subscription: LogFormat = {
  name: 'subscription',
  isFromService: true,
  title: 'what a subscription delivers to Firehose, Kinesis or Lambda',
  example: '{"messageType":"DATA_MESSAGE","owner":"…","logGroup":"…","logStream":"…","logEvents":[…]}',
  detect: (head) => {
    const text = head.trimStart();
    return starts.some((start) => start.test(text));
  },
  open,
};
