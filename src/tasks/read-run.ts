// One run of files into segments, each of which is looked at and let go as soon as it is full.

import { suggestedLogGroup } from '../files/index.ts';
import type { Notice } from '../result/index.ts';
import type { NeededFields, Segment, SegmentStatistics } from '../segments/index.ts';
import { arrivalOf, type FileRun } from './file-runs.ts';
import { createIntake } from './intake.ts';
import { nextTurn } from './next-turn.ts';
import { type InputProblem, readInput, remarkNotice, withLogGroup } from './read-inputs.ts';
import type { UnseenFields } from './unseen-fields.ts';

/** How files become segments for a plan. Plain data: it is copied between threads. */
export type ReadingRules = {
  readonly needed: NeededFields;
  /** Events without any of them in their message need not be looked at; undefined: all must be. */
  readonly texts: readonly string[] | undefined;
  readonly format: string | undefined;
  readonly rowsPerSegment: number | undefined;
};

/** What the reading of files has come to. Plain data. */
export type Reading = {
  readonly problems: readonly InputProblem[];
  readonly remarks: readonly Notice[];
  readonly filesRead: number;
  readonly fileBytes: number;
  readonly events: number;
  /** The log groups that events have come of. */
  readonly groups: readonly string[];
  readonly isInterrupted: boolean;
};

/** `statistics`: what the segment counts as, with the events that it has not been given. */
export type ReadSegment = readonly [segment: Segment, statistics: SegmentStatistics];

/** Who takes the segments. */
export type Taker = {
  /** As many as take some ms; it has taken the last one when there is no next. */
  readonly takeSome: (next: () => ReadSegment | undefined) => void;
  /** Is a segment wanted as soon as it is there? Otherwise some wait for each other, as each beginning costs. */
  readonly isHasty?: boolean | undefined;
  readonly isAsked: (group: string) => boolean;
  /** Fields that are looked for. */
  readonly unseen: UnseenFields;
};

export type ReadingOptions = {
  readonly signal: AbortSignal;
  readonly onProgress: (fileBytes: number, events: number) => void;
};

/** Is anything needed that a format may tell beside the message? */
const wantsFields = (needed: NeededFields): boolean =>
  needed === 'all' || [...needed].some((field) => field !== '@timestamp' && field !== '@message');

/**
 * Segments that wait for others at most, and bytes of messages in them: where most events are passed over, segments
 * are small; but whoever interrupts a query is to see what was read but a moment ago.
 */
const MOST_WAITING = 16;
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** Where the segments of a thread wait, run after run, until they are many enough to be worth taking. */
export type WaitingRoom = {
  readonly taker: Taker;
  add(...segment: ReadSegment): void;
  /** Where they are enough. */
  takeDue(): Promise<void>;
  takeAll(): Promise<void>;
};

/** `pause`: the thread's turn for others, each time before some segments are taken. */
export const newWaitingRoom = (
  taker: Taker,
  signal: AbortSignal,
  pause: () => Promise<void> = nextTurn,
): WaitingRoom => {
  const waiting: ReadSegment[] = [];
  let bytes = 0;
  const takeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      await pause();
      if (signal.aborted) return;
      taker.takeSome(() => waiting.shift());
    }
    bytes = 0;
  };
  const isDue = (): boolean =>
    taker.isHasty === true || bytes >= MOST_WAITING_BYTES || waiting.length >= MOST_WAITING;
  return {
    taker,
    add: (...segment) => {
      waiting.push(segment);
      bytes += segment[0].messageBytes;
    },
    takeDue: async () => {
      if (isDue()) await takeAll();
    },
    takeAll,
  };
};

/** `index`: the place of the run among all, which numbers its segments. Some of them may be left in the room. */
export const readRun = async (
  { paths }: FileRun,
  index: number,
  { needed, texts, format, rowsPerSegment }: ReadingRules,
  { taker: { isAsked, unseen }, add, takeDue }: WaitingRoom,
  options: ReadingOptions,
): Promise<Reading> => {
  let segments = 0;
  const intake = createIntake({
    write: (segment, statistics) => {
      add({ ...segment, arrival: arrivalOf(index, segments) }, statistics);
      segments += 1;
    },
    needed,
    rowsPerSegment,
    passOver: texts && { texts, unseen },
    isAsked,
  });
  const problems: InputProblem[] = [];
  const remarks: Notice[] = [];
  const read = { filesRead: 0, fileBytes: 0, events: 0, isInterrupted: false };
  for (const path of paths) {
    const group = suggestedLogGroup(path);
    const outcome = await readInput(path, withLogGroup(intake.sink, group), {
      skimming: intake.skimming(group),
      signal: options.signal,
      format,
      wantsFields: wantsFields(needed),
      isHashed: false,
      onBytes: (bytes, events) => options.onProgress(read.fileBytes + bytes, read.events + events),
      afterPiece: takeDue,
    });
    // What was read of a broken or interrupted file counts: the answer says what is missing.
    read.isInterrupted = outcome.kind === 'interrupted';
    if (read.isInterrupted) break;
    if (outcome.kind === 'failed') problems.push(outcome.problem);
    if (outcome.kind !== 'read') continue;
    const { summary } = outcome;
    read.filesRead += 1;
    read.fileBytes += summary.fileBytes;
    read.events += summary.events;
    remarks.push(...summary.remarks.map((remark) => remarkNotice(path, remark)));
  }
  intake.flush();
  await takeDue();
  return { ...read, problems, remarks, groups: intake.groups() };
};

/** All of several runs, in their order. */
export const joinReadings = (readings: readonly Reading[]): Reading => {
  const sum = (of: (reading: Reading) => number): number =>
    readings.reduce((total, reading) => total + of(reading), 0);
  return {
    problems: readings.flatMap(({ problems }) => problems),
    remarks: readings.flatMap(({ remarks }) => remarks),
    filesRead: sum(({ filesRead }) => filesRead),
    fileBytes: sum(({ fileBytes }) => fileBytes),
    events: sum(({ events }) => events),
    groups: [...new Set(readings.flatMap(({ groups }) => groups))],
    isInterrupted: readings.some(({ isInterrupted }) => isInterrupted),
  };
};
