// What verifying needs of the service: to start a query, to look at what it has, to stop it. The SDK's client
// is one such service, a cassette's player or a test's fake are others.

import type { LogsClient } from '../client.ts';

/** A range of whole epoch seconds, as StartQuery takes it: both ends are included, the last second whole. */
export type SecondsRange = { readonly startSeconds: number; readonly endSeconds: number };

export type QueryRequest = SecondsRange & {
  readonly query: string;
  /** Names or ARNs; undefined where the query names its groups itself (SOURCE). */
  readonly logGroups: readonly string[] | undefined;
};

export type ServiceCell = { readonly field: string; readonly value: string | undefined };

/** Rows are ragged: a value that is missing may be left out (evidence 19). */
export type ServiceRow = readonly ServiceCell[];

export type ServiceStatistics = {
  readonly recordsMatched?: number | undefined;
  readonly recordsScanned?: number | undefined;
  readonly bytesScanned?: number | undefined;
  readonly estimatedRecordsSkipped?: number | undefined;
};

export type ResultsPage = {
  readonly status: string;
  readonly rows: readonly ServiceRow[];
  readonly statistics: ServiceStatistics;
  readonly nextToken: string | undefined;
};

export type ServiceQueries = {
  /** Gives the query's id. */
  start(request: QueryRequest): Promise<string>;
  results(queryId: string, nextToken: string | undefined): Promise<ResultsPage>;
  stop(queryId: string): Promise<void>;
};

/** Rows of a page at most (insights-ql 7). */
export const PAGE_ROWS = 10_000;

export const queriesOfClient = (client: LogsClient): ServiceQueries => ({
  start: async ({ query, logGroups, startSeconds, endSeconds }) => {
    const { queryId } = await client.startQuery({
      queryString: query,
      startTime: startSeconds,
      endTime: endSeconds,
      ...(logGroups === undefined ? {} : { logGroupIdentifiers: [...logGroups] }),
    });
    if (queryId === undefined) throw new Error('the service has started a query without an id');
    return queryId;
  },
  results: async (queryId, nextToken) => {
    // `maxItems` stays away from the first request: what does not know it may refuse it.
    const page = await client.getQueryResults({
      queryId,
      ...(nextToken === undefined ? {} : { nextToken, maxItems: PAGE_ROWS }),
    });
    return {
      status: page.status ?? 'Unknown',
      rows: (page.results ?? []).map((row) => row.map(({ field = '', value }) => ({ field, value }))),
      statistics: page.statistics ?? {},
      nextToken: page.nextToken,
    };
  },
  stop: async (queryId) => {
    await client.stopQuery({ queryId });
  },
});
