// Events on their way into the segments of a query, log group by log group.

import type { EventSink } from '../events/index.ts';
import { type NeededFields, type Segment, type SegmentBuilder, segmentBuilder } from '../segments/index.ts';

export type IntakeOptions = {
  /** Where segments go when they are full. */
  readonly write: (segment: Segment) => void;
  readonly needed: NeededFields;
  readonly rowsPerSegment?: number | undefined;
};

export type Intake = {
  readonly sink: EventSink;
  /** Writes what still waits. */
  flush(): void;
};

export const createIntake = ({ write, needed, rowsPerSegment }: IntakeOptions): Intake => {
  const builders = new Map<string, SegmentBuilder>();
  const builderOf = (group: string): SegmentBuilder => {
    let builder = builders.get(group);
    if (builder === undefined) {
      builder = segmentBuilder(group, rowsPerSegment);
      builders.set(group, builder);
    }
    return builder;
  };
  return {
    sink: {
      add: (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
        const builder = builderOf(logGroup);
        builder.add(timestampMs, message, logStream, ingestionMs, fields);
        if (builder.isFull) write(builder.seal(needed));
      },
    },
    flush: () => {
      for (const builder of builders.values()) if (builder.rowCount > 0) write(builder.seal(needed));
    },
  };
};
