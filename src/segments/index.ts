// Events as columns: what a column is, what a segment is, how one is made of events, and its bytes.

export { EVENT_ID } from '../events/index.ts';
export { type SegmentBuilder, segmentBuilder } from './build-segment.ts';
export * from './column.ts';
export { type ColumnLayout, decodeColumn, type EncodedColumn, encodeColumn } from './column-bytes.ts';
export {
  MAX_SEGMENT_ROWS,
  type NeededFields,
  needs,
  type Segment,
  type SegmentStatistics,
  systemFields,
} from './segment.ts';
export { utf8Length } from './utf8-length.ts';
