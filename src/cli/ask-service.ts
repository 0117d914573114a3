// What verify asks of the service: events that the store lacks, and the answer to a query.

import type { ClientFlags, LogsClient, Question, ServiceAnswer } from '../service/index.ts';
import { openStoreForWriting } from '../store/index.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import type { Interruption } from './interruption.ts';
import { storePath } from './options.ts';
import { readDuration } from './times.ts';
import type { VerifyFlags } from './verify-flags.ts';

export type Connection = {
  readonly client: LogsClient;
  readonly region: string;
  /** The host that has answered, once one has. */
  readonly host: () => string | undefined;
};

export const connectTo = async (flags: ClientFlags): Promise<Connection> => {
  const { createClient, watchHost } = await import('../service/index.ts');
  const client = await createClient(flags);
  try {
    return { client, region: await client.config.region(), host: watchHost(client) };
  } catch (error) {
    client.destroy();
    throw usageError(`${(error as Error).message}; --region or AWS_REGION names it`);
  }
};

/** Of a server that is not the service; undefined of the service itself. */
export const warningOf = async (host: string | undefined): Promise<string | undefined> => {
  const { isAws } = await import('../service/index.ts');
  return host === undefined || isAws(host)
    ? undefined
    : `${host} has answered, which is not AWS: what it says is no evidence of the service`;
};

/** Five minutes: as late events are allowed to come for fetch, unless it is told otherwise. */
const OVERLAP_MS = 300_000;

export const fetchRange = async (
  { client, region }: Connection,
  range: Question['range'],
  flags: VerifyFlags,
  { signal }: Interruption,
): Promise<void> => {
  const { fetchLogGroups } = await import('../service/index.ts');
  using store = openStoreForWriting(storePath(flags.db));
  const { problems } = await fetchLogGroups({
    server: { client, region, endpointUrl: flags.endpointUrl },
    store,
    groups: flags.group,
    selection: { streams: [], filterPattern: undefined },
    time: { startMs: range.startSeconds * 1000, endMs: (range.endSeconds + 1) * 1000 },
    overlapMs: OVERLAP_MS,
    follow: undefined,
    signal,
    nowMs: Date.now,
  });
  const [problem] = problems;
  if (problem !== undefined)
    throw new CommandError(exitCodes.failed, `--fetch: ${problem.group}: ${problem.message}`);
};

/** What the SDK says, as one sentence. */
export const serviceSays = (error: unknown): string => {
  const { name, message } = error as Error;
  if (name === 'CredentialsProviderError') return `there are no credentials: ${message}`;
  if (/Exception$/.test(name)) return `the service says ${name}: ${message}`;
  return name === 'ServiceQueryFailed' ? message : `the service cannot be asked: ${message || name}`;
};

export const answerOfService = async (
  client: LogsClient,
  { text: query, range }: Pick<Question, 'text' | 'range'>,
  flags: VerifyFlags,
  { signal }: Interruption,
): Promise<ServiceAnswer> => {
  const { queriesOfClient, runOnService, Stopped } = await import('../service/index.ts');
  const timeoutMs = readDuration(flags.timeout, '--timeout');
  const request = { ...range, query, logGroups: flags.group.length > 0 ? flags.group : undefined };
  try {
    return await runOnService(queriesOfClient(client), request, { signal, timeoutMs });
  } catch (error) {
    if (error instanceof Stopped)
      throw new CommandError(exitCodes.interrupted, 'interrupted; the query was stopped');
    throw new CommandError(exitCodes.failed, serviceSays(error));
  }
};
