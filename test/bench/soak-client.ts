// What one client of the soak does: it puts, reads, asks and stops, again and again, and compares what it is
// told with what it has put. A stream has one writer, so that its answers are known exactly.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudWatchLogs, GetQueryResultsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import {
  busyGroup,
  countUpTo,
  isJsonError,
  isPlainError,
  messageOf,
  type StreamRecord,
} from './soak-events.ts';

export type Ask = <T>(operation: string, work: () => Promise<T>) => Promise<T>;

export type SoakClient = {
  readonly name: string;
  readonly logGroupName: string;
  readonly client: CloudWatchLogs;
  readonly ask: Ask;
  /** Told of an answer that is not right. */
  readonly onWrong: (problem: string) => void;
  /** From 0 on, below 1. */
  readonly random: () => number;
  readonly streams: OwnStream[];
};

export type OwnStream = { -readonly [K in keyof StreamRecord]: StreamRecord[K] } & { lastMs: number };

/** Events of a stream after which the client makes another: as many as are read from its beginning again. */
const STREAM_EVENTS = 3000;
const POLL_MS = 25;
const QUERY_TIMEOUT_MS = 60_000;

const wholeBelow = ({ random }: SoakClient, most: number): number => Math.floor(random() * most);

export const newStream = async (own: SoakClient): Promise<void> => {
  const { name, logGroupName, client, ask, streams } = own;
  const logStreamName = `${name}/${streams.length}`;
  await ask('CreateLogStream', () => client.createLogStream({ logGroupName, logStreamName }));
  streams.push({ logGroupName, logStreamName, acknowledged: 0, doubtful: 0, lastMs: 0 });
};

/** Mostly a few events, now and then many; more of them into the busy group. */
const batchSize = (own: SoakClient): number => {
  const most = own.random() < 0.15 ? 2500 : 100;
  return 1 + wholeBelow(own, own.logGroupName === busyGroup ? most * 2 : most);
};

const put = async (own: SoakClient): Promise<void> => {
  const last = own.streams.at(-1)!;
  if (last.acknowledged >= STREAM_EVENTS || last.doubtful > 0) await newStream(own);
  const stream = own.streams.at(-1)!;
  const { logGroupName, logStreamName } = stream;
  const size = batchSize(own);
  const firstMs = Math.max(stream.lastMs, Date.now());
  // Several in a millisecond: then their order is that of their arrival.
  const logEvents = Array.from({ length: size }, (_, index) => ({
    timestamp: firstMs + (index >> 3),
    message: messageOf(logStreamName, stream.acknowledged + index),
  }));
  stream.doubtful = size;
  const answer = await own.ask('PutLogEvents', () =>
    own.client.putLogEvents({ logGroupName, logStreamName, logEvents }),
  );
  if (answer.rejectedLogEventsInfo !== undefined)
    own.onWrong(`events of now were rejected: ${JSON.stringify(answer.rejectedLogEventsInfo)}`);
  stream.acknowledged += size;
  stream.doubtful = 0;
  stream.lastMs = logEvents.at(-1)!.timestamp;
};

const anyStream = (own: SoakClient): OwnStream => own.streams[wholeBelow(own, own.streams.length)]!;

/** From its first event to its last, page by page. */
const readStream = async (own: SoakClient): Promise<void> => {
  const { logGroupName, logStreamName, acknowledged, doubtful } = anyStream(own);
  const limit = 200 + wholeBelow(own, 1000);
  let [count, nextToken] = [0, undefined as string | undefined];
  for (;;) {
    const page = { logGroupName, logStreamName, startFromHead: true, limit, nextToken };
    const { events = [], nextForwardToken } = await own.ask('GetLogEvents', () =>
      own.client.getLogEvents(page),
    );
    for (const { message } of events) {
      if (message !== messageOf(logStreamName, count))
        own.onWrong(`GetLogEvents, event ${count} of ${logStreamName}: ${message?.slice(0, 100)}`);
      count += 1;
    }
    if (nextForwardToken === nextToken) break;
    nextToken = nextForwardToken;
  }
  if (count !== acknowledged && count !== acknowledged + doubtful)
    own.onWrong(`GetLogEvents: ${count} of ${acknowledged} events of ${logStreamName}`);
};

