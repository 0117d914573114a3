// What the tests of fetching share: a store, a client, and what is in the store afterwards.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { EVENT_ID, valueAt } from '../../../src/segments/index.ts';
import { createClient } from '../../../src/service/client.ts';
import {
  type FetchOptions,
  type FetchSummary,
  fetchLogGroups,
} from '../../../src/service/fetch/fetch-log-groups.ts';
import { openStore, openStoreForWriting } from '../../../src/store/index.ts';
import { type LogServer, startLogServer } from './log-server.ts';

// What the machine is set up for must not reach the tests.
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

export const ownFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-fetch-'));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
};

export const ownServer = async (): Promise<LogServer> => {
  const server = await startLogServer();
  after(() => server.close());
  return server;
};

export const HOUR_MS = 3_600_000;
export const noon = Date.UTC(2024, 0, 1, 12);

/** Fast where the service would have to be spared. */
export const patience = { attempts: 20, firstPauseMs: 2, longestPauseMs: 20 };

type Given = Partial<FetchOptions> & { readonly url: string; readonly path: string };

export const fetchFrom = async ({ url, path: storePath, ...given }: Given): Promise<FetchSummary> => {
  const client = await createClient({ endpointUrl: url });
  using store = openStoreForWriting(storePath);
  try {
    return await fetchLogGroups({
      server: { client, region: 'us-east-1', endpointUrl: url },
      store,
      groups: ['app'],
      selection: { streams: [], filterPattern: undefined },
      time: { startMs: noon - HOUR_MS, endMs: noon },
      overlapMs: 300_000,
      follow: undefined,
      signal: new AbortController().signal,
      nowMs: () => noon + HOUR_MS,
      perSecond: 10_000,
      patience,
      ...given,
    });
  } finally {
    client.destroy();
  }
};

export type StoredEvent = {
  readonly eventId: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly logStreamName: string;
};

const numbersOf = (column: unknown): Float64Array => (column as { values: Float64Array }).values;

export const storedEvents = (storePath: string, group = 'app'): readonly StoredEvent[] => {
  using store = openStore(storePath, { cacheBytes: 0 });
  const everywhere = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
  return store.segments({ ...everywhere, logGroups: [group] }).flatMap((stored) => {
    const segment = store.open(stored);
    // Nothing is kept of what is read: each column is read once.
    const textsOf = (field: string): ((row: number) => string) => {
      const column = segment.column(field);
      return (row) => (column === undefined ? '' : String(valueAt(column, row) ?? ''));
    };
    const [eventId, message, logStreamName] = [EVENT_ID, '@message', '@logStream'].map(textsOf);
    const timestamps = numbersOf(segment.column('@timestamp'));
    const ingestionTimes = numbersOf(segment.column('@ingestionTime'));
    return Array.from({ length: segment.rowCount }, (_, row) => ({
      eventId: eventId!(row),
      timestamp: timestamps[row]!,
      ingestionTime: ingestionTimes[row]!,
      message: message!(row),
      logStreamName: logStreamName!(row),
    }));
  });
};

const byId = (a: { eventId?: string }, b: { eventId?: string }): number =>
  (a.eventId ?? '') < (b.eventId ?? '') ? -1 : 1;

/** In one order, so that they can be compared. */
export const sorted = <T extends { eventId?: string }>(events: readonly T[]): readonly T[] =>
  [...events].sort(byId);
