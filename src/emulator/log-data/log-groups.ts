// Log groups: those that clients made, and those that the store holds events of.

import type { GroupSummary } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Scope } from '../operation.ts';
import { groupOfIdentifier, groupOfStoredName, isSameScope, storedGroupName } from '../scope.ts';
import { notFound, ServiceError } from '../service-error.ts';
import type { logClasses } from './member-rules.ts';

const KIND = 'log-group';

/** What is kept of a log group that a client has made or changed. */
export type GroupRecord = {
  /** Epoch ms. */
  readonly creationTime: number;
  readonly logGroupClass: (typeof logClasses)[number];
  readonly tags: Readonly<Record<string, string>>;
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly deletionProtectionEnabled?: boolean;
};

export type LogGroup = { readonly scope: Scope; readonly name: string; readonly record: GroupRecord };

/** Events that were imported are older than anything that a client could have made: so is their log group. */
const recordOfEvents = ({ startMs }: GroupSummary): GroupRecord => ({
  creationTime: Math.max(0, startMs),
  logGroupClass: 'STANDARD',
  tags: {},
});

/** A log group by its plain name. */
export const findGroup = (context: Context, scope: Scope, name: string): LogGroup | undefined => {
  const kept = context.store.resources.get(scope, KIND, name);
  if (kept !== undefined) return { scope, name, record: kept as GroupRecord };
  const stored = storedGroupName(context, scope, name);
  // An identifier may hold colons: the name of another scope's group in the store is nobody's plain name.
  if (!isSameScope(groupOfStoredName(context, stored).scope, scope)) return undefined;
  const summary = context.store.groups().find((group) => group.name === stored);
  return summary && { scope, name, record: recordOfEvents(summary) };
};

export const requireGroup = (context: Context, scope: Scope, name: string): LogGroup => {
  const group = findGroup(context, scope, name);
  if (group === undefined) throw notFound('log group');
  return group;
};

/** By name or ARN. */
export const requireGroupOf = (context: Context, caller: Scope, identifier: string): LogGroup => {
  const { scope, name } = groupOfIdentifier(caller, identifier);
  return requireGroup(context, scope, name);
};

/** The other classes' events can only be queried; the text: turbot/steampipe-plugin-aws issue 2758. */
export const requireStandard = (group: LogGroup): LogGroup => {
  if (group.record.logGroupClass !== 'STANDARD')
    throw new ServiceError(
      'ValidationException',
      'This operation is only supported on the Standard log class.',
    );
  return group;
};

export const saveGroup = (context: Context, { scope, name }: Omit<LogGroup, 'record'>, record: GroupRecord) =>
  context.store.resources.put(scope, KIND, name, record);

export const forgetGroup = (context: Context, { scope, name }: LogGroup): void => {
  context.store.resources.delete(scope, KIND, name);
};

export const storedNameOf = (context: Context, { scope, name }: Omit<LogGroup, 'record'>): string =>
  storedGroupName(context, scope, name);

const compareNames = (a: LogGroup, b: LogGroup): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** All of a scope, by name. */
export const groupsIn = (context: Context, scope: Scope): readonly LogGroup[] => {
  const groups = new Map<string, LogGroup>();
  for (const summary of context.store.groups()) {
    const found = groupOfStoredName(context, summary.name);
    if (isSameScope(found.scope, scope))
      groups.set(found.name, { scope, name: found.name, record: recordOfEvents(summary) });
  }
  for (const { name, body } of context.store.resources.list(scope, KIND))
    groups.set(name, { scope, name, record: body as GroupRecord });
  return [...groups.values()].sort(compareNames);
};
