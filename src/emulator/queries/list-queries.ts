// Queries that were started: listed, asked for their log groups, stopped.

import { requiredText, textMember, wholeMember } from '../input.ts';
import type { Json, Operation } from '../operation.ts';
import { missingQuery } from './get-query-results.ts';
import { groupNameRules, languages, queryIdRules } from './member-rules.ts';
import { pageOf } from './paging.ts';
import type { QueryContext } from './query-context.ts';
import type { QueryState } from './query-entry.ts';

const statuses = ['Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown'] as const;

/** Absent until it has run. */
const durationOf = ({ startedMs, endedMs }: QueryState): { queryDuration?: number } =>
  startedMs === undefined || endedMs === undefined ? {} : { queryDuration: Math.max(0, endedMs - startedMs) };

const infoOf = (query: QueryState): Json => ({
  queryLanguage: 'CWLI',
  queryId: query.id,
  queryString: query.queryString,
  status: query.status,
  createTime: query.createdMs,
  ...(query.groupNames[0] === undefined ? {} : { logGroupName: query.groupNames[0] }),
  ...durationOf(query),
  bytesScanned: query.statistics.bytesScanned,
  userIdentity: `arn:aws:iam::${query.scope.account}:root`,
});

export const describeQueries: Operation<QueryContext> = ({ input, scope, context }) => {
  const group = textMember(input, 'logGroupName', groupNameRules);
  const status = textMember(input, 'status', { values: statuses });
  const most = wholeMember(input, 'maxResults', { min: 1, max: 1000 }) ?? 1000;
  const token = textMember(input, 'nextToken', { min: 1 });
  const language = textMember(input, 'queryLanguage', { values: languages }) ?? 'CWLI';
  const all = context.queries
    .list(scope)
    .filter((query) => group === undefined || query.groupNames.includes(group))
    .filter((query) => status === undefined || query.status === status)
    .filter(() => language === 'CWLI');
  const of = `queries ${group ?? ''} ${status ?? ''} ${language}`;
  const { items, nextToken } = pageOf(of, all, ({ id }) => id, { token, most, nowMs: context.nowMs() });
  return { queries: items.map(infoOf), nextToken };
};

export const stopQuery: Operation<QueryContext> = ({ input, scope, context }) => {
  context.queries.stop(scope, requiredText(input, 'queryId', queryIdRules));
  return { success: true };
};

export const listLogGroupsForQuery: Operation<QueryContext> = ({ input, scope, context }) => {
  const queryId = requiredText(input, 'queryId', queryIdRules);
  const token = textMember(input, 'nextToken', { min: 1 });
  const most = wholeMember(input, 'maxResults', { min: 50, max: 500 }) ?? 50;
  const query = context.queries.find(scope, queryId);
  if (query === undefined) throw missingQuery(queryId);
  const { groupIdentifiers } = query;
  const { items, nextToken } = pageOf(`groups ${queryId}`, groupIdentifiers, (name) => name, {
    token,
    most,
    nowMs: context.nowMs(),
  });
  return { logGroupIdentifiers: items, nextToken };
};
