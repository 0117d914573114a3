// An endpoint over a store of its own, and a client of the SDK for it: what tests of queries begin with.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogs,
  type GetQueryResultsCommandOutput,
  type StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { type ServerOptions, startEndpoint } from '../../src/emulator/endpoint.ts';
import type { Operations } from '../../src/emulator/operation.ts';
import { type QueryContext, queryOperations } from '../../src/emulator/queries/index.ts';
import { openStoreForWriting } from '../../src/store/index.ts';

/** Epoch s at which the events of tests lie. */
export const START_S = 1_700_000_000;

/** By log group: the messages, a second apart. */
export type Logs = Readonly<Record<string, readonly string[]>>;

export const putLogs = (path: string, logs: Logs): void => {
  using store = openStoreForWriting(path);
  for (const [group, messages] of Object.entries(logs))
    store.putEvents(
      group,
      'stream',
      START_S * 1000,
      messages.map((message, index) => ({ timestampMs: (START_S + index) * 1000, message })),
    );
};

export type Served = {
  readonly url: string;
  readonly client: CloudWatchLogs;
  readonly problems: string[];
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
};

export const clientOf = (
  endpoint: string,
  { account = 'test', secret = 'secret', region = 'us-east-1' } = {},
): CloudWatchLogs =>
  new CloudWatchLogs({
    endpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: secret },
    maxAttempts: 1,
    disableHostPrefix: true,
  });

export const serve = async (
  logs: Logs,
  options: Partial<ServerOptions> = {},
  operations: Operations<QueryContext> = queryOperations,
): Promise<Served> => {
  const folder = mkdtempSync(join(tmpdir(), 'insitu-emulator-'));
  const path = join(folder, 'logs.db');
  putLogs(path, logs);
  const problems: string[] = [];
  const onProblem = (message: string): void => void problems.push(message);
  const server = await startEndpoint(
    { store: path, port: 0, region: 'us-east-1', onProblem, ...options },
    operations,
  );
  const client = clientOf(server.url);
  return {
    url: server.url,
    client,
    problems,
    path,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type Ask = Partial<StartQueryCommandInput>;

export const start = async (client: CloudWatchLogs, queryString: string, ask: Ask = {}): Promise<string> => {
  const { queryId } = await client.startQuery({
    startTime: START_S,
    endTime: START_S + 3600,
    ...(ask.logGroupNames || ask.logGroupIdentifiers || /^\s*SOURCE/i.test(queryString)
      ? {}
      : { logGroupName: 'app' }),
    ...ask,
    queryString,
  });
  return queryId ?? '';
};

/** When the query has ended. */
export const answerOf = async (
  client: CloudWatchLogs,
  queryId: string,
  most: { readonly maxItems?: number } = {},
): Promise<GetQueryResultsCommandOutput> => {
  for (;;) {
    const answer = await client.getQueryResults({ queryId, ...most });
    if (answer.status !== 'Scheduled' && answer.status !== 'Running') return answer;
    await sleep(10);
  }
};

/** Rows as objects, without the pointers of events. */
export const rowsOf = ({
  results = [],
}: Pick<GetQueryResultsCommandOutput, 'results'>): readonly Readonly<Record<string, string>>[] =>
  results.map((row) =>
    Object.fromEntries(
      row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [[field ?? '', value ?? '']])),
    ),
  );

export const ask = async (
  client: CloudWatchLogs,
  query: string,
  options: Ask = {},
): Promise<readonly Readonly<Record<string, string>>[]> =>
  rowsOf(await answerOf(client, await start(client, query, options)));
