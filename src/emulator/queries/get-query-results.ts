// GetQueryResults: the answer in pages, or what there is of it so far.

import type { Cell, ResultTable, Statistics } from '../../result/index.ts';
import { requiredText, textMember, wholeMember } from '../input.ts';
import type { Json, JsonObject, Operation } from '../operation.ts';
import { ServiceError } from '../service-error.ts';
import { queryIdRules } from './member-rules.ts';
import { tokenFor, tokenValue } from './paging.ts';
import type { QueryContext } from './query-context.ts';

const MAX_PAGE_ROWS = 10_000;
/** Tokens of results live an hour. */
const TOKEN_LIFE_MS = 60 * 60_000;

export const missingQuery = (id: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `Query ${id} does not exist.`);

/** A cell without a value is left out: rows are ragged (evidence 19). */
const rowOf = (columns: readonly string[], row: readonly Cell[]): Json =>
  row.flatMap((value, index) => (value === undefined ? [] : [{ field: columns[index] ?? '', value }]));

const pageOf = ({ columns, rows }: ResultTable, from: number, most: number): Json =>
  rows.slice(from, from + most).map((row) => rowOf(columns, row));

const statisticsOf = (statistics: Statistics, resultCount: number): JsonObject => ({
  recordsMatched: statistics.recordsMatched,
  recordsScanned: statistics.recordsScanned,
  estimatedRecordsSkipped: statistics.estimatedRecordsSkipped,
  bytesScanned: statistics.bytesScanned,
  estimatedBytesSkipped: statistics.estimatedBytesSkipped,
  logGroupsScanned: statistics.logGroupsScanned,
  resultCount,
});

export const getQueryResults: Operation<QueryContext> = ({ input, scope, context }) => {
  const queryId = requiredText(input, 'queryId', queryIdRules);
  const token = textMember(input, 'nextToken', { max: 1024 });
  // 0 is allowed and would never end: it counts as not given.
  const most = wholeMember(input, 'maxItems', { min: 0, max: MAX_PAGE_ROWS }) || MAX_PAGE_ROWS;
  const query = context.queries.find(scope, queryId, true);
  if (query === undefined) throw missingQuery(queryId);
  const nowMs = context.nowMs();
  const from = token === undefined ? 0 : Number(tokenValue(queryId, token, nowMs, TOKEN_LIFE_MS));
  const { table, statistics, status } = query;
  const next = from + most;
  // Rows of a query that runs are others the next time: there is nothing to go on with.
  const hasMore = status !== 'Running' && next < table.rows.length;
  return {
    queryLanguage: 'CWLI',
    results: pageOf(table, from, most),
    statistics: statisticsOf(statistics, table.rows.length),
    status,
    ...(hasMore ? { nextToken: tokenFor(queryId, next, nowMs) } : {}),
  };
};
