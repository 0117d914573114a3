// The ids that events get here: they ascend with the time of the event and then with its arrival.
//
// The service's ids are 56 decimal digits that hold the timestamp above 144 bits of its own: both ids in its
// documentation do, 3113263…94505 of 1396035378988 and 3195310…21568 of 1432826855000.

import { type Column, EVENT_ID, type Segment, valueAt } from '../segments/index.ts';

const LOW_BITS = 144n;

/** Above what a segment and a row can make: no live event has the id of a stored one. */
const LIVE_BIT = 1n << 80n;

const idOf = (timestampMs: number, low: bigint): string =>
  ((BigInt(Math.max(0, timestampMs)) << LOW_BITS) + low).toString().padStart(56, '0');

/** Less than or equal to the id of every event of that millisecond that has an id made as here. */
export const firstEventId = (timestampMs: number): string => idOf(timestampMs, 0n);

/** The time that is in an id made as here. */
export const timeOfEventId = (id: string): number => Number(BigInt(id) >> LOW_BITS);

/** `arrival`: the id of its row. */
export const liveEventId = (timestampMs: number, arrival: number): string =>
  idOf(timestampMs, LIVE_BIT + BigInt(arrival));

/** Of an event that came without an id: by where it is stored, so the same whenever it is asked for. */
const storedEventId = (timestampMs: number, segment: number, row: number): string =>
  idOf(timestampMs, BigInt(segment) * 65_536n + BigInt(row));

/** Epoch ms of every row, ascending; of none where the segment was deleted since it was listed. */
export const timesOf = (segment: Segment): Float64Array => {
  const column = segment.column('@timestamp');
  return column?.form === 'timestamp' ? column.values : new Float64Array(0);
};

/** Does an id hold this time? For many ids of one time, one after the other: then texts are compared. */
const timedTest = (): ((id: string, ms: number) => boolean) => {
  let [at, low, high] = [Number.NaN, '', ''];
  return (id, ms) => {
    if (!/^[0-9]{56,64}$/.test(id)) return false;
    if (at !== ms) [at, low, high] = [ms, firstEventId(ms), firstEventId(ms + 1)];
    const isPlain = ms >= 0 && id.length === low.length && id.length === high.length;
    return isPlain ? id >= low && id < high : timeOfEventId(id) === ms;
  };
};

export type EventIds = {
  /** As the event came with it, whatever it looks like, or else as it is made here. */
  id(row: number): string;
  /** 56 digits, or more of very late times, that begin with the time of the event, as all ids made here and the service's are. */
  key(row: number): string;
};

/** Of the events of a segment that a store has opened. */
export const eventIdsOf = (segment: Segment): EventIds => {
  const times = timesOf(segment);
  const timeAt = (row: number): number => times[row] ?? 0;
  const given = segment.column(EVENT_ID);
  const givenAt = (row: number): string | undefined => {
    const id = given === undefined ? undefined : valueAt(given, row);
    return typeof id === 'string' ? id : undefined;
  };
  const made = (row: number): string => storedEventId(timeAt(row), segment.arrival ?? 0, row);
  const isTimed = timedTest();
  return {
    id: (row) => givenAt(row) ?? made(row),
    key: (row) => {
      const id = givenAt(row);
      return id !== undefined && isTimed(id, timeAt(row)) ? id : made(row);
    },
  };
};

/** Keys are decimal numbers; those of very late times are longer. */
export const compareKeys = (a: string, b: string): number => {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Rows of one time each, in the order of their keys. */
const reorder = (times: Float64Array, ids: EventIds): Uint32Array | undefined => {
  let order: Uint32Array | undefined;
  for (let [start, end] = [0, 0]; start < times.length; start = end) {
    let [isAscending, key] = [true, ''];
    for (end = start + 1; times[end] === times[start]; end += 1) {
      if (end === start + 1) key = ids.key(start);
      const next = ids.key(end);
      isAscending &&= compareKeys(key, next) <= 0;
      key = next;
    }
    if (isAscending) continue;
    order ??= Uint32Array.from(times, (_, row) => row);
    const rows = Array.from({ length: end - start }, (_, index) => ({
      row: start + index,
      key: ids.key(start + index),
    })).sort((a, b) => compareKeys(a.key, b.key) || a.row - b.row);
    order.set(
      rows.map(({ row }) => row),
      start,
    );
  }
  return order;
};

/** By the columns of ids, which a store keeps. */
const orders = new WeakMap<Column, Uint32Array | 'as they are'>();

/**
 * The rows of a segment by time, then key; undefined where they lie so, as they do unless the events came with
 * ids. Looked through once.
 */
export const rowOrderOf = (segment: Segment): Uint32Array | undefined => {
  const given = segment.column(EVENT_ID);
  if (given === undefined) return undefined;
  let order = orders.get(given);
  if (order === undefined) {
    order = reorder(timesOf(segment), eventIdsOf(segment)) ?? 'as they are';
    orders.set(given, order);
  }
  return order === 'as they are' ? undefined : order;
};
