// A process of clients of the soak. It is told what to do as JSON, and tells its parent how it went.

import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../../src/service/index.ts';
import { type Ask, actOnce, newStream, type SoakClient } from './soak-client.ts';
import { type StreamRecord, soakGroups } from './soak-events.ts';

export type SoakOrder = {
  readonly url: string;
  /** Numbers of its clients: from the first on, so many. */
  readonly firstClient: number;
  readonly clients: number;
  readonly seconds: number;
  readonly seed: number;
  /** The server will be killed: then a client ends where it has no answer. */
  readonly isKilled: boolean;
};

export type SoakOutcome = {
  readonly streams: readonly StreamRecord[];
  /** By operation, of answered calls, ms. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** Refusals that the documentation tells of: how often, by operation and name. */
  readonly refusals: Readonly<Record<string, number>>;
  /** What no server may do. */
  readonly failures: readonly string[];
  readonly tailed: number;
  /** How long its clients were at it. */
  readonly seconds: number;
};

/** As the documentation has them for these operations. */
const documentedRefusals = new Set([
  'LimitExceededException',
  'ThrottlingException',
  'ServiceUnavailableException',
]);

/** More queries at a time than the service takes. */
const CROWD = 120;
const ROUND = 40;
const MOST_FAILURES = 50;

/** Mulberry32. */
const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Failing = Error & { readonly $metadata?: { readonly httpStatusCode?: number } };

const isRefusal = (error: Failing): boolean => documentedRefusals.has(error.name);

/** The connection broke, or there was none. */
const isUnanswered = (error: Failing): boolean => error.$metadata?.httpStatusCode === undefined;

const order = JSON.parse(process.argv[2] ?? '{}') as SoakOrder;
const times: Record<string, number[]> = {};
const refusals: Record<string, number> = {};
const failures: string[] = [];
const told = new WeakSet<Error>();
const leaving = new AbortController();
let isServerGone = false;
let tailed = 0;

const fail = (failure: string): void => {
  if (failures.length < MOST_FAILURES) failures.push(failure);
};

const note = (operation: string, error: Failing): void => {
  if (told.has(error)) return;
  told.add(error);
  if (order.isKilled && isUnanswered(error)) isServerGone = true;
  else if (isRefusal(error)) {
    const which = `${operation}: ${error.name}`;
    refusals[which] = (refusals[which] ?? 0) + 1;
  } else fail(`${operation}: ${error.name}: ${error.message}`);
};

const ask: Ask = async (operation, work) => {
  const startedMs = performance.now();
  try {
    const answer = await work();
    times[operation] ??= [];
    times[operation].push(performance.now() - startedMs);
    return answer;
  } catch (error) {
    note(operation, error as Failing);
    throw error;
  }
};

const clientNamed = async (index: number): Promise<SoakClient> => ({
  name: `client-${index}`,
  logGroupName: soakGroups[index % soakGroups.length]!,
  client: await createClient({ endpointUrl: order.url, region: 'us-east-1' }),
  ask,
  onWrong: (problem) => fail(`a wrong answer: ${problem}`),
  random: randomOf(order.seed * 1000 + index),
  streams: [],
});

const act = async (own: SoakClient, work: (own: SoakClient) => Promise<void>): Promise<void> => {
  try {
    await work(own);
  } catch (error) {
    note('between the calls', error as Failing);
    // Whoever is refused waits a moment.
    await sleep(50);
  }
};

const runClient = async (own: SoakClient, untilMs: number): Promise<void> => {
  while (own.streams.length === 0 && !isServerGone) await act(own, newStream);
  while (performance.now() < untilMs && !isServerGone) await act(own, actOnce);
};

/** All that is put into its group, until the others have ended. */
const tail = async ({ client, logGroupName }: SoakClient): Promise<void> => {
  const logGroupIdentifiers = [`arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`];
  const seen = new Set<string>();
  try {
    const { responseStream = [] } = await client.startLiveTail(
      { logGroupIdentifiers },
      { abortSignal: leaving.signal },
    );
    for await (const { sessionUpdate } of responseStream)
      for (const { logStreamName, message } of sessionUpdate?.sessionResults ?? []) {
        const event = `${logStreamName} ${message}`;
        if (seen.has(event)) fail(`a live tail told twice of ${event.slice(0, 100)}`);
        seen.add(event);
        tailed += 1;
      }
    if (!leaving.signal.aborted && !order.isKilled) fail('a live tail ended by itself');
  } catch (error) {
    if (!leaving.signal.aborted) note('StartLiveTail', error as Failing);
  }
};

/** So many at a time, as one client has no more connections: what waits for one of those is no fault of the server's. */
const inRounds = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < items.length; from += ROUND)
    await Promise.allSettled(items.slice(from, from + ROUND).map(work));
};

/** At half time somebody asks more than may be asked at a time, and stops what has been begun. */
const crowd = async (): Promise<void> => {
  await sleep(order.seconds * 500);
  const client = await createClient({ endpointUrl: order.url, region: 'us-east-1' });
  const nowS = Math.floor(Date.now() / 1000);
  const queryString = 'stats count(*) by @logStream, bin(1s)';
  const range = { startTime: nowS - 3600, endTime: nowS + 3600 };
  const ids: (string | undefined)[] = [];
  await inRounds(Array.from({ length: CROWD }), async () => {
    const asked = { logGroupNames: [...soakGroups], ...range, queryString };
    const { queryId } = await ask('StartQuery, in a crowd', () => client.startQuery(asked));
    ids.push(queryId);
  });
  await inRounds(ids, async (queryId) => {
    const stop = (): Promise<unknown> =>
      client.stopQuery({ queryId }).catch((error: Error) => {
        if (error.name !== 'InvalidParameterException') throw error;
      });
    await ask('StopQuery, in a crowd', stop);
  });
  client.destroy();
};

const indexes = Array.from({ length: order.clients }, (_, index) => order.firstClient + index);
const clients = await Promise.all(indexes.map(clientNamed));
const [first] = clients;
const startedMs = performance.now();
const untilMs = startedMs + order.seconds * 1000;
const tailing = first && tail(first);
const crowding = order.firstClient === 0 && !order.isKilled ? crowd() : Promise.resolve();
await Promise.all([...clients.map((own) => runClient(own, untilMs)), crowding]);
const seconds = (performance.now() - startedMs) / 1000;
leaving.abort();
await tailing;
for (const { client } of clients) client.destroy();
const streams = clients.flatMap((own) => own.streams.map(({ lastMs: _, ...record }) => record));
const outcome: SoakOutcome = { streams, times, refusals, failures, tailed, seconds };
process.send?.(outcome, () => process.disconnect());
