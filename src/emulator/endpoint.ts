// An HTTP server that answers with operations: listens, and ends without cutting anybody off.

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStoreForWriting } from '../store/index.ts';
import { version } from '../version.ts';
import { answerRequest, type Desk } from './answer-request.ts';
import { liveEventBus } from './context.ts';
import type { Operations } from './operation.ts';
import { type QueryContext, queryRegistry } from './queries/index.ts';
import { bodyReader } from './request-body.ts';
import type { Keys } from './signature.ts';
import { turns } from './turns.ts';

export type ServerOptions = {
  /** The path of the store; made if there is none. */
  readonly store: string;
  /** Loopback unless given: the server has no other protection than that, and keys. */
  readonly host?: string | undefined;
  /** 0 for any that is free. */
  /** Any that is free, unless given. */
  readonly port?: number | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** With both, signatures are verified. */
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  /** Where export tasks make their buckets. */
  readonly exportFolder?: string | undefined;
  /** The clock of the operations, epoch ms. */
  readonly nowMs?: (() => number) | undefined;
  /** The service's is 60 minutes. */
  readonly queryTimeoutMs?: number | undefined;
  /** Queries that run at the same time; others wait. */
  readonly queryWorkers?: number | undefined;
  /** How long operations wait for another process that is writing to the store. */
  readonly storePatienceMs?: number | undefined;
  readonly onProblem?: ((message: string) => void) | undefined;
};

export type RunningServer = {
  readonly url: string;
  /** Ends open answers, stops the queries and closes the store. */
  readonly close: () => Promise<void>;
};

/** What is read of the store is asked for again, page by page. */
const CACHE_BYTES = 32 * 1024 * 1024;

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_ACCOUNT = '000000000000';
const DEFAULT_REGION = 'us-east-1';

/** How long answers that are being sent may take when the server ends. */
const GRACE_MS = 2000;

const keysOf = ({ accessKey, secretKey }: ServerOptions): Keys | undefined =>
  accessKey === undefined || secretKey === undefined ? undefined : { accessKey, secretKey };

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });

const httpServer = (desk: Desk<QueryContext>, ending: AbortSignal): Server => {
  const answer: RequestListener = (request, response) => void answerRequest(request, response, desk, ending);
  const server = createServer(
    {
      // Clients on the same machine are quick; whoever is not holds a connection for nothing.
      headersTimeout: 20_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 30_000,
      maxHeaderSize: 64 * 1024,
    },
    answer,
  );
  // Leave to send a body is given where it is read.
  server.on('checkContinue', answer);
  server.maxConnections = 1024;
  return server;
};

const urlOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};

/** Throws StoreError, or the error of node:net where the port is taken. */
export const startEndpoint = async (
  options: ServerOptions,
  operations: Operations<QueryContext>,
): Promise<RunningServer> => {
  const host = options.host ?? DEFAULT_HOST;
  const localScope = {
    account: options.account ?? DEFAULT_ACCOUNT,
    region: options.region ?? process.env.AWS_REGION ?? DEFAULT_REGION,
  };
  const nowMs = options.nowMs ?? Date.now;
  const onProblem = options.onProblem ?? (() => {});
  // To wait within SQLite is to answer nobody meanwhile: operations wait on their own.
  const store = openStoreForWriting(options.store, { cacheBytes: CACHE_BYTES, busyMs: 0 });
  const { queryTimeoutMs: timeoutMs, queryWorkers: workers, exportFolder, storePatienceMs } = options;
  const queries = queryRegistry({ nowMs, onProblem, timeoutMs, workers });
  const context: QueryContext = {
    store,
    nowMs,
    exportFolder,
    liveEvents: liveEventBus(),
    localScope,
    storePatienceMs,
    queries,
  };
  const keys = keysOf(options);
  const ending = new AbortController();
  const boundTo = host.toLowerCase();
  const server = httpServer(
    {
      operations,
      context,
      localScope,
      keys,
      readBody: bodyReader(),
      boundTo,
      version,
      turn: turns(),
      onProblem,
    },
    ending.signal,
  );
  const stop = async (): Promise<void> => {
    ending.abort();
    await closed(server);
    await queries.close();
    store.close();
  };
  try {
    await listening(server, options.port ?? 0, host);
  } catch (error) {
    await queries.close();
    store.close();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(server, host),
    close: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};
