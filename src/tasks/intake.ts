// Events on their way into the segments of a query, log group by log group. Events that nobody need look at
// are counted where they would stand, so that segments are cut and counted as if they were there.

import type { EventSink, PassedEvents, Skimming } from '../events/index.ts';
import {
  type Arrivals,
  addArrival,
  isFull,
  layDown,
  MAX_SEGMENT_CHARACTERS,
  MAX_SEGMENT_ROWS,
  type NeededFields,
  newArrivals,
  type Segment,
  type SegmentStatistics,
  utf8Length,
} from '../segments/index.ts';
import { newProbe } from './probe.ts';
import type { UnseenFields } from './unseen-fields.ts';

/** `statistics`: also of the events that the segment would have, had they not been passed over. */
export type WriteSegment = (segment: Segment, statistics: SegmentStatistics) => void;

/** Which events may be passed over: those that have none of the texts in their message. */
export type PassOver = {
  readonly texts: readonly string[];
  /** Fields that are still looked for in what is passed over. */
  readonly unseen: UnseenFields;
};

export type IntakeOptions = {
  /** Where segments go when they are full. */
  readonly write: WriteSegment;
  readonly needed: NeededFields;
  readonly rowsPerSegment?: number | undefined;
  readonly passOver?: PassOver | undefined;
  /** Log groups whose events are dropped; none unless given. */
  readonly isAsked?: ((group: string) => boolean) | undefined;
};

export type Intake = {
  readonly sink: EventSink;
  /** The log groups that events have come of, also those that are not asked. */
  groups(): readonly string[];
  /** For the reader of a file whose events are in this group unless they say so. */
  skimming(group: string): Skimming | undefined;
  /** Writes what still waits. */
  flush(): void;
};

/** Of what was passed over. */
type Passed = { rows: number; bytes: number; startMs: number; endMs: number };

const nothingPassed = (): Passed => ({
  rows: 0,
  bytes: 0,
  startMs: Number.POSITIVE_INFINITY,
  endMs: Number.NEGATIVE_INFINITY,
});

/** A segment being filled. */
type Filling = { readonly isAsked: boolean; arrivals: Arrivals; passed: Passed };

const statisticsOf = (segment: Segment, { rows, bytes, startMs, endMs }: Passed): SegmentStatistics => {
  if (rows === 0) return segment;
  const isEmpty = segment.rowCount === 0;
  return {
    logGroup: segment.logGroup,
    rowCount: segment.rowCount + rows,
    startMs: isEmpty ? startMs : Math.min(segment.startMs, startMs),
    endMs: isEmpty ? endMs : Math.max(segment.endMs, endMs),
    messageBytes: segment.messageBytes + bytes,
  };
};

const notePassed = (
  { arrivals, passed }: Filling,
  { events, characters, bytes, startMs, endMs }: PassedEvents,
): void => {
  // As arrivals are.
  passed.startMs = Math.min(passed.startMs, Math.floor(startMs));
  passed.endMs = Math.max(passed.endMs, Math.floor(endMs));
  passed.rows += events;
  passed.bytes += bytes;
  // They fill the segment as the others do.
  arrivals.characters += characters;
};

/** Until it is full; undefined where it is still empty. */
const roomIn = (filling: Filling | undefined, mostRows: number): ReturnType<Skimming['room']> => ({
  events: mostRows - (filling ? filling.arrivals.timestamps.length + filling.passed.rows : 0),
  characters: MAX_SEGMENT_CHARACTERS - (filling?.arrivals.characters ?? 0),
});

type Fillings = {
  of(group: string): Filling;
  /** None before the first event of the group has come. */
  known(group: string): Filling | undefined;
  all(): Iterable<Filling>;
};

const newFillings = (isAsked: (group: string) => boolean): Fillings => {
  const byGroup = new Map<string, Filling>();
  return {
    of: (group) => {
      let filling = byGroup.get(group);
      if (filling === undefined) {
        const arrivals = newArrivals(group);
        filling = { isAsked: isAsked(arrivals.logGroup), arrivals, passed: nothingPassed() };
        byGroup.set(group, filling);
      }
      return filling;
    },
    known: (group) => byGroup.get(group),
    all: () => byGroup.values(),
  };
};

export const createIntake = (options: IntakeOptions): Intake => {
  const { write, needed, passOver, rowsPerSegment: mostRows = MAX_SEGMENT_ROWS } = options;
  const fillings = newFillings(options.isAsked ?? (() => true));
  const probe = passOver && newProbe(passOver.unseen);
  const seal = (filling: Filling): void => {
    const { arrivals, passed } = filling;
    if (arrivals.timestamps.length + passed.rows === 0) return;
    filling.arrivals = newArrivals(arrivals.logGroup);
    filling.passed = nothingPassed();
    if (!filling.isAsked) return;
    const segment = layDown(arrivals, needed);
    probe?.see(segment.fields);
    write(segment, statisticsOf(segment, passed));
  };
  const writeIfFull = (filling: Filling): void => {
    if (isFull(filling.arrivals, mostRows - filling.passed.rows)) seal(filling);
  };
  const isPassed = (message: string): boolean =>
    passOver !== undefined && !passOver.texts.some((text) => message.includes(text));
  const pass = (filling: Filling, passed: PassedEvents): void => {
    notePassed(filling, passed);
    writeIfFull(filling);
  };
  const add: EventSink['add'] = (timestampMs, message, logStream, ingestionMs, logGroup, fields) => {
    const filling = fillings.of(logGroup);
    // Fields that the format tells may say what the message does not.
    if (fields === undefined && isPassed(message)) {
      if (filling.isAsked) probe?.add(logGroup, message);
      const { length: characters } = message;
      const bytes = utf8Length(message);
      pass(filling, { events: 1, characters, bytes, startMs: timestampMs, endMs: timestampMs });
      return;
    }
    addArrival(filling.arrivals, timestampMs, message, logStream, ingestionMs, fields);
    writeIfFull(filling);
  };
  return {
    sink: { add },
    groups: () => Array.from(fillings.all(), ({ arrivals }) => arrivals.logGroup),
    skimming: (group) => {
      if (passOver === undefined || probe === undefined) return undefined;
      // A group that no event has come of is none.
      let filling = fillings.known(group);
      return {
        texts: passOver.texts,
        isOn: probe.isDone,
        room: () => roomIn(filling ?? fillings.known(group), mostRows),
        pass: (passed) => {
          filling ??= fillings.of(group);
          pass(filling, passed);
        },
      };
    },
    flush: () => {
      probe?.finish();
      for (const filling of fillings.all()) seal(filling);
    },
  };
};
