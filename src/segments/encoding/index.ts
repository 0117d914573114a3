// Columns and segments as bytes and back: what a store keeps (docs/storage-format.md).

export { type ColumnLayout, decodeColumn, type EncodedColumn, encodeColumn } from './column-bytes.ts';
export {
  type DecodedColumn,
  decodeStored,
  encodeSegment,
  type StoredColumn,
  type StoredLayout,
} from './segment-bytes.ts';
export { columnsRead, columnsStored, type ReadColumn, type SegmentColumns } from './stored-segment.ts';
