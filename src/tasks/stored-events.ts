// Events of a store, looked up by their time, to compare them with others.

import {
  type Column,
  EVENT_ID,
  firstRowFrom,
  lazily,
  type Segment,
  SOURCE,
  valueAt,
} from '../segments/index.ts';
import type { StoredSegment, WritableStore } from '../store/index.ts';

/** Where an event may be: its group, one of the streams (their keys), and a time between both, epoch ms, inclusive. */
export type Span = {
  readonly logGroup: string;
  readonly streams: ReadonlySet<string>;
  readonly startMs: number;
  readonly endMs: number;
  /** Then an event may be known by its id alone. */
  readonly hasIds: boolean;
};

/** One segment; rows are in the order of time. */
export type StoredEvents = {
  readonly segment: number;
  readonly rowCount: number;
  /** The event of this time and id. */
  withId(ms: number, id: string): number | undefined;
  /** The events of this time, stream and message. */
  equalTo(ms: number, logStream: string, message: string): readonly number[];
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

/** An export names folders after streams, and no folder has a slash in its name. */
export const streamKey = (logStream: string): string => logStream.replaceAll('/', '-');

const textKey = (logStream: string, message: string): string => `${streamKey(logStream)}\n${message}`;

/** The rows of one time: thousands may share it. */
type Moment = {
  readonly ms: number;
  readonly byId: ReadonlyMap<string, number>;
  readonly byText: ReadonlyMap<string, readonly number[]>;
};

const eventsOf = (id: number, segment: Segment): StoredEvents => {
  const of = (field: string) => lazily(() => segment.column(field));
  const timestamps = lazily((): Float64Array => {
    const column = segment.column('@timestamp');
    return column?.form === 'timestamp' ? column.values : new Float64Array();
  });
  const [streams, messages, ids, sources] = [of('@logStream'), of('@message'), of(EVENT_ID), of(SOURCE)];
  const read = (ms: number): Moment => {
    const byId = new Map<string, number>();
    const byText = new Map<string, number[]>();
    for (let row = firstRowFrom(timestamps(), ms); timestamps()[row] === ms; row += 1) {
      const eventId = textAt(ids(), row);
      if (eventId !== undefined) byId.set(eventId, row);
      const key = textKey(textAt(streams(), row) ?? '', textAt(messages(), row) ?? '');
      const rows = byText.get(key);
      if (rows === undefined) byText.set(key, [row]);
      else rows.push(row);
    }
    return { ms, byId, byText };
  };
  let last: Moment | undefined;
  const momentOf = (ms: number): Moment => {
    if (last?.ms !== ms) last = read(ms);
    return last;
  };
  return {
    segment: id,
    rowCount: segment.rowCount,
    withId: (ms, eventId) => momentOf(ms).byId.get(eventId),
    equalTo: (ms, logStream, message) => momentOf(ms).byText.get(textKey(logStream, message)) ?? [],
    id: (row) => textAt(ids(), row),
    source: (row) => textAt(sources(), row) ?? '',
  };
};

/** Live segments grow. */
const keyOf = ({ id, rowCount }: StoredSegment): string => `${id} ${rowCount}`;

const shareOne = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const one of few) if (many.has(one)) return true;
  return false;
};

export const segmentsAtHand = (store: WritableStore) => {
  const traits = new Map<string, Traits>();
  /** Those used last are at the end. */
  const open = new Map<string, StoredEvents>();

  const traitsOf = (stored: StoredSegment): Traits => {
    const known = traits.get(keyOf(stored));
    if (known !== undefined) return known;
    const segment = store.open(stored);
    const read = {
      streams: new Set([...distinct(segment, '@logStream')].map(streamKey)),
      sources: distinct(segment, SOURCE),
      hasIds: segment.column(EVENT_ID) !== undefined,
    };
    traits.set(keyOf(stored), read);
    return read;
  };

  const opened = (stored: StoredSegment): StoredEvents => {
    const events = open.get(keyOf(stored)) ?? eventsOf(stored.id, store.open(stored));
    open.delete(keyOf(stored));
    open.set(keyOf(stored), events);
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
          return (hasIds && span.hasIds) || ((hasIds || hasOthers) && shareOne(streams, span.streams));
        })
        .map(opened);
    },
    forget: (): void => {
      traits.clear();
      open.clear();
    },
  };
};
