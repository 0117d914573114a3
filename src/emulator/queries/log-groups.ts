// Which log groups a query is about: those that the request names, or those that its SOURCE does.

import type { GroupSelector, LogClass, LogicalPlan } from '../../plan/index.ts';
import { textMember, textsMember } from '../input.ts';
import { findGroup, groupsIn } from '../log-data/log-groups.ts';
import type { JsonObject, Scope } from '../operation.ts';
import {
  type GroupName,
  groupOfIdentifier,
  groupOfStoredName,
  isSameScope,
  storedGroupName,
} from '../scope.ts';
import { invalidParameter, ServiceError } from '../service-error.ts';
import { groupNameRules, identifierRules } from './member-rules.ts';
import type { QueryContext } from './query-context.ts';
import type { GroupInView } from './query-job.ts';

const MAX_GROUPS = 50;

/** The log groups that a request names, as it names them; undefined where it names none. */
export const groupsAsked = (input: JsonObject): readonly string[] | undefined => {
  const one = textMember(input, 'logGroupName', groupNameRules);
  const names = textsMember(input, 'logGroupNames', {}, groupNameRules);
  const identifiers = textsMember(input, 'logGroupIdentifiers', {}, identifierRules);
  const given = [one === undefined ? undefined : [one], names, identifiers].filter(
    (each) => each !== undefined && each.length > 0,
  );
  if (given.length > 1)
    throw invalidParameter(
      'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.',
    );
  const asked = given[0];
  if (asked !== undefined && asked.length > MAX_GROUPS)
    throw invalidParameter(`A query can have at most ${MAX_GROUPS} log groups.`);
  return asked;
};

/** One that was created, or that events were imported into. */
export const groupExists = (context: QueryContext, { scope, name }: GroupName): boolean =>
  findGroup(context, scope, name) !== undefined;

export const missingGroup = ({ scope, name }: GroupName): ServiceError =>
  new ServiceError(
    'ResourceNotFoundException',
    `Log group '${name}' does not exist for account ID '${scope.account}'`,
  );

const inView = (context: QueryContext, caller: Scope, { scope, name }: GroupName): GroupInView => {
  const stored = storedGroupName(context, scope, name);
  return { name: isSameScope(scope, caller) ? name : stored, stored, account: scope.account };
};

/** Throws ServiceError where one of them is missing: then the whole query fails (insights-ql 8.2). */
export const groupsByName = (
  context: QueryContext,
  caller: Scope,
  identifiers: readonly string[],
): readonly GroupInView[] => {
  const groups = [...new Set(identifiers)].map((identifier) => groupOfIdentifier(caller, identifier));
  const missing = groups.find((group) => !groupExists(context, group));
  if (missing !== undefined) throw missingGroup(missing);
  const views = groups.map((group) => inView(context, caller, group));
  // A group may be named twice, by its name and by its ARN.
  return [...new Map(views.map((view) => [view.stored, view])).values()];
};

/** All log groups of the caller: what a SOURCE chooses among. */
export const groupsOfCaller = (context: QueryContext, caller: Scope): readonly GroupInView[] =>
  groupsIn(context, caller).map((group) => inView(context, caller, group));

/** A query over groups of both classes has only what all of them have. */
export const logClassOf = (context: QueryContext, groups: readonly GroupInView[]): LogClass => {
  const classes = groups.map(({ stored }) => {
    const { scope, name } = groupOfStoredName(context, stored);
    return findGroup(context, scope, name)?.record.logGroupClass;
  });
  return classes.includes('INFREQUENT_ACCESS') ? 'INFREQUENT_ACCESS' : 'STANDARD';
};

const selectorsOf = (plan: LogicalPlan): readonly GroupSelector[] => [
  ...(plan.source?.selectors ?? []),
  ...plan.inner.flatMap(selectorsOf),
];

const fits = (selector: GroupSelector, name: string): boolean =>
  selector.kind === 'name'
    ? selector.name === name
    : selector.prefixes.length === 0 || selector.prefixes.some((prefix) => name.startsWith(prefix));

/** Names of the groups that the SOURCEs of a plan choose. Throws ServiceError where a named one is missing. */
export const groupsChosen = (
  context: QueryContext,
  caller: Scope,
  plan: LogicalPlan,
  all: readonly GroupInView[],
): readonly string[] => {
  const selectors = selectorsOf(plan);
  for (const selector of selectors) {
    const group = selector.kind === 'name' ? { scope: caller, name: selector.name } : undefined;
    if (group !== undefined && !groupExists(context, group)) throw missingGroup(group);
  }
  return all.flatMap(({ name }) => (selectors.some((selector) => fits(selector, name)) ? [name] : []));
};
