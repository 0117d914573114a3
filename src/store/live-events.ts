// Reading events that were put and not yet folded: as segments, made of the rows of a log group in runs.
//
// A run that is full never changes until its rows are folded, so that only the last one is made anew when
// rows were added.

import {
  countPresent,
  EVENT_ID,
  type Segment,
  type SegmentBuilder,
  segmentBuilder,
  utf8Length,
} from '../segments/index.ts';
import type { Connection } from './connect.ts';
import type { FieldSummary, GroupSummary, SegmentFilter, StoredSegment } from './store.ts';

/** Rows of one run: few enough to be laid down again for each row that is added. */
const RUN_ROWS = 8192;

/** UTF-16 units of messages in a run. */
const RUN_CHARACTERS = 2 * 1024 * 1024;

/**
 * Bytes of memory of runs that are kept, about; those of the groups read longest ago go first. Each connection
 * keeps its own. More than any single group has before it is folded, so that no group is read anew each time.
 */
const KEPT_BYTES = 48 * 1024 * 1024;

/** Measured: 60,000 events of 86 characters take 37 MB, of which their texts are 10. */
const ROW_BYTES = 450;
const CHARACTER_BYTES = 2;

/** Live segments have the id of their first row above this: they arrive after all stored segments. */
const LIVE_IDS = 2 ** 36;

/** Is it made of live events? Only the store that listed such a segment can open it. */
export const isLive = ({ id }: StoredSegment): boolean => id >= LIVE_IDS;

export type LiveRow = {
  readonly id: number;
  readonly log_stream: string;
  readonly timestamp_ms: number;
  readonly ingestion_ms: number;
  readonly event_id: string;
  readonly message: string;
};

type Run = {
  readonly lastId: number;
  /** In memory, about. */
  readonly bytes: number;
  readonly isFull: boolean;
  readonly stored: StoredSegment;
  readonly segment: () => Segment;
};

/** What is kept of a log group. `firstId` changes when rows were folded. */
type GroupRuns = { readonly firstId: number; readonly runs: readonly Run[] };

type LiveGroup = {
  readonly id: number;
  readonly name: string;
  readonly first_id: number;
  readonly last_id: number;
};

const idNames: readonly string[] = [EVENT_ID];

/** One array of names for all rows, as builders want it. */
export const addLiveRow = (builder: SegmentBuilder, row: LiveRow): void =>
  builder.add(row.timestamp_ms, row.message, row.log_stream, row.ingestion_ms, {
    names: idNames,
    values: [row.event_id],
  });

/** Rows of a group in the order of arrival: group, after this id. */
export const selectLiveRows = `
  SELECT id, log_stream, timestamp_ms, ingestion_ms, event_id, message
  FROM live_event WHERE log_group = ? AND id > ? ORDER BY id`;

const runOf = (logGroup: string, rows: Iterator<LiveRow>): Run | undefined => {
  const builder = segmentBuilder(logGroup);
  let [firstId, lastId, characters, messageBytes] = [0, 0, 0, 0];
  let [startMs, endMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const isFull = (): boolean => builder.rowCount >= RUN_ROWS || characters >= RUN_CHARACTERS;
  while (!isFull()) {
    const { value: row, done } = rows.next();
    if (done) break;
    if (builder.rowCount === 0) firstId = row.id;
    addLiveRow(builder, row);
    lastId = row.id;
    characters += row.message.length;
    messageBytes += utf8Length(row.message);
    startMs = Math.min(startMs, row.timestamp_ms);
    endMs = Math.max(endMs, row.timestamp_ms);
  }
  const { rowCount } = builder;
  if (rowCount === 0) return undefined;
  let sealed: Segment | undefined;
  const stored = { id: LIVE_IDS + firstId, logGroup, rowCount, startMs, endMs, messageBytes };
  return {
    lastId,
    bytes: characters * CHARACTER_BYTES + rowCount * ROW_BYTES,
    isFull: isFull(),
    stored,
    segment: () => {
      sealed ??= { ...builder.seal('all'), arrival: stored.id };
      return sealed;
    },
  };
};

export type LiveReading = {
  groups(): readonly GroupSummary[];
  segments(filter: SegmentFilter): readonly StoredSegment[];
  /** Of a segment that `segments` gave, as it was then; undefined where it is none of these. */
  open(segment: StoredSegment): Segment | undefined;
  fields(logGroups: readonly string[] | undefined): readonly FieldSummary[];
};

const namesArgument = (names: readonly string[] | undefined): string | null =>
  names === undefined ? null : JSON.stringify(names);

const everywhere = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };

