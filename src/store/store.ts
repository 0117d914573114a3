// What a store is: log groups, their segments, and the ledger of what was imported.

import type { Segment, SegmentStatistics } from '../segments/index.ts';
import type { FetchedSlices } from './fetched-slices.ts';
import type { Resources, WritableResources } from './resources.ts';
import type { SealedSegment } from './seal.ts';

/** A file's content as it was taken in; times in epoch ms. */
export type ImportRecord = {
  readonly contentHash: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly path: string;
  readonly format: string;
  readonly eventCount: number;
  readonly textBytes: number;
  readonly fileBytes: number;
  readonly importedMs: number;
};

export type GroupSummary = {
  readonly name: string;
  readonly eventCount: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly messageBytes: number;
  readonly segmentCount: number;
};

/** How many events carry a field. */
export type FieldSummary = { readonly field: string; readonly present: number };

/** `id` ascends in the order of arrival. */
export type StoredSegment = SegmentStatistics & { readonly id: number };

export type SegmentFilter = {
  readonly startMs: number;
  readonly endMs: number;
  /** Names of log groups; undefined means all. */
  readonly logGroups: readonly string[] | undefined;
};

/** What is in the segments that were written. */
export type BaseStore = {
  readonly path: string;
  groups(): readonly GroupSummary[];
  fields(logGroups: readonly string[] | undefined): readonly FieldSummary[];
  /** Segments that may hold events of the window, those that end last first. */
  segments(filter: SegmentFilter): readonly StoredSegment[];
  /** The columns of a segment, read when they are asked for. */
  open(segment: StoredSegment): Segment;
  close(): void;
  [Symbol.dispose](): void;
};

export type BaseWritableStore = BaseStore & {
  /** False when another process is writing. */
  tryBegin(): boolean;
  commit(): void;
  rollback(): void;
  /** A point within the transaction to which `rollbackToMark` returns. */
  mark(): void;
  releaseMark(): void;
  rollbackToMark(): void;
  writeSegment(segment: Segment): void;
  writeSealed(segment: SealedSegment): void;
  recordImport(record: ImportRecord): void;
  /** Might a file of this size have been imported? Spares reading it. */
  mayHaveImport(fileBytes: number): boolean;
  hasImport(contentHash: string, logGroup: string, logStream: string): boolean;
};

export type FoundEvent = { readonly segment: Segment; readonly row: number };

/** Segments, and as segments the events that were put and not yet folded. */
export type Store = BaseStore & {
  /** The event that a value of the column `@ptr` names. */
  findEvent(pointer: string): FoundEvent | undefined;
  readonly resources: Resources;
};

export type NewEvent = { readonly timestampMs: number; readonly message: string };

/** An event among the live ones; without an id it gets one. Times are epoch ms. */
export type PutRow = {
  readonly timestampMs: number;
  readonly message: string;
  readonly logStream: string;
  readonly ingestionMs: number;
  readonly eventId?: string;
};

export type WritableStore = Store &
  BaseWritableStore &
  FetchedSlices & {
    readonly resources: WritableResources;
    /** All or nothing of what `work` writes. Throws StoreError where another process is writing. */
    transaction<T>(work: () => T): T;
    /** When this returns, the events outlive the process. */
    putEvents(logGroup: string, logStream: string, ingestionMs: number, events: readonly NewEvent[]): void;
    /** The same within a transaction, of events that may have ids already. */
    addEvents(logGroup: string, events: readonly PutRow[]): void;
    /** Its events, and what is known of its imports: they can be imported again. */
    deleteLogGroup(logGroup: string): void;
    deleteLogStream(logGroup: string, logStream: string): void;
  };
