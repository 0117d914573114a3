// The SQLite file in which log groups and their segments are kept.

export {
  compareKeys,
  type EventIds,
  eventIdsOf,
  firstEventId,
  rowOrderOf,
  timeOfEventId,
  timesOf,
} from './event-id.ts';
export type { FetchedSlice } from './fetched-slices.ts';
export { isLive } from './live-events.ts';
export { openStore, openStoreForWriting } from './open-store.ts';
export type { Resource, ResourceFilter, ResourceScope, Resources, WritableResources } from './resources.ts';
export type { SealedSegment } from './seal.ts';
export { openSealer, type Sealer } from './sealer.ts';
export type {
  FieldSummary,
  FoundEvent,
  GroupSummary,
  ImportRecord,
  NewEvent,
  PutRow,
  SegmentFilter,
  Store,
  StoredSegment,
  WritableStore,
} from './store.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
