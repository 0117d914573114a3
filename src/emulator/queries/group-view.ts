// A store as one caller sees it: only some log groups, by the names that the caller gives them.

import { type Column, derivedSegment, type Segment } from '../../segments/index.ts';
import type { Store, StoredSegment } from '../../store/index.ts';
import type { GroupInView } from './query-job.ts';

/** A log group exists before it has events. */
const empty = { eventCount: 0, startMs: 0, endMs: 0, messageBytes: 0, segmentCount: 0 };

type Opened = (segment: StoredSegment) => void;

/** The service's @log is `account-id:log-group-name`. */
const asSeen = (segment: Segment, { name, account }: GroupInView): Segment => {
  const log: Column = { form: 'constant', value: `${account}:${name}` };
  return derivedSegment(segment, (field) => (field === '@log' ? log : undefined), name);
};

/** `onOpen` is told of each segment that is looked at. */
export const groupView = (store: Store, groups: readonly GroupInView[], onOpen: Opened): Store => {
  const byStored = new Map(groups.map((group) => [group.stored, group]));
  const byName = new Map(groups.map((group) => [group.name, group]));
  const originals = new WeakMap<StoredSegment, StoredSegment>();
  const storedNames = (names: readonly string[] | undefined): readonly string[] =>
    (names ?? [...byName.keys()]).flatMap((name) => byName.get(name)?.stored ?? []);
  return {
    ...store,
    groups: () => {
      const summaries = new Map(store.groups().map((summary) => [summary.name, summary]));
      return groups.map(({ name, stored }) => ({ ...(summaries.get(stored) ?? empty), name }));
    },
    fields: (names) => store.fields(storedNames(names)),
    segments: (filter) =>
      store.segments({ ...filter, logGroups: storedNames(filter.logGroups) }).map((original) => {
        const seen = { ...original, logGroup: byStored.get(original.logGroup)?.name ?? original.logGroup };
        originals.set(seen, original);
        return seen;
      }),
    open: (seen) => {
      onOpen(seen);
      const group = byName.get(seen.logGroup);
      const segment = store.open(originals.get(seen) ?? seen);
      return group === undefined ? segment : asSeen(segment, group);
    },
  };
};
