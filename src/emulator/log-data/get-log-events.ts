// GetLogEvents: the events of one stream, page by page in either direction, with tokens that never end.

import { firstEventId } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { flagMember, wholeMember } from '../input.ts';
import type { Operation } from '../operation.ts';
import { type Boundary, KEY } from './boundary.ts';
import { requireGroupOf, requireStandard, storedNameOf } from './log-groups.ts';
import { requireStream } from './log-streams.ts';
import { limitOf, nameOrIdentifierOf, nextTokenOf, streamNameOf, timeRules } from './member-rules.ts';
import { invalidToken } from './paging.ts';
import { eventsInOrder } from './read-events.ts';
import { edgeOf, MOST_PAGE_EVENTS, readPage } from './read-page.ts';

/** The service's look like this: f/37199984602912945150919581120365194235947007390943215618/s */
type Token = { readonly isForward: boolean; readonly boundary: Boundary };

const usualCount = (isForward: boolean): number => (isForward ? 1 : 0);

const printToken = ({ isForward, boundary: { key, count } }: Token): string =>
  `${isForward ? 'f' : 'b'}/${key}/s${count === usualCount(isForward) ? '' : count}`;

const tokenPattern = new RegExp(`^([fb])/(${KEY})/s([0-9]{0,9})$`);

const readToken = (text: string | undefined): Token | undefined => {
  if (text === undefined) return undefined;
  const [, direction, key, count] = tokenPattern.exec(text) ?? [];
  if (key === undefined) throw invalidToken();
  const isForward = direction === 'f';
  return { isForward, boundary: { key, count: count ? Number(count) : usualCount(isForward) } };
};

export const getLogEvents: Operation<Context> = async ({ input, scope, context, signal }) => {
  const identifier = nameOrIdentifierOf(input);
  const name = streamNameOf(input);
  const startMs = wholeMember(input, 'startTime', timeRules) ?? 0;
  const endTime = wholeMember(input, 'endTime', timeRules);
  const limit = limitOf(input, MOST_PAGE_EVENTS, MOST_PAGE_EVENTS);
  const token = readToken(nextTokenOf(input));
  const isForward = token?.isForward ?? flagMember(input, 'startFromHead') === true;
  const group = requireStandard(requireGroupOf(context, scope, identifier));
  requireStream(context, group, name);
  const found = eventsInOrder(context.store, {
    logGroup: storedNameOf(context, group),
    startMs,
    endMs: endTime === undefined ? Number.MAX_SAFE_INTEGER : endTime - 1,
    isForward,
    from: token?.boundary,
    isStream: (logStream) => logStream === name,
  });
  const page = await readPage(found, (event) => event.logStream() === name, { limit, signal });
  // Where nothing was found a client that comes again with the token finds what has come in the meantime.
  const here = token?.boundary ?? { key: firstEventId(startMs), count: 0 };
  const isTired = page.stoppedAt === 'tired' && page.last !== undefined;
  const [near, far] = [page.events[0], isTired ? page.last : page.events.at(-1)];
  const nearEdge = near === undefined ? here : edgeOf(near, !isForward);
  const farEdge = far === undefined ? here : edgeOf(far, isForward);
  const events = isForward ? page.events : page.events.toReversed();
  return {
    events: events.map((event) => ({
      timestamp: event.timestampMs,
      message: event.message(),
      ingestionTime: event.ingestionMs(),
    })),
    nextForwardToken: printToken({ isForward: true, boundary: isForward ? farEdge : nearEdge }),
    nextBackwardToken: printToken({ isForward: false, boundary: isForward ? nearEdge : farEdge }),
  };
};
