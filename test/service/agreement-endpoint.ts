// The endpoint that the law of agreement is put to: our own server unless the surroundings name another one.
//
//   INSITU_SERVICE_ENDPOINT=http://…         another server that speaks the protocol
//   INSITU_SERVICE_AWS=yes-write-and-pay     the service itself, with the usual credentials and region: each
//                                            case makes two log groups, puts some events into them, runs a
//                                            query and removes them; 100 cases cost about 0.01 USD

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient, type LogsClient } from '../../src/service/index.ts';
import { FIRST_MS, type MovedWorld } from './agreement-world.ts';

export type Endpoint = {
  readonly name: string;
  readonly client: LogsClient;
  /** Our own server has a clock that stands still and the tables of the laws: every query can be asked. */
  readonly isOurs: boolean;
  /** Behind the names of log groups, so that nobody else has them. */
  readonly suffix: string;
  /** The clock, epoch ms. */
  readonly nowMs: () => number;
  close(): Promise<void>;
};

const AWS_OPT_IN = 'yes-write-and-pay';

/** SDKs sign every request, though our server looks at no keys. */
const giveKeys = (): void => {
  process.env.AWS_ACCESS_KEY_ID ??= 'insitu';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'insitu';
};

/** Half an hour after the first event: all are within the two hours that the service takes of the future. */
export const OWN_NOW_MS = FIRST_MS + 30 * 60_000;

const ownEndpoint = async (): Promise<Endpoint> => {
  const { startServer } = await import('../../src/emulator/index.ts');
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-agreement-'));
  const server = await startServer({
    store: path.join(folder, 'server.db'),
    region: 'us-east-1',
    nowMs: () => OWN_NOW_MS,
    queryWorkers: 1,
  });
  giveKeys();
  const client = await createClient({ endpointUrl: server.url, region: 'us-east-1' });
  return {
    name: 'our own server',
    client,
    isOurs: true,
    suffix: '',
    nowMs: () => OWN_NOW_MS,
    close: async () => {
      client.destroy();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};

const foreign = (name: string, client: LogsClient): Endpoint => ({
  name,
  client,
  isOurs: false,
  suffix: `-insitu-agreement-${randomBytes(4).toString('hex')}`,
  nowMs: Date.now,
  close: async () => client.destroy(),
});

export const openEndpoint = async (): Promise<Endpoint> => {
  const { INSITU_SERVICE_ENDPOINT: endpointUrl, INSITU_SERVICE_AWS: optIn } = process.env;
  if (endpointUrl !== undefined) {
    giveKeys();
    return foreign(
      endpointUrl,
      await createClient({ endpointUrl, region: process.env.AWS_REGION ?? 'us-east-1' }),
    );
  }
  return optIn === AWS_OPT_IN ? foreign('the service', await createClient({})) : ownEndpoint();
};

const putStream = async (
  { client }: Endpoint,
  logGroupName: string,
  logStreamName: string,
  logEvents: { timestamp: number; message: string }[],
): Promise<void> => {
  await client.createLogStream({ logGroupName, logStreamName });
  if (logEvents.length === 0) return;
  const { rejectedLogEventsInfo } = await client.putLogEvents({ logGroupName, logStreamName, logEvents });
  if (rejectedLogEventsInfo !== undefined)
    throw new Error(`events were rejected: ${JSON.stringify(rejectedLogEventsInfo)}`);
};

/** Log groups that queries of the laws name: one that is not there is refused by the service. */
const namedGroups: readonly string[] = ['app', '/aws/lambda/f', 'other'];

/** Puts the events of a world where the endpoint is asked for them; the log groups are there only meanwhile. */
export const withWorld = async <T>(
  endpoint: Endpoint,
  world: MovedWorld,
  work: () => Promise<T>,
): Promise<T> => {
  const groups = new Map<string, MovedWorld['events']>([
    ...(endpoint.isOurs ? namedGroups.map((name) => [name, []] as const) : []),
    ['other', world.others],
    [world.group, world.events],
  ]);
  try {
    for (const [group, events] of groups) {
      const logGroupName = group + endpoint.suffix;
      await endpoint.client.createLogGroup({ logGroupName });
      for (const stream of new Set(events.map((event) => event.stream))) {
        const own = events.filter((event) => event.stream === stream);
        const logEvents = own.map(({ ms, message }) => ({ timestamp: ms, message }));
        await putStream(endpoint, logGroupName, stream, logEvents);
      }
    }
    return await work();
  } finally {
    for (const group of groups.keys())
      await endpoint.client.deleteLogGroup({ logGroupName: group + endpoint.suffix });
  }
};
