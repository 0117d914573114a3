// One slice of time, page by page.
//
// Pages come in the order of the events' time (SDK's model of FilterLogEvents). A slice with many pages is
// therefore left in the middle: what is before the last event's time is complete, the rest is read as slices
// of its own. A server that gives another order is read to the end.

import type {
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { TimeRange } from './coverage.ts';
import { eventReader, type FetchedEvent } from './event.ts';
import { type Asking, askAgain } from './retry.ts';

export type SliceReading = {
  /** The time of which all events are here. */
  readonly done: TimeRange;
  /** When the service was asked first, epoch ms: what came later may be missing. */
  readonly askedMs: number;
  readonly events: readonly FetchedEvent[];
  /** What is still to be read, and about how many pages it has. */
  readonly rest: { readonly range: TimeRange; readonly pages: number } | undefined;
};

export type FilterLogEvents = (
  input: FilterLogEventsCommandInput,
  options: { readonly abortSignal: AbortSignal },
) => Promise<FilterLogEventsCommandOutput>;

export type SliceSource = {
  readonly filterLogEvents: FilterLogEvents;
  readonly request: FilterLogEventsCommandInput;
  readonly asking: Asking;
  readonly pagesPerSlice: number;
  readonly nowMs: () => number;
};

/** A service that gives the token back that it was given would be asked for ever (known of this one). */
export class TokenRepeated extends Error {
  override readonly name = 'TokenRepeated';
  constructor() {
    super('the service gave the same page twice');
  }
}

/** What was read so far of a slice. */
type Gathered = {
  readonly events: Map<string, FetchedEvent>;
  pages: number;
  /** Time of the last event. */
  lastMs: number;
  isInOrder: boolean;
};

const gather = (
  gathered: Gathered,
  page: FilterLogEventsCommandOutput,
  range: TimeRange,
  eventOf: ReturnType<typeof eventReader>,
): void => {
  gathered.pages += 1;
  for (const wire of page.events ?? []) {
    const event = eventOf(wire);
    // The end of a request belongs to it, that of a slice does not.
    if (event === undefined || event.timestampMs < range.startMs || event.timestampMs >= range.endMs)
      continue;
    if (event.timestampMs < gathered.lastMs) gathered.isInOrder = false;
    gathered.lastMs = event.timestampMs;
    gathered.events.set(event.eventId, event);
  }
};

const cutShort = (gathered: Gathered, range: TimeRange, askedMs: number): SliceReading => {
  const cutMs = gathered.lastMs;
  const pagesPerMs = gathered.pages / (cutMs - range.startMs);
  return {
    done: { startMs: range.startMs, endMs: cutMs },
    askedMs,
    events: [...gathered.events.values()].filter(({ timestampMs }) => timestampMs < cutMs),
    rest: { range: { startMs: cutMs, endMs: range.endMs }, pages: pagesPerMs * (range.endMs - cutMs) },
  };
};

const readOnce = async (source: SliceSource, range: TimeRange): Promise<SliceReading> => {
  const { filterLogEvents, request, asking, pagesPerSlice } = source;
  const askedMs = source.nowMs();
  const eventOf = eventReader();
  const gathered: Gathered = {
    events: new Map(),
    pages: 0,
    lastMs: Number.NEGATIVE_INFINITY,
    isInOrder: true,
  };
  let nextToken: string | undefined;
  do {
    const input = { ...request, startTime: range.startMs, endTime: range.endMs, nextToken };
    const page = await askAgain(asking, () => filterLogEvents(input, { abortSignal: asking.signal }));
    gather(gathered, page, range, eventOf);
    if (page.nextToken !== undefined && page.nextToken === nextToken) throw new TokenRepeated();
    nextToken = page.nextToken || undefined;
    const { pages, isInOrder, lastMs } = gathered;
    if (nextToken !== undefined && pages >= pagesPerSlice && isInOrder && lastMs > range.startMs)
      return cutShort(gathered, range, askedMs);
  } while (nextToken !== undefined);
  return { done: range, askedMs, events: [...gathered.events.values()], rest: undefined };
};

/** A token lives 24 hours, and a machine may sleep as long: then the service refuses it, and the slice is read anew. */
const isOfToken = (error: unknown): boolean =>
  error instanceof TokenRepeated ||
  (error instanceof Error && error.name === 'InvalidParameterException' && /token/i.test(error.message));

const READINGS = 3;

export const readSlice = async (source: SliceSource, range: TimeRange): Promise<SliceReading> => {
  for (let reading = 1; ; reading += 1) {
    try {
      return await readOnce(source, range);
    } catch (error) {
      if (reading >= READINGS || !isOfToken(error)) throw error;
    }
  }
};