/** Gives the runs of log groups, and keeps them: those that are full, and the last one until rows are added. */
const runCache = (db: Connection): ((groups: readonly LiveGroup[]) => readonly Run[]) => {
  const kept = new Map<number, GroupRuns>();

  const readRuns = (group: LiveGroup, before: readonly Run[]): readonly Run[] => {
    const runs = before.filter(({ isFull }) => isFull);
    const rows = db.prepare(selectLiveRows).iterate(group.id, runs.at(-1)?.lastId ?? 0);
    try {
      for (;;) {
        const run = runOf(group.name, rows as IterableIterator<LiveRow>);
        if (run === undefined) return runs;
        runs.push(run);
      }
    } finally {
      rows.return?.();
    }
  };

  const runsOf = (group: LiveGroup): readonly Run[] => {
    const known = kept.get(group.id);
    const before = known?.firstId === group.first_id ? known.runs : [];
    const runs = before.at(-1)?.lastId === group.last_id ? before : readRuns(group, before);
    // A Map keeps the order of insertion: what is used moves to the end.
    kept.delete(group.id);
    kept.set(group.id, { firstId: group.first_id, runs });
    return runs;
  };

  const forgetOldest = (): void => {
    let total = 0;
    for (const [id, { runs }] of [...kept].reverse()) {
      total += runs.reduce((sum, { bytes }) => sum + bytes, 0);
      if (total > KEPT_BYTES) kept.delete(id);
    }
  };

  return (groups) => {
    const runs = groups.flatMap(runsOf);
    forgetOldest();
    return runs;
  };
};

const liveGroups = (db: Connection): readonly GroupSummary[] =>
  db
    .prepare(
      `SELECT g.name AS name, row_count AS eventCount, start_ms AS startMs, end_ms AS endMs,
         message_bytes AS messageBytes, 1 AS segmentCount
       FROM live_group l JOIN log_group g ON g.id = l.log_group`,
    )
    .all() as GroupSummary[];

/** `hasLive`: stores of version 1 and 2 have no such tables. */
export const liveReading = (db: Connection, hasLive: () => boolean): LiveReading => {
  const runsOf = runCache(db);
  /** The rows may be folded between the listing and the opening: what was listed stays readable. */
  const listed = new WeakMap<StoredSegment, Run>();

  const segments = ({ startMs, endMs, logGroups }: SegmentFilter): readonly StoredSegment[] => {
    if (!hasLive()) return [];
    const groups = db
      .prepare(
        `SELECT g.id, g.name, first_id, last_id FROM live_group l JOIN log_group g ON g.id = l.log_group
         WHERE end_ms >= :startMs AND start_ms <= :endMs
           AND (:groups IS NULL OR g.name IN (SELECT value FROM json_each(:groups)))`,
      )
      .all({ startMs, endMs, groups: namesArgument(logGroups) }) as LiveGroup[];
    const found = runsOf(groups).filter(({ stored }) => stored.endMs >= startMs && stored.startMs <= endMs);
    return found.map((run) => {
      listed.set(run.stored, run);
      return run.stored;
    });
  };

  return {
    groups: () => (hasLive() ? liveGroups(db) : []),
    segments,
    open: (segment) => listed.get(segment)?.segment(),
    fields: (logGroups) => {
      const present = new Map<string, number>();
      for (const stored of segments({ ...everywhere, logGroups })) {
        const segment = listed.get(stored)!.segment();
        for (const field of segment.fields) {
          const column = segment.column(field);
          const count = column === undefined ? 0 : countPresent(column, segment.rowCount);
          present.set(field, (present.get(field) ?? 0) + count);
        }
      }
      return [...present].map(([field, count]) => ({ field, present: count }));
    },
  };
};
