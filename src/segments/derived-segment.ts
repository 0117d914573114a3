// A segment as somebody else is to see it.

import type { Segment } from './segment.ts';

/** The same events with other columns, or under another log group's name; nothing is read before it is asked for. */
export const derivedSegment = (
  segment: Segment,
  column: Segment['column'],
  logGroup = segment.logGroup,
): Segment => {
  const { rowCount, startMs, endMs, messageBytes, arrival } = segment;
  return {
    ...{ logGroup, rowCount, startMs, endMs, messageBytes },
    ...(arrival === undefined ? {} : { arrival }),
    get fields() {
      return segment.fields;
    },
    column,
  };
};
