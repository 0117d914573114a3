// Events as columns: what a column is, what a segment is, how one is made of events, and its bytes.

export { EVENT_ID, type EventFields } from '../events/index.ts';
export * from './arrivals.ts';
export { layDown, type SegmentBuilder, segmentBuilder } from './build-segment.ts';
export * from './column.ts';
export { derivedSegment } from './derived-segment.ts';
export { uuidColumn, withCodes, wordCount } from './dictionary-column.ts';
export {
  type ColumnLayout,
  columnsRead,
  columnsStored,
  type DecodedColumn,
  decodeColumn,
  decodeStored,
  type EncodedColumn,
  encodeColumn,
  encodeSegment,
  type ReadColumn,
  type SegmentColumns,
  type StoredColumn,
  type StoredLayout,
} from './encoding/index.ts';
export { firstRowFrom } from './first-row.ts';
export { lazily } from './lazily.ts';
export { fixedDecimals, numeralOf } from './numeral.ts';
export { packedColumn, textColumn } from './packed-column.ts';
export {
  HEX16,
  HEX32,
  INTEGER,
  IPV4,
  integerAt,
  isPackedInteger,
  MOST_NUMBERS,
  numbersOf,
  type Packing,
  packText,
  printIpv4,
  putInteger,
  readInteger,
  UNPACKED,
  UUID,
  unpackText,
} from './packed-text.ts';
export { MISSING_WORD, type OddTexts, type PackedTexts } from './packed-texts.ts';
export { pickColumn } from './pick-column.ts';
export { pickNumbers } from './pick-numbers.ts';
export {
  hiddenColumns,
  MAX_SEGMENT_CHARACTERS,
  MAX_SEGMENT_ROWS,
  type NeededFields,
  needs,
  type Segment,
  type SegmentStatistics,
  SOURCE,
  systemFields,
} from './segment.ts';
export { charactersOf, dropCut, isWithin, slotReader } from './shapes/index.ts';
export { utf8Length } from './utf8-length.ts';
export { isUuid, printUuid, readUuid, UUID_LENGTH, UUID_NUMBERS } from './uuid.ts';
