// CreateLogGroup, DeleteLogGroup, DescribeLogGroups, ListLogGroups, PutLogGroupDeletionProtection.

import type { Context } from '../context.ts';
import {
  flagMember,
  listMember,
  objectValue,
  required,
  requiredText,
  textMember,
  textsMember,
} from '../input.ts';
import type { Call, JsonObject, Operation, Scope } from '../operation.ts';
import { groupArn } from '../scope.ts';
import { alreadyExists, invalidParameter, ServiceError } from '../service-error.ts';
import {
  findGroup,
  forgetGroup,
  type GroupRecord,
  groupsIn,
  type LogGroup,
  requireGroup,
  requireGroupOf,
  saveGroup,
  storedNameOf,
} from './log-groups.ts';
import { forgetStreams } from './log-streams.ts';
import {
  accountRules,
  groupNameOf,
  groupNameRules,
  identifierRules,
  limitOf,
  logClassRules,
  nextTokenOf,
} from './member-rules.ts';
import { firstPage, placeOf } from './paging.ts';
import { forgetSegments } from './segment-streams.ts';
import { isTagged, tagKeyRules, tagsOf } from './tags.ts';

type Act = Operation<Context>;

export const createLogGroup: Act = ({ input, scope, context }) => {
  const name = groupNameOf(input);
  const kmsKeyId = textMember(input, 'kmsKeyId', { max: 256 });
  const tags = tagsOf(input) ?? {};
  const logGroupClass = (textMember(input, 'logGroupClass', logClassRules) ??
    'STANDARD') as GroupRecord['logGroupClass'];
  const isProtected = flagMember(input, 'deletionProtectionEnabled');
  // The text: aws-observability/aws-otel-collector issue 353. Any case: users of "aws/" and "AWS/" met it.
  if (/^aws\//i.test(name)) throw invalidParameter('Log groups starting with AWS/ are reserved for AWS.');
  if (findGroup(context, scope, name) !== undefined) throw alreadyExists('log group');
  saveGroup(
    context,
    { scope, name },
    {
      creationTime: context.nowMs(),
      logGroupClass,
      tags,
      // Groups of the class DELIVERY keep events for one day.
      ...(logGroupClass === 'DELIVERY' ? { retentionInDays: 1 } : {}),
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      ...(isProtected === undefined ? {} : { deletionProtectionEnabled: isProtected }),
    },
  );
  return undefined;
};

export const deleteLogGroup: Act = ({ input, scope, context }) => {
  const group = requireGroup(context, scope, groupNameOf(input));
  if (group.record.deletionProtectionEnabled === true)
    throw new ServiceError(
      'ValidationException',
      'Deletion protection is enabled for this log group. Disable it before deleting the log group.',
    );
  context.store.transaction(() => {
    context.store.deleteLogGroup(storedNameOf(context, group));
    forgetStreams(context, group);
    forgetGroup(context, group);
  });
  forgetSegments(context.store, storedNameOf(context, group));
  return undefined;
};

export const putLogGroupDeletionProtection: Act = ({ input, scope, context }) => {
  const identifier = requiredText(input, 'logGroupIdentifier', identifierRules);
  const deletionProtectionEnabled = required(
    flagMember(input, 'deletionProtectionEnabled'),
    'deletionProtectionEnabled',
  );
  const group = requireGroupOf(context, scope, identifier);
  saveGroup(context, group, { ...group.record, deletionProtectionEnabled });
  return undefined;
};

/** The caller's, or with includeLinkedAccounts those that are named. */
const scopesOf = ({ input, scope }: Call<Context>): readonly Scope[] => {
  const accounts = textsMember(input, 'accountIdentifiers', { min: 0, max: 20 }, accountRules);
  const isLinked = flagMember(input, 'includeLinkedAccounts') === true;
  if (!isLinked || accounts === undefined || accounts.length === 0) return [scope];
  return [...new Set(accounts)].map((account) => ({ account, region: scope.region }));
};

/** A place in lists of log groups: their names, and of one name their accounts. */
type Place = readonly [name: string, account: string];

const placeOfGroup = ({ name, scope }: LogGroup): Place => [name, scope.account];

const comparePlaces = (a: Place, b: Place): number => {
  const index = a[0] === b[0] ? 1 : 0;
  return a[index] < b[index] ? -1 : a[index] > b[index] ? 1 : 0;
};

const groupsBehind = (call: Call<Context>): readonly LogGroup[] => {
  const after = placeOf(nextTokenOf(call.input), (place) => {
    const [name, account] = Array.isArray(place) ? (place as unknown[]) : [];
    return typeof name === 'string' && typeof account === 'string' ? ([name, account] as const) : undefined;
  });
  return scopesOf(call)
    .flatMap((scope) => groupsIn(call.context, scope))
    .map((group) => ({ group, place: placeOfGroup(group) }))
    .filter(({ place }) => after === undefined || comparePlaces(place, after) > 0)
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ group }) => group);
};

