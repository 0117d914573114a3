// A query that was started, and what has become of it.

import type { ResultTable, Statistics } from '../../result/index.ts';
import type { Scope } from '../operation.ts';
import type { Answer, QueryJob } from './query-job.ts';
import type { JobControl } from './worker-pool.ts';

export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout';

/** A query as it is asked for. */
export type AskedQuery = {
  readonly scope: Scope;
  readonly queryString: string;
  /** The log groups that it is about, as ListLogGroupsForQuery tells them. */
  readonly groupIdentifiers: readonly string[];
  /** Their plain names. */
  readonly groupNames: readonly string[];
};

/** A query as it is now. */
export type QueryState = AskedQuery & {
  readonly id: string;
  readonly createdMs: number;
  readonly status: QueryStatus;
  readonly startedMs: number | undefined;
  readonly endedMs: number | undefined;
  /** Of a query that runs, or was stopped: what had been found. */
  readonly table: ResultTable;
  readonly statistics: Statistics;
};

/** `job` and `control` are there as long as they are needed. `characters`: of the answer, about. */
export type QueryEntry = {
  state: QueryState;
  job: QueryJob | undefined;
  control: JobControl | undefined;
  characters: number;
};

const nothing: Answer = {
  table: { columns: [], rows: [] },
  statistics: {
    recordsMatched: 0,
    recordsScanned: 0,
    bytesScanned: 0,
    estimatedRecordsSkipped: 0,
    estimatedBytesSkipped: 0,
    logGroupsScanned: 0,
  },
};

export const newEntry = (asked: AskedQuery, job: QueryJob, id: string, createdMs: number): QueryEntry => ({
  state: {
    ...asked,
    id,
    createdMs,
    status: 'Scheduled',
    startedMs: undefined,
    endedMs: undefined,
    ...nothing,
  },
  job,
  control: undefined,
  characters: 0,
});

export const isActive = ({ state }: QueryEntry): boolean =>
  state.status === 'Scheduled' || state.status === 'Running';

/** A cell and a row take room of their own. */
const charactersOf = ({ rows }: ResultTable): number =>
  rows.reduce((sum, row) => row.reduce((inRow, cell) => inRow + 16 + (cell?.length ?? 0), sum + 64), 0);

export const showAnswer = (entry: QueryEntry, { table, statistics }: Answer): void => {
  entry.state = { ...entry.state, table, statistics };
  entry.characters = charactersOf(table);
};
