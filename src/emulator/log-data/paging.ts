// Pages of lists: a token says behind which item the next page begins, so that pages stay right when items
// come and go between them.

import type { Json } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';

export const invalidToken = () => invalidParameter('The specified nextToken is invalid.');

export const tokenOf = (place: Json): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** `read` throws or gives undefined for what is no place. */
export const placeOf = <T>(
  token: string | undefined,
  read: (place: Json) => T | undefined,
): T | undefined => {
  if (token === undefined) return undefined;
  let place: T | undefined;
  try {
    place = read(JSON.parse(Buffer.from(token, 'base64url').toString()) as Json);
  } catch {
    throw invalidToken();
  }
  if (place === undefined) throw invalidToken();
  return place;
};

export const textPlace = (place: Json): string | undefined => (typeof place === 'string' ? place : undefined);

export type Page<T> = { readonly items: readonly T[]; readonly nextToken: string | undefined };

/** `items` are in order and behind the token's place already. */
export const firstPage = <T>(items: readonly T[], limit: number, place: (item: T) => Json): Page<T> => {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const nextToken = items.length > limit && last !== undefined ? tokenOf(place(last)) : undefined;
  return { items: page, nextToken };
};
