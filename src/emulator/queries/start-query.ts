// StartQuery: a text is checked and planned at once, so that what is wrong with it is told to who sent it;
// then it waits for a thread.

import { type LogClass, MAX_LIMIT } from '../../plan/index.ts';
import { type PlannedText, planWith } from '../../tasks/index.ts';
import { requiredText, requiredWhole, textMember, wholeMember } from '../input.ts';
import type { Call, Operation, Scope } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';
import { groupsAsked, groupsByName, groupsChosen, groupsOfCaller, logClassOf } from './log-groups.ts';
import { lookupColumns, lookupsOf } from './lookup-tables.ts';
import { malformedQuery, unexpectedLimit } from './malformed-query.ts';
import { languages } from './member-rules.ts';
import type { QueryContext } from './query-context.ts';
import { savedQueriesOf } from './query-definitions.ts';
import type { GroupInView } from './query-job.ts';

/** In seconds, this is the year 5138: whoever sends more means ms, as samples of the service's own do. */
const MOST_SECONDS = 99_999_999_999;

/** A time of the API, in seconds, as the first and the last ms that it means. */
const rangeOf = (
  input: Call<QueryContext>['input'],
): { readonly startMs: number; readonly endMs: number } => {
  const start = requiredWhole(input, 'startTime', { min: 0 });
  const end = requiredWhole(input, 'endTime', { min: 0 });
  const startMs = start > MOST_SECONDS ? start : start * 1000;
  // The end is inclusive: its whole second belongs to the range.
  const endMs = end > MOST_SECONDS ? end : end * 1000 + 999;
  if (startMs > endMs) throw invalidParameter('The start time must not be later than the end time.');
  return { startMs, endMs };
};

type Planning = {
  readonly context: QueryContext;
  readonly scope: Scope;
  readonly groups: readonly GroupInView[] | undefined;
  readonly logClass: LogClass;
  readonly startMs: number;
  readonly endMs: number;
};

type Planned = PlannedText & { readonly plan: NonNullable<PlannedText['plan']> };

/** Throws ServiceError: MalformedQueryException. */
const planText = async (text: string, asked: string, planning: Planning): Promise<Planned> => {
  const { context, scope, groups, logClass, startMs, endMs } = planning;
  const planned = await planWith(text, {
    startMs,
    endMs,
    nowMs: context.nowMs(),
    logClass,
    logGroups: groups?.map(({ name }) => name),
    savedQueries: savedQueriesOf(context, scope),
    lookups: lookupColumns(context, scope),
    withPointer: true,
  });
  const { plan } = planned;
  if (plan === undefined) throw malformedQuery(planned.text, asked, planned.diagnostics);
  return { ...planned, plan };
};

/**
 * With the limit of the request: it stands behind the query like a command of it, as the service's complaint
 * about `estimate` shows (insights-ql 8.4), unless the query has a limit itself.
 */
const withLimit = async (asked: string, limit: number | undefined, planning: Planning): Promise<Planned> => {
  const planned = await planText(asked, asked, planning);
  const { hasDefaultLimit, isEstimate } = planned.plan;
  if (limit === undefined || !(hasDefaultLimit || isEstimate)) return planned;
  const { text } = planned;
  if (isEstimate) throw unexpectedLimit(asked);
  return planText(`${text}\n| limit ${limit}`, asked, planning);
};

const checkLanguage = (input: Call<QueryContext>['input']): void => {
  const language = textMember(input, 'queryLanguage', { values: languages }) ?? 'CWLI';
  if (language !== 'CWLI')
    throw invalidParameter(
      `insitu runs queries in CWLI, the Logs Insights query language; not in ${language}.`,
    );
};

export const startQuery: Operation<QueryContext> = async ({ input, scope, context }) => {
  checkLanguage(input);
  const queryString = requiredText(input, 'queryString', { max: 10_000 });
  const limit = wholeMember(input, 'limit', { min: 1, max: MAX_LIMIT });
  const range = rangeOf(input);
  const asked = groupsAsked(input);
  const named = asked && groupsByName(context, scope, asked);
  const logClass = logClassOf(context, named ?? []);
  const { plan, text } = await withLimit(queryString, limit, {
    context,
    scope,
    groups: named,
    logClass,
    ...range,
  });
  if (named === undefined && plan.source === undefined)
    throw invalidParameter(
      'One of logGroupName, logGroupNames and logGroupIdentifiers must be specified, or the query must begin with SOURCE.',
    );
  // Inner queries have SOURCEs of their own.
  const groups = groupsOfCaller(context, scope);
  const chosen = groupsChosen(context, scope, plan, groups);
  const all = new Map([...groups, ...(named ?? [])].map((group) => [group.name, group]));
  const names = named?.map(({ name }) => name) ?? chosen;
  const queryId = context.queries.start(
    {
      scope,
      queryString,
      groupIdentifiers: asked === undefined ? names : [...new Set([...asked, ...chosen])],
      groupNames: [...new Set([...names, ...chosen])],
    },
    {
      storePath: context.store.path,
      text,
      ...range,
      nowMs: context.nowMs(),
      logClass,
      groups: [...all.values()],
      logGroups: named?.map(({ name }) => name),
      lookups: lookupsOf(context, scope, plan),
      mostRows: limit ?? MAX_LIMIT,
    },
  );
  return { queryId };
};
