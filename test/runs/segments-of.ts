// Events of a script as segments, cut where a set-up wants them cut.

import {
  columnsStored,
  encodeSegment,
  MAX_SEGMENT_ROWS,
  type Segment,
  segmentBuilder,
} from '../../src/segments/index.ts';
import type { ScriptEvent } from '../runner/index.ts';

export type Cutting = {
  /** How many events the next segment takes; a whole segment's worth unless given. */
  readonly segmentRows?: () => number;
  readonly isStored?: boolean;
};

/** Columns as they come back from a store; each kind of message has a shape, however rare it is. */
const stored = (segment: Segment): Segment => ({ ...segment, ...columnsStored(encodeSegment(segment, 1)) });

const segmentsOfGroup = (events: readonly ScriptEvent[], rowsOf: () => number): readonly Segment[] => {
  const segments: Segment[] = [];
  let builder = segmentBuilder(events[0]?.logGroup ?? '', rowsOf());
  for (const event of events) {
    builder.add(event.timestampMs, event.message, event.logStream, event.ingestionMs);
    if (!builder.isFull) continue;
    segments.push(builder.seal('all'));
    builder = segmentBuilder(event.logGroup, rowsOf());
  }
  if (builder.rowCount > 0) segments.push(builder.seal('all'));
  return segments;
};

/** Log groups by name, the events of each as they arrived: so stand events of equal time. */
export const segmentsOf = (
  events: readonly ScriptEvent[],
  { segmentRows = () => MAX_SEGMENT_ROWS, isStored = false }: Cutting,
): readonly Segment[] => {
  const groups = [...new Set(events.map((event) => event.logGroup))].sort();
  const segments = groups.flatMap((group) =>
    segmentsOfGroup(
      events.filter((event) => event.logGroup === group),
      segmentRows,
    ),
  );
  return isStored ? segments.map(stored) : segments;
};
