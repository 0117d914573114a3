// Events on their way into a store, file by file and log group by log group.
//
// A file's events count only when the file has been read to its end: until then they wait, or, where they fill
// whole segments, are written behind a mark to which the store can go back. What is left of a finished file
// joins the tail of its group, so that many small files share a segment.

import type { EventSink } from '../events/index.ts';
import {
  type Arrivals,
  addArrival,
  appendArrivals,
  isFull,
  newArrivals,
  takeSegmentful,
} from '../segments/index.ts';
import type { WritableStore } from '../store/index.ts';
import { type KnownEvents, mayHoldCopies, openKnownEvents } from './known-events.ts';
import type { SegmentWriter } from './segment-writer.ts';

export type ImportIntakeOptions = {
  readonly store: WritableStore;
  readonly writer: SegmentWriter;
  /** Overrides the group that events name. */
  readonly forcedGroup?: string | undefined;
  readonly rowsPerSegment?: number | undefined;
};

export type ImportIntake = {
  /** Takes the events of the file being read. */
  readonly sink: EventSink;
  /** The next events are of a file of this source; see known-events. '' where copies cannot be told. */
  startFile(source: string): void;
  /** Between the pieces of a file: hands on what fills segments. */
  settle(): Promise<void>;
  /** The file has been read to its end; its events are in. Gives how many were in already. */
  keepFile(): Promise<number>;
  /** Nothing of the file is in. */
  dropFile(): Promise<void>;
  /** Until all that was kept is written. */
  flush(): Promise<void>;
};

type ByGroup = Map<string, Arrivals>;

const ofGroup = (groups: ByGroup, name: string): Arrivals => {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const made = newArrivals(name);
  groups.set(name, made);
  return made;
};

type State = ImportIntakeOptions & {
  readonly known: KnownEvents;
  /** Of finished files. */
  readonly tails: ByGroup;
  /** Of the file being read: as they came in, and those of them that are new. */
  readonly incoming: ByGroup;
  readonly fresh: ByGroup;
  source: string;
  isMarked: boolean;
  knownOfFile: number;
};

const writeTail = async ({ tails, writer }: State, group: string, isAwaited = false): Promise<void> => {
  const tail = tails.get(group);
  tails.delete(group);
  if (tail !== undefined && tail.timestamps.length > 0) await writer.write(tail, isAwaited);
};

/** What may hold copies is written first: they are looked for in the store. */
const writeCopies = async (state: State, arrivals: Arrivals): Promise<void> => {
  const { tails, writer } = state;
  const tail = tails.get(arrivals.logGroup);
  const isInTail = tail !== undefined && mayHoldCopies(tail, arrivals);
  if (!isInTail && !writer.pending.some((pending) => mayHoldCopies(pending, arrivals))) return;
  if (isInTail) await writeTail(state, arrivals.logGroup, true);
  await writer.drain();
};

/** From here on the file may be taken back, and no tail may be written: those of other sources are now. */
const mark = async (state: State): Promise<void> => {
  const { tails, source, store, writer } = state;
  for (const [group, { sources }] of tails)
    if (source !== '' && sources.some((other) => other !== source && other !== ''))
      await writeTail(state, group);
  writer.inTurn(store.mark);
  state.isMarked = true;
};

/** What has come in for a group, without what is known. */
const sift = async (state: State, group: string): Promise<void> => {
  const { incoming, fresh, known } = state;
  const arrivals = ofGroup(incoming, group);
  incoming.delete(group);
  await writeCopies(state, arrivals);
  const copies = known.find(arrivals);
  state.knownOfFile += copies.size;
  if (copies.size === 0 && !fresh.has(group)) fresh.set(group, arrivals);
  else appendArrivals(ofGroup(fresh, group), arrivals, (row) => !copies.has(row));
};

/** Writes what fills segments before the file has ended. */
const spill = async (state: State, arrivals: Arrivals): Promise<void> => {
  const { rowsPerSegment, writer } = state;
  while (isFull(arrivals, rowsPerSegment)) {
    if (!state.isMarked) await mark(state);
    await writer.write(takeSegmentful(arrivals, rowsPerSegment));
  }
};

const joinTail = async ({ tails, writer, rowsPerSegment }: State, arrivals: Arrivals): Promise<void> => {
  const { logGroup } = arrivals;
  const before = tails.get(logGroup);
  const tail = before ?? arrivals;
  if (before === undefined) tails.set(logGroup, arrivals);
  else appendArrivals(before, arrivals);
  while (isFull(tail, rowsPerSegment)) await writer.write(takeSegmentful(tail, rowsPerSegment));
};

/** The file has ended: gives how many of its events were known, and begins the next. */
const endFile = (state: State): number => {
  const count = state.knownOfFile;
  state.incoming.clear();
  state.fresh.clear();
  state.knownOfFile = 0;
  state.isMarked = false;
  return count;
};

const keepFile = async (state: State): Promise<number> => {
  for (const group of [...state.incoming.keys()]) await sift(state, group);
  if (state.isMarked) state.writer.inTurn(state.store.releaseMark);
  for (const arrivals of state.fresh.values()) await joinTail(state, arrivals);
  state.known.keepFile();
  return endFile(state);
};

const dropFile = async (state: State): Promise<void> => {
  if (state.isMarked) {
    state.writer.inTurn(state.store.rollbackToMark);
    await state.writer.drain();
  }
  state.known.dropFile();
  endFile(state);
};

export const createImportIntake = (options: ImportIntakeOptions): ImportIntake => {
  const known = openKnownEvents(options.store);
  const groups = { tails: new Map(), incoming: new Map(), fresh: new Map() };
  const state: State = { ...options, known, ...groups, source: '', isMarked: false, knownOfFile: 0 };
  return {
    sink: {
      add: (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
        const arrivals = ofGroup(state.incoming, options.forcedGroup ?? logGroup);
        addArrival(arrivals, timestampMs, message, logStream, ingestionMs, fields, state.source);
      },
    },
    startFile: (source) => {
      state.source = source;
    },
    settle: async () => {
      for (const [group, arrivals] of state.incoming)
        if (isFull(arrivals, options.rowsPerSegment)) await sift(state, group);
      for (const arrivals of state.fresh.values()) await spill(state, arrivals);
    },
    keepFile: () => keepFile(state),
    dropFile: () => dropFile(state),
    flush: async () => {
      for (const group of [...state.tails.keys()]) await writeTail(state, group, true);
      await options.writer.drain();
      known.allWritten();
    },
  };
};
