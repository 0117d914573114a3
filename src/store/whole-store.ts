// A store with everything in it: segments that were written, and events that were put since, as if they were
// segments too; what clients keep there; names for single events.

import type { Connection } from './connect.ts';
import { deleting } from './delete-events.ts';
import { fetchedSlices } from './fetched-slices.ts';
import { type LiveReading, liveReading } from './live-events.ts';
import { eventFinder, withPointers } from './pointers.ts';
import { liveWriting } from './put-events.ts';
import { readingResources, writingResources } from './resources.ts';
import type {
  BaseStore,
  BaseWritableStore,
  FieldSummary,
  GroupSummary,
  Store,
  WritableStore,
} from './store.ts';
import { tellingStore } from './store-error.ts';

/** Once they are there they stay. */
const tablesTest = (db: Connection): (() => boolean) => {
  const query = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'live_group'");
  let isThere = false;
  return () => {
    isThere ||= query.get() !== undefined;
    return isThere;
  };
};

const addGroups = (
  stored: readonly GroupSummary[],
  live: readonly GroupSummary[],
): readonly GroupSummary[] => {
  if (live.length === 0) return stored;
  const byName = new Map(stored.map((group) => [group.name, group]));
  for (const group of live) {
    const known = byName.get(group.name);
    byName.set(group.name, {
      name: group.name,
      eventCount: group.eventCount + (known?.eventCount ?? 0),
      startMs: Math.min(group.startMs, known?.startMs ?? Number.POSITIVE_INFINITY),
      endMs: Math.max(group.endMs, known?.endMs ?? Number.NEGATIVE_INFINITY),
      messageBytes: group.messageBytes + (known?.messageBytes ?? 0),
      segmentCount: group.segmentCount + (known?.segmentCount ?? 0),
    });
  }
  // As SQLite orders names: by their UTF-8 bytes.
  return [...byName.values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
};

const addFields = (
  stored: readonly FieldSummary[],
  live: readonly FieldSummary[],
): readonly FieldSummary[] => {
  if (live.length === 0) return stored;
  const counts = new Map(stored.map(({ field, present }) => [field, present]));
  for (const { field, present } of live) counts.set(field, present + (counts.get(field) ?? 0));
  return [...counts]
    .map(([field, present]) => ({ field, present }))
    .sort((a, b) => b.present - a.present || Buffer.compare(Buffer.from(a.field), Buffer.from(b.field)));
};

type Reading = Pick<Store, 'groups' | 'fields' | 'segments' | 'open' | 'findEvent'>;

const together = (db: Connection, base: BaseStore, live: LiveReading): Reading => {
  /** Both in one snapshot: events that are being folded are seen once. */
  const atOnce = <T>(read: () => T): T => db.transaction(read)();
  const lookups: Pick<Store, 'segments' | 'open'> = {
    segments: (filter) =>
      atOnce(() => {
        const found = live.segments(filter);
        const stored = base.segments(filter);
        return found.length === 0
          ? stored
          : [...found, ...stored].sort((a, b) => b.endMs - a.endMs || b.id - a.id);
      }),
    open: (segment) => withPointers(live.open(segment) ?? base.open(segment)),
  };
  return {
    ...lookups,
    groups: () => atOnce(() => addGroups(base.groups(), live.groups())),
    fields: (logGroups) => atOnce(() => addFields(base.fields(logGroups), live.fields(logGroups))),
    findEvent: eventFinder(db, lookups),
  };
};

export const wholeStore = (db: Connection, base: BaseStore): Store => {
  const hasTables = tablesTest(db);
  return {
    ...base,
    ...together(db, base, liveReading(db, hasTables)),
    resources: tellingStore(base.path, readingResources(db, hasTables)),
  };
};

export const wholeWritableStore = (db: Connection, base: BaseWritableStore): WritableStore => {
  const live = liveWriting(db, base.writeSegment);
  return {
    ...base,
    ...together(
      db,
      base,
      liveReading(db, () => true),
    ),
    ...deleting(db, base, live),
    resources: tellingStore(base.path, writingResources(db)),
    transaction: (work) => db.transaction(work).immediate(),
    putEvents: live.putEvents,
    addEvents: live.addEvents,
    ...tellingStore(base.path, fetchedSlices(db)),
    close: () => {
      try {
        live.tryFoldAll();
      } finally {
        base.close();
      }
    },
  };
};
