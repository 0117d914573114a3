// The service's own id of an event, which FilterLogEvents and subscriptions tell: among the fields that a
// format tells of an event, under a name that no query writes and no list of fields shows.

import type { EventFields } from './reader.ts';

export const EVENT_ID = '\u0001id';

const names: readonly string[] = [EVENT_ID];

/** The only field of an event that has nothing but its id. */
export const fieldsOfId = (id: unknown): EventFields | undefined =>
  typeof id === 'string' && id !== '' ? { names, values: [id] } : undefined;
