// A segment: up to 65,536 events of one log group in time order, as columns.

import type { Column } from './column.ts';

export const MAX_SEGMENT_ROWS = 65_536;

/**
 * UTF-16 units of message text at which a segment is full, whatever its rows: all messages stand in one
 * string, and V8's strings end at about 512 Mi.
 */
export const MAX_SEGMENT_CHARACTERS = 64 * 1024 * 1024;

/** Fields that every event has, whatever its message. */
export const systemFields = ['@timestamp', '@ingestionTime', '@logStream', '@log', '@message'] as const;

export type SegmentStatistics = {
  readonly logGroup: string;
  readonly rowCount: number;
  /** Timestamps of the first and the last event, epoch ms, both inclusive. */
  readonly startMs: number;
  readonly endMs: number;
  /** UTF-8 bytes of all messages. */
  readonly messageBytes: number;
};

export type Segment = SegmentStatistics & {
  /** Its place in the order of arrival, where segments are read in another order. */
  readonly arrival?: number;
  /** Names of the columns that are there; the ids of events have a column, but are no field (EVENT_ID). */
  readonly fields: readonly string[];
  /** The column of a field, or undefined where no event of the segment has it. */
  readonly column: (field: string) => Column | undefined;
};

/** Which columns a segment must be able to give: all, or those that a plan names. */
export type NeededFields = ReadonlySet<string> | 'all';

export const needs = (needed: NeededFields, field: string): boolean => needed === 'all' || needed.has(field);
