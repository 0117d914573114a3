// The SQLite file in which log groups and their segments are kept.

export { openStore, openStoreForWriting } from './open-store.ts';
export type { SealedSegment } from './seal.ts';
export { openSealer, type Sealer } from './sealer.ts';
export type {
  FieldSummary,
  GroupSummary,
  ImportRecord,
  SegmentFilter,
  Store,
  StoredSegment,
  WritableStore,
} from './store.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
