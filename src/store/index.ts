// The SQLite file in which log groups and their segments are kept.

export {
  type FieldSummary,
  type GroupSummary,
  type ImportRecord,
  openStore,
  openStoreForWriting,
  type SegmentFilter,
  type Store,
  type StoredSegment,
  type WritableStore,
} from './store.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
