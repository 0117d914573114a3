// Whether what was put is there, once: asked through the API, and read from the store that the server left.

import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import Database from 'better-sqlite3';
import { valueAt } from '../../src/segments/index.ts';
import { createClient } from '../../src/service/index.ts';
import { openStore } from '../../src/store/index.ts';
import { type Count, countEvents, type FoundEvent, type StreamRecord, soakGroups } from './soak-events.ts';

const everything = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  logGroups: undefined,
};

const eventsFiltered = async (client: CloudWatchLogs, logGroupName: string): Promise<FoundEvent[]> => {
  const found: FoundEvent[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await client.filterLogEvents({ logGroupName, nextToken });
    for (const { logStreamName = '', message = '' } of answer.events ?? [])
      found.push({ logGroupName, logStreamName, message });
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  return found;
};

/** By stream, as a query counts them. */
const countsQueried = async (
  client: CloudWatchLogs,
  logGroupName: string,
): Promise<ReadonlyMap<string, number>> => {
  const nowS = Math.floor(Date.now() / 1000);
  const { queryId } = await client.startQuery({
    ...{ logGroupName, startTime: nowS - 86_400, endTime: nowS + 86_400, limit: 10_000 },
    queryString: 'stats count(*) as events by @logStream',
  });
  for (;;) {
    const { status, results = [] } = await client.getQueryResults({ queryId });
    if (status === 'Complete')
      return new Map(results.map(([stream, events]) => [stream?.value ?? '', Number(events?.value)]));
    if (status !== 'Running' && status !== 'Scheduled') throw new Error(`a query ended as ${status}`);
  }
};

/** How many events there are according to queries, against those that a whole reading found. */
const compareCounts = (found: readonly FoundEvent[], queried: ReadonlyMap<string, number>): string[] => {
  const counts = new Map<string, number>();
  for (const { logStreamName } of found) counts.set(logStreamName, (counts.get(logStreamName) ?? 0) + 1);
  const streams = new Set([...counts.keys(), ...queried.keys()]);
  return [...streams].flatMap((stream) =>
    counts.get(stream) === queried.get(stream)
      ? []
      : [`a query counts ${queried.get(stream)} events of ${stream}, FilterLogEvents ${counts.get(stream)}`],
  );
};

export const checkEndpoint = async (url: string, records: readonly StreamRecord[]): Promise<Count> => {
  const client = await createClient({ endpointUrl: url, region: 'us-east-1' });
  const found: FoundEvent[] = [];
  const problems: string[] = [];
  for (const group of soakGroups) {
    const ofGroup = await eventsFiltered(client, group);
    problems.push(...compareCounts(ofGroup, await countsQueried(client, group)));
    for (const event of ofGroup) found.push(event);
  }
  client.destroy();
  const count = countEvents(records, found);
  return { ...count, problems: [...problems, ...count.problems] };
};

function* eventsStored(file: string): Generator<FoundEvent> {
  using store = openStore(file);
  for (const stored of store.segments(everything)) {
    const segment = store.open(stored);
    const [streams, messages] = [segment.column('@logStream'), segment.column('@message')];
    for (let row = 0; row < segment.rowCount; row += 1)
      yield {
        logGroupName: segment.logGroup,
        logStreamName: String(streams && valueAt(streams, row)),
        message: String(messages && valueAt(messages, row)),
      };
  }
}

/** SQLite's own check of the file. */
const integrityProblems = (file: string): readonly string[] => {
  const database = new Database(file, { readonly: true });
  const found = database.pragma('integrity_check', { simple: true });
  database.close();
  return found === 'ok' ? [] : [`SQLite finds the store damaged: ${found}`];
};

export const checkStore = (file: string, records: readonly StreamRecord[]): Count => {
  const count = countEvents(records, eventsStored(file));
  return { ...count, problems: [...integrityProblems(file), ...count.problems] };
};
