// Cursors over segments: each goes through the events of one, in the order of time and then key, either way.
// Many may be at one and the same time, so keys are made only when there is something to tell apart.

import type { Segment } from '../../segments/index.ts';
import {
  compareKeys,
  type EventIds,
  eventIdsOf,
  rowOrderOf,
  timeOfEventId,
  timesOf,
} from '../../store/index.ts';

/** A window of time, and which way through it. Times are epoch ms, both inclusive. */
export type Way = {
  readonly startMs: number;
  readonly endMs: number;
  readonly isForward: boolean;
  /** Of the events of its own time only those of this key and beyond. */
  readonly fromKey: string | undefined;
};

export type Cursor = {
  readonly segment: Segment;
  readonly times: Float64Array;
  readonly ids: EventIds;
  readonly order: Uint32Array | undefined;
  /** Of the event that is next, among those of the segment in order. */
  place: number;
  /** Its key, when it was asked for. */
  key: string | undefined;
};

/** The first of these places that is not before, or `to`. */
const lowerBound = (from: number, to: number, isBefore: (place: number) => boolean): number => {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const rowOf = ({ order, place }: Cursor): number => order?.[place] ?? place;

export const keyOf = (cursor: Cursor): string => {
  cursor.key ??= cursor.ids.key(rowOf(cursor));
  return cursor.key;
};

/** NaN where nothing is left. */
export const timeOf = ({ times, place }: Cursor): number => times[place] ?? Number.NaN;

export const openCursor = (segment: Segment, { startMs, endMs, isForward, fromKey }: Way): Cursor => {
  const times = timesOf(segment);
  const order = rowOrderOf(segment);
  const ids = eventIdsOf(segment);
  const placeOfTime = (ms: number): number => lowerBound(0, times.length, (place) => times[place]! < ms);
  const [low, high] = isForward
    ? [placeOfTime(startMs), placeOfTime(startMs + 1)]
    : [placeOfTime(endMs), placeOfTime(endMs + 1)];
  const isAtKey = fromKey !== undefined && timeOfEventId(fromKey) === (isForward ? startMs : endMs);
  const compare = (place: number): number => compareKeys(ids.key(order?.[place] ?? place), fromKey ?? '');
  const first = isAtKey
    ? lowerBound(low, high, (place) => compare(place) < (isForward ? 0 : 1))
    : isForward
      ? low
      : high;
  return { segment, times, ids, order, place: isForward ? first : first - 1, key: undefined };
};

export const advance = (cursor: Cursor, isForward: boolean): void => {
  cursor.place += isForward ? 1 : -1;
  cursor.key = undefined;
};

export const isLeft = (cursor: Cursor, { startMs, endMs, isForward }: Way): boolean =>
  isForward ? timeOf(cursor) <= endMs : timeOf(cursor) >= startMs;

/** In the direction of reading. */
export const compareCursors = (a: Cursor, b: Cursor, isForward: boolean): number => {
  const order = timeOf(a) - timeOf(b) || compareKeys(keyOf(a), keyOf(b));
  return isForward ? order : -order;
};
