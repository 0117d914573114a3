// Whose log group is meant: names and ARNs of requests to scopes, and scopes to the names in the store.

import type { Scope } from './operation.ts';
import { invalidParameter } from './service-error.ts';

/** What is known of the local scope: a Context has it. */
type Home = { readonly localScope: Scope };

/** A log group by its plain name, in the scope that keeps it. */
export type GroupName = { readonly scope: Scope; readonly name: string };

export const isSameScope = (a: Scope, b: Scope): boolean => a.account === b.account && a.region === b.region;

/**
 * The name of a log group in the store: plain in the local scope, so that what was imported is there and the
 * command line sees what clients put; of every other scope behind its account and region.
 */
export const storedGroupName = ({ localScope }: Home, scope: Scope, name: string): string =>
  isSameScope(localScope, scope) ? name : `${scope.account}:${scope.region}:${name}`;

/** The way back. Names of log groups hold no colon, so nothing else looks like a scope. */
export const groupOfStoredName = ({ localScope }: Home, stored: string): GroupName => {
  const [, account, region, name] = /^([0-9]{12}):([a-z0-9-]+):(.+)$/s.exec(stored) ?? [];
  return account === undefined || region === undefined || name === undefined
    ? { scope: localScope, name: stored }
    : { scope: { account, region }, name };
};

/** Without the ":*" that some of the API's answers end in. */
export const groupArn = ({ account, region }: Scope, name: string): string =>
  `arn:aws:logs:${region}:${account}:log-group:${name}`;

const ARN = /^arn:aws[a-z-]*:logs:([a-z0-9-]+):([0-9]{12}):log-group:([^:]+)(?::\*)?$/;

/** A log group by its name or ARN; of an ARN, account and region count. Throws ServiceError. */
export const groupOfIdentifier = (caller: Scope, identifier: string): GroupName => {
  if (!identifier.startsWith('arn:')) return { scope: caller, name: identifier };
  const [, region, account, name] = ARN.exec(identifier) ?? [];
  if (region === undefined || account === undefined || name === undefined)
    throw invalidParameter(`Invalid log group ARN: ${identifier}`);
  return { scope: { account, region }, name };
};
