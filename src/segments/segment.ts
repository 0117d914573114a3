// A segment: up to 65,536 events of one log group in time order, as columns.

import { EVENT_ID } from '../events/index.ts';
import type { Column } from './column.ts';
import type { ToldMessages } from './shapes/index.ts';

export const MAX_SEGMENT_ROWS = 65_536;

/**
 * UTF-16 units of message text at which a segment is full, whatever its rows: what an import and a query hold
 * in memory is some segments, and wide events would make much of them.
 */
export const MAX_SEGMENT_CHARACTERS = 4 * 1024 * 1024;

/** Fields that every event has, whatever its message. */
export const systemFields = ['@timestamp', '@ingestionTime', '@logStream', '@log', '@message'] as const;

/**
 * Where an event came from, as far as it matters for telling copies: a word for an import and the place of the
 * file. Beside the fields, as the ids of events are.
 */
export const SOURCE = '\u0001source';

export const hiddenColumns: readonly string[] = [EVENT_ID, SOURCE];

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
  /** How its messages were cut, where they were, and what was told by that. */
  readonly told?: ToldMessages | undefined;
  /** Its place in the order of arrival, where segments are read in another order. */
  readonly arrival?: number;
  /** Names of the columns that are there; the hidden ones are not named. */
  readonly fields: readonly string[];
  /** The column of a field, or undefined where no event of the segment has it. */
  readonly column: (field: string) => Column | undefined;
  /** The same for these rows alone, which ascend; there where that spares laying out the others. */
  readonly columnAt?: ((field: string, rows: Uint32Array) => Column | undefined) | undefined;
  /** The rows that may have a value in a field, ascending; undefined where only a look at the values tells. */
  readonly rowsWith?: ((field: string) => Uint32Array | undefined) | undefined;
};

/** Which columns a segment must be able to give: all, or those that a plan names. */
export type NeededFields = ReadonlySet<string> | 'all';

export const needs = (needed: NeededFields, field: string): boolean => needed === 'all' || needed.has(field);
