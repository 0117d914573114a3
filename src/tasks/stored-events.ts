// Events of a store, looked up by their time, to compare them with others.

import { type Column, EVENT_ID, type Segment, SOURCE, valueAt } from '../segments/index.ts';
import type { StoredSegment, WritableStore } from '../store/index.ts';

/** Where an event may be: its group, one of the streams, and a time between both, epoch ms, inclusive. */
export type Span = {
  readonly logGroup: string;
  readonly streams: ReadonlySet<string>;
  readonly startMs: number;
  readonly endMs: number;
};

/** One segment; rows are in the order of time. */
export type StoredEvents = {
  readonly segment: number;
  /** The first row at or after the time. */
  firstAt(ms: number): number;
  /** undefined past the last row. */
  timestampAt(row: number): number | undefined;
  logStream(row: number): string;
  message(row: number): string;
  id(row: number): string | undefined;
  source(row: number): string;
};

/** What is remembered of every segment that was looked at. */
type Traits = {
  readonly streams: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly hasIds: boolean;
};

/** So many segments stay open: their columns are in memory. */
const MOST_OPEN = 8;

const textAt = (column: Column | undefined, row: number): string | undefined => {
  const value = column === undefined ? undefined : valueAt(column, row);
  return value === undefined ? undefined : String(value);
};

const distinct = (segment: Segment, field: string): ReadonlySet<string> => {
  const column = segment.column(field);
  if (column === undefined) return new Set(['']);
  if (column.form === 'constant') return new Set([String(column.value)]);
  const texts = new Set<string>();
  for (let row = 0; row < segment.rowCount; row += 1) texts.add(textAt(column, row) ?? '');
  return texts;
};

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const eventsOf = (id: number, segment: Segment): StoredEvents => {
  const of = (field: string) => lazily(() => segment.column(field));
  const timestamps = lazily((): Float64Array => {
    const column = segment.column('@timestamp');
    return column?.form === 'timestamp' ? column.values : new Float64Array();
  });
  const [streams, messages, ids, sources] = [of('@logStream'), of('@message'), of(EVENT_ID), of(SOURCE)];
  return {
    segment: id,
    firstAt: (ms) => {
      const values = timestamps();
      let low = 0;
      let high = values.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (values[middle]! < ms) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    timestampAt: (row) => timestamps()[row],
    logStream: (row) => textAt(streams(), row) ?? '',
    message: (row) => textAt(messages(), row) ?? '',
    id: (row) => textAt(ids(), row),
    source: (row) => textAt(sources(), row) ?? '',
  };
};

const shareOne = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const one of few) if (many.has(one)) return true;
  return false;
};

export const segmentsAtHand = (store: WritableStore) => {
  const traits = new Map<number, Traits>();
  /** Those used last are at the end. */
  const open = new Map<number, StoredEvents>();

  const traitsOf = (stored: StoredSegment): Traits => {
    const known = traits.get(stored.id);
    if (known !== undefined) return known;
    const segment = store.open(stored);
    const read = {
      streams: distinct(segment, '@logStream'),
      sources: distinct(segment, SOURCE),
      hasIds: segment.column(EVENT_ID) !== undefined,
    };
    traits.set(stored.id, read);
    return read;
  };

  const opened = (stored: StoredSegment): StoredEvents => {
    const events = open.get(stored.id) ?? eventsOf(stored.id, store.open(stored));
    open.delete(stored.id);
    open.set(stored.id, events);
    const oldest = open.size > MOST_OPEN ? open.keys().next().value : undefined;
    if (oldest !== undefined) open.delete(oldest);
    return events;
  };

  return {
    /** Segments that may hold events of the span which are not, without ids, of the source itself. */
    holding: (span: Span, source: string): readonly StoredEvents[] => {
      const { startMs, endMs, logGroup } = span;
      return store
        .segments({ startMs, endMs, logGroups: [logGroup] })
        .filter((stored) => {
          const { streams, sources, hasIds } = traitsOf(stored);
          const hasOthers = [...sources].some((one) => one !== source && one !== '');
          return (hasIds || hasOthers) && shareOne(streams, span.streams);
        })
        .map(opened);
    },
    forget: (): void => {
      traits.clear();
      open.clear();
    },
  };
};
