// Tokens for the next page: opaque to clients, bound to what they were given for, and not for ever.

import type { Json } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';

type Token = { readonly of: string; readonly after: Json; readonly ms: number };

/** `of`: what is being listed, with what it is filtered by. */
export const tokenFor = (of: string, after: string | number, nowMs: number): string =>
  Buffer.from(JSON.stringify({ of, after, ms: nowMs } satisfies Token)).toString('base64url');

const read = (token: string): Partial<Token> | null => {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Partial<Token> | null;
  } catch {
    return null;
  }
};

const invalid = () => invalidParameter('The specified nextToken is invalid.');

/** What the token says. Throws ServiceError where it is of something else, or has expired. */
export const tokenValue = (of: string, token: string, nowMs: number, lifeMs: number): string | number => {
  const { of: given, after, ms } = read(token) ?? {};
  if (given !== of || typeof ms !== 'number' || (typeof after !== 'string' && typeof after !== 'number'))
    throw invalid();
  if (nowMs - ms > lifeMs) throw invalidParameter('The specified nextToken has expired.');
  return after;
};

export type Page<T> = { readonly items: readonly T[]; readonly nextToken: string | undefined };

/** Lists' tokens live a day (DescribeQueries). */
const DAY_MS = 24 * 60 * 60_000;

/** A page of a list, by place: what begins behind `after`. */
export const pageOf = <T>(
  of: string,
  all: readonly T[],
  keyOf: (item: T) => string,
  request: { readonly token: string | undefined; readonly most: number; readonly nowMs: number },
): Page<T> => {
  const { token, most, nowMs } = request;
  const after = token === undefined ? undefined : String(tokenValue(of, token, nowMs, DAY_MS));
  const from = after === undefined ? 0 : all.findIndex((item) => keyOf(item) === after) + 1;
  // What the last page ended with may be gone: there is no place to go on from.
  if (after !== undefined && from === 0) throw invalid();
  const items = all.slice(from, from + most);
  const last = items.at(-1);
  const hasMore = last !== undefined && from + items.length < all.length;
  return { items, nextToken: hasMore ? tokenFor(of, keyOf(last), nowMs) : undefined };
};
