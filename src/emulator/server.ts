// The endpoint that AWS clients talk to as they would to CloudWatch Logs: all operations there are.

import { type RunningServer, type ServerOptions, startEndpoint } from './endpoint.ts';
import { logDataOperations } from './log-data/index.ts';
import { queryOperations } from './queries/index.ts';

/** Throws StoreError, or the error of node:net where the port is taken. */
export const startServer = (options: ServerOptions): Promise<RunningServer> =>
  startEndpoint(options, { ...logDataOperations, ...queryOperations });
