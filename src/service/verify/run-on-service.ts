// A query run by the service: started, asked after with growing pauses, read page by page to its end.

import { createPace, pause } from '../fetch/pace.ts';
import { type Asking, askAgain, defaultPatience, Stopped } from '../fetch/retry.ts';
import type { QueryRequest, ServiceQueries, ServiceRow, ServiceStatistics } from './service-queries.ts';

/** What the service says to a query. */
export type ServiceAnswer = {
  readonly rows: readonly ServiceRow[];
  readonly statistics: ServiceStatistics;
  /** Are there rows that were not handed over? */
  readonly isCut: boolean;
};

/** The query ended without an answer; the message is a sentence. */
export class ServiceQueryFailed extends Error {
  override readonly name = 'ServiceQueryFailed';
}

export type RunOptions = {
  readonly signal: AbortSignal;
  /** How long the service may take, ms. */
  readonly timeoutMs: number;
  /** For tests: the first pause between two looks at the query. */
  readonly firstPauseMs?: number | undefined;
};

/** Of StartQuery and GetQueryResults, each 10 a second (insights-ql 7); others share the quota. */
const ASKS_PER_SECOND = 5;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const SLOWER = 1.5;
/** Rows of an answer at most, over all its pages (insights-ql 7). */
const MOST_ROWS = 100_000;

const unfinished: ReadonlySet<string> = new Set(['Scheduled', 'Running', 'Unknown']);

type Page = Awaited<ReturnType<ServiceQueries['results']>>;

/** Looks until the query has ended; the answer's first page. */
const firstPage = async (
  queries: ServiceQueries,
  queryId: string,
  asking: Asking,
  { timeoutMs, firstPauseMs = FIRST_PAUSE_MS }: RunOptions,
): Promise<Page> => {
  const startedMs = performance.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * SLOWER)) {
    const page = await askAgain(asking, () => queries.results(queryId, undefined));
    if (page.status === 'Complete') return page;
    if (!unfinished.has(page.status))
      throw new ServiceQueryFailed(`the service ended the query as ${page.status}`);
    if (performance.now() - startedMs > timeoutMs)
      throw new ServiceQueryFailed(
        `the service has not answered within ${Math.round(timeoutMs / 1000)} s; the query was stopped`,
      );
    await pause(pauseMs, asking.signal);
    if (asking.signal.aborted) throw new Stopped();
  }
};

const allPages = async (
  queries: ServiceQueries,
  queryId: string,
  asking: Asking,
  first: Page,
): Promise<ServiceAnswer> => {
  const rows = [...first.rows];
  let { nextToken } = first;
  while (nextToken !== undefined && rows.length < MOST_ROWS) {
    const token: string = nextToken;
    const page = await askAgain(asking, () => queries.results(queryId, token));
    for (const row of page.rows) rows.push(row);
    // A token that leads nowhere would be followed for ever.
    nextToken = page.nextToken === token ? undefined : page.nextToken;
  }
  return { rows, statistics: first.statistics, isCut: nextToken !== undefined };
};

/** Throws what the SDK throws, ServiceQueryFailed, or Stopped. What was started is stopped in every case. */
export const runOnService = async (
  queries: ServiceQueries,
  request: QueryRequest,
  options: RunOptions,
): Promise<ServiceAnswer> => {
  const asking: Asking = {
    pace: createPace(ASKS_PER_SECOND),
    patience: defaultPatience,
    signal: options.signal,
  };
  const queryId = await askAgain(asking, () => queries.start(request));
  try {
    return await allPages(queries, queryId, asking, await firstPage(queries, queryId, asking, options));
  } catch (error) {
    // What has ended already cannot be stopped; that is no news.
    await queries.stop(queryId).catch(() => {});
    throw error;
  }
};
