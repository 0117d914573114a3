// Events on their way into segments, file by file and log group by log group.
//
// A file's events count only when the file has been read to its end: until then they wait in builders of
// its own, or, where they fill whole segments, behind a mark to which the destination can go back. What is
// left of a finished file joins the tail of its group, so that many small files share a segment.

import type { EventSink } from '../events/index.ts';
import { type NeededFields, type Segment, type SegmentBuilder, segmentBuilder } from '../segments/index.ts';

/** Where full segments go. `mark` and its kin are called only when a file fills segments before it ends. */
export type Destination = {
  readonly write: (segment: Segment) => void;
  readonly mark: () => void;
  readonly releaseMark: () => void;
  readonly rollbackToMark: () => void;
};

const nothing = (): void => {};

/** Segments that are answered for and let go: what a broken file has filled is not taken back. */
export const withoutMarks = (write: Destination['write']): Destination => ({
  write,
  mark: nothing,
  releaseMark: nothing,
  rollbackToMark: nothing,
});

export type IntakeOptions = {
  readonly destination: Destination;
  readonly needed: NeededFields;
  /** Overrides the group that events name. */
  readonly forcedGroup?: string | undefined;
  readonly rowsPerSegment?: number | undefined;
};

export type Intake = {
  /** Takes the events of the file being read. */
  readonly sink: EventSink;
  /** The file has been read to its end; its events are in. */
  keepFile(): void;
  /** Nothing of the file is in. */
  dropFile(): void;
  /** Writes what still waits. */
  flush(): void;
};

type Builders = Map<string, SegmentBuilder>;

export const createIntake = (options: IntakeOptions): Intake => {
  const { destination, needed, forcedGroup, rowsPerSegment } = options;
  const tails: Builders = new Map();
  const file: Builders = new Map();
  let isMarked = false;

  const builderIn = (builders: Builders, group: string): SegmentBuilder => {
    let builder = builders.get(group);
    if (builder === undefined) {
      builder = segmentBuilder(group, rowsPerSegment);
      builders.set(group, builder);
    }
    return builder;
  };
  const write = (builder: SegmentBuilder): void => {
    if (builder.rowCount > 0) destination.write(builder.seal(needed));
  };
  const flush = (): void => tails.forEach(write);

  /** Earlier files' events are written before the mark: they stay whatever becomes of this file. */
  const spill = (builder: SegmentBuilder): void => {
    if (!isMarked) {
      flush();
      destination.mark();
      isMarked = true;
    }
    write(builder);
  };

  return {
    sink: {
      add: (timestampMs, message, logStream, ingestionMs, eventGroup, fields) => {
        const builder = builderIn(file, forcedGroup ?? eventGroup);
        builder.add(timestampMs, message, logStream, ingestionMs, fields);
        if (builder.isFull) spill(builder);
      },
    },
    keepFile: () => {
      if (isMarked) destination.releaseMark();
      isMarked = false;
      for (const [group, builder] of file) {
        const tail = builderIn(tails, group);
        builder.drain((timestampMs, message, logStream, ingestionMs, fields) => {
          tail.add(timestampMs, message, logStream, ingestionMs, fields);
          if (tail.isFull) write(tail);
        });
      }
      file.clear();
    },
    dropFile: () => {
      file.clear();
      if (isMarked) destination.rollbackToMark();
      isMarked = false;
    },
    flush,
  };
};