/** Infrequent access and essentials are listed together. */
const isOfClass =
  (wanted: string | undefined) =>
  ({ record }: LogGroup): boolean => {
    const lesser = ['INFREQUENT_ACCESS', 'ESSENTIALS'];
    if (wanted === undefined || record.logGroupClass === wanted) return true;
    return lesser.includes(wanted) && lesser.includes(record.logGroupClass);
  };

const described = (context: Context, isBrief: boolean) => {
  const sizes = new Map(context.store.groups().map(({ name, messageBytes }) => [name, messageBytes]));
  return (group: LogGroup): JsonObject => {
    const { scope, name, record } = group;
    const arn = groupArn(scope, name);
    const brief = { logGroupName: name, creationTime: record.creationTime, arn: `${arn}:*` };
    if (isBrief) return brief;
    return {
      ...brief,
      ...(record.retentionInDays === undefined ? {} : { retentionInDays: record.retentionInDays }),
      ...(record.kmsKeyId === undefined ? {} : { kmsKeyId: record.kmsKeyId }),
      metricFilterCount: 0,
      storedBytes: sizes.get(storedNameOf(context, group)) ?? 0,
      logGroupClass: record.logGroupClass,
      logGroupArn: arn,
      deletionProtectionEnabled: record.deletionProtectionEnabled ?? false,
    };
  };
};

export const describeLogGroups: Act = (call) => {
  const { input, scope, context } = call;
  const prefix = textMember(input, 'logGroupNamePrefix', groupNameRules);
  const part = textMember(input, 'logGroupNamePattern', {
    ...groupNameRules,
    pattern: '[\\.\\-_/#A-Za-z0-9]*',
    min: 0,
  });
  const logGroupClass = textMember(input, 'logGroupClass', logClassRules);
  const identifiers = textsMember(input, 'logGroupIdentifiers', { min: 1, max: 50 }, identifierRules);
  const limit = limitOf(input, 50);
  if (prefix !== undefined && part !== undefined)
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  if (identifiers !== undefined && (prefix ?? part ?? logGroupClass) !== undefined)
    throw invalidParameter('LogGroup identifiers can only be combined with includeLinkedAccounts.');
  const arns = identifiers?.map((given) => (given.startsWith('arn:') ? given : groupArn(scope, given)));
  const found = groupsBehind(call)
    .filter(({ name }) => name.startsWith(prefix ?? '') && name.includes(part ?? ''))
    .filter(isOfClass(logGroupClass))
    .filter((group) => arns === undefined || arns.includes(groupArn(group.scope, group.name)));
  const { items, nextToken } = firstPage(found, limit, placeOfGroup);
  return { logGroups: items.map(described(context, part !== undefined)), nextToken };
};

/** `^/aws|lambda`: the model's pattern admits nothing else that a regular expression would give a meaning. */
const namePattern = (text: string | undefined) => {
  const alternatives = text?.split('|') ?? [''];
  return ({ name }: LogGroup): boolean =>
    alternatives.some((each) =>
      each.startsWith('^') ? name.startsWith(each.slice(1)) : name.includes(each),
    );
};

const tagFilters = (input: JsonObject) => {
  const filters = listMember(input, 'logGroupTags', { min: 1, max: 5 }, (item) => {
    const filter = objectValue(item);
    const key = requiredText(filter, 'key', tagKeyRules);
    const values = textsMember(
      filter,
      'values',
      { min: 0, max: 5 },
      {
        pattern: '^!?\\*?([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)\\*?$',
        max: 259,
      },
    );
    return isTagged(key, values ?? []);
  });
  return ({ record }: LogGroup): boolean => filters?.every((isMet) => isMet(record.tags)) ?? true;
};

export const listLogGroups: Act = (call) => {
  const { input } = call;
  const part = textMember(input, 'logGroupNamePattern', {
    pattern: '(\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24})(\\|\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24}){0,4}',
    min: 3,
    max: 129,
  });
  const logGroupClass = textMember(input, 'logGroupClass', logClassRules);
  const limit = limitOf(input, 1000);
  const found = groupsBehind(call)
    .filter(namePattern(part))
    .filter(isOfClass(logGroupClass))
    .filter(tagFilters(input));
  const { items, nextToken } = firstPage(found, limit, placeOfGroup);
  return {
    logGroups: items.map(({ scope, name, record }) => ({
      logGroupName: name,
      logGroupArn: groupArn(scope, name),
      logGroupClass: record.logGroupClass,
    })),
    nextToken,
  };
};
