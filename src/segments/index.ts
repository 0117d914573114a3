// Events as columns: what a column is, what a segment is, how one is made of events, and its bytes.

export { EVENT_ID, type EventFields } from '../events/index.ts';
export * from './arrivals.ts';
export { layDown, type SegmentBuilder, segmentBuilder } from './build-segment.ts';
export * from './column.ts';
export { type ColumnLayout, decodeColumn, type EncodedColumn, encodeColumn } from './column-bytes.ts';
export { derivedSegment } from './derived-segment.ts';
export { firstRowFrom } from './first-row.ts';
export {
  hiddenColumns,
  MAX_SEGMENT_ROWS,
  type NeededFields,
  needs,
  type Segment,
  type SegmentStatistics,
  SOURCE,
  systemFields,
} from './segment.ts';
export { utf8Length } from './utf8-length.ts';