/** Lines of one stream that have a word: as many as were put. */
const filterStream = async (own: SoakClient): Promise<void> => {
  const { logGroupName, logStreamName, acknowledged, doubtful } = anyStream(own);
  if (doubtful > 0) return;
  const ids = new Set<string | undefined>();
  let nextToken: string | undefined;
  do {
    const page = {
      logGroupName,
      logStreamNames: [logStreamName],
      filterPattern: 'ERROR',
      limit: 300,
      nextToken,
    };
    const answer = await own.ask('FilterLogEvents', () => own.client.filterLogEvents(page));
    for (const { eventId } of answer.events ?? []) ids.add(eventId);
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  const expected = countUpTo(acknowledged, isPlainError);
  if (ids.size !== expected) own.onWrong(`FilterLogEvents: ${ids.size} of ${expected} in ${logStreamName}`);
};

/** What everybody has put lately, while they go on. */
const filterGroup = async (own: SoakClient): Promise<void> => {
  const { logGroupName } = own;
  const seen = new Set<string | undefined>();
  let nextToken: string | undefined;
  for (let page = 0; page < 3; page += 1) {
    const asked = { logGroupName, startTime: Date.now() - 2000, limit: 500, nextToken };
    const answer = await own.ask('FilterLogEvents', () => own.client.filterLogEvents(asked));
    for (const { eventId } of answer.events ?? []) {
      if (seen.has(eventId)) own.onWrong(`FilterLogEvents: ${eventId} on two pages of ${logGroupName}`);
      seen.add(eventId);
    }
    nextToken = answer.nextToken;
    if (nextToken === undefined) return;
  }
};

const startQuery = async (own: SoakClient, queryString: string): Promise<string> => {
  const nowS = Math.floor(Date.now() / 1000);
  const asked = {
    logGroupName: own.logGroupName,
    startTime: nowS - 3600,
    endTime: nowS + 3600,
    queryString,
  };
  const { queryId = '' } = await own.ask('StartQuery', () => own.client.startQuery(asked));
  return queryId;
};

const answerOf = async (own: SoakClient, queryId: string): Promise<GetQueryResultsCommandOutput> => {
  const startedMs = performance.now();
  for (;;) {
    const answer = await own.ask('GetQueryResults', () => own.client.getQueryResults({ queryId }));
    if (answer.status !== 'Scheduled' && answer.status !== 'Running') return answer;
    if (performance.now() - startedMs > QUERY_TIMEOUT_MS) throw new Error(`query ${queryId} does not end`);
    await sleep(POLL_MS);
  }
};

const cellOf = (answer: GetQueryResultsCommandOutput, row: number, name: string): string | undefined =>
  answer.results?.[row]?.find(({ field }) => field === name)?.value;

const expectComplete = (own: SoakClient, { status }: GetQueryResultsCommandOutput): void => {
  if (status !== 'Complete') own.onWrong(`a query ended as ${status}`);
};

const countStream = async (own: SoakClient): Promise<void> => {
  const { logStreamName, acknowledged, doubtful } = anyStream(own);
  if (doubtful > 0 || acknowledged === 0) return;
  const query = `filter @logStream = "${logStreamName}" | stats count(*) as events, sum(strcontains(level, "error")) as errors`;
  const answer = await own.ask('a whole query', async () => answerOf(own, await startQuery(own, query)));
  expectComplete(own, answer);
  const found = [cellOf(answer, 0, 'events'), cellOf(answer, 0, 'errors')].map(Number);
  const expected = [acknowledged, countUpTo(acknowledged, isJsonError)];
  if (`${found}` !== `${expected}`)
    own.onWrong(`a query counts ${found} events and errors of ${logStreamName}, not ${expected}`);
};

/** The newest events, and one of them whole, by its pointer. */
const followPointer = async (own: SoakClient): Promise<void> => {
  const query = 'fields @timestamp, @message, @logStream | sort @timestamp desc | limit 50';
  const answer = await own.ask('a whole query', async () => answerOf(own, await startQuery(own, query)));
  expectComplete(own, answer);
  const row = wholeBelow(own, answer.results?.length ?? 0);
  const logRecordPointer = cellOf(answer, row, '@ptr');
  if (logRecordPointer === undefined) return;
  const { logRecord } = await own.ask('GetLogRecord', () => own.client.getLogRecord({ logRecordPointer }));
  if (logRecord?.['@message'] !== cellOf(answer, row, '@message'))
    own.onWrong(`GetLogRecord gives another event: ${JSON.stringify(logRecord)}`);
};

const stopQuery = async (own: SoakClient): Promise<void> => {
  const queryId = await startQuery(own, 'stats count(*), pct(ms, 99) by @logStream, bin(1s), level');
  await sleep(wholeBelow(own, 40));
  let isStopped = true;
  // One that has ended cannot be stopped.
  await own.ask('StopQuery', () =>
    own.client.stopQuery({ queryId }).catch((error: Error) => {
      if (error.name !== 'InvalidParameterException') throw error;
      isStopped = false;
    }),
  );
  const { status } = await answerOf(own, queryId);
  if (status !== (isStopped ? 'Cancelled' : 'Complete'))
    own.onWrong(`a query that ${isStopped ? 'was stopped' : 'had ended'} is ${status}`);
};

const listStreams = async (own: SoakClient): Promise<void> => {
  const { name, logGroupName } = own;
  const expected = own.streams.length;
  let [count, nextToken] = [0, undefined as string | undefined];
  do {
    const page = { logGroupName, logStreamNamePrefix: `${name}/`, limit: 10, nextToken };
    const answer = await own.ask('DescribeLogStreams', () => own.client.describeLogStreams(page));
    count += answer.logStreams?.length ?? 0;
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  if (count !== expected) own.onWrong(`DescribeLogStreams: ${count} of ${expected} streams of ${name}`);
};

/** How often each is done, of 100 times. */
const actions: readonly (readonly [number, (own: SoakClient) => Promise<void>])[] = [
  [46, put],
  [10, readStream],
  [8, filterStream],
  [6, filterGroup],
  [10, countStream],
  [8, followPointer],
  [4, stopQuery],
  [5, listStreams],
  [3, newStream],
];

export const actOnce = async (own: SoakClient): Promise<void> => {
  let left = own.random() * 100;
  for (const [weight, act] of actions) {
    left -= weight;
    if (left < 0) return act(own);
  }
};
