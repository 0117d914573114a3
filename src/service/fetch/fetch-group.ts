// One log group: which of its time is asked for, and the reading and writing of it.

import type { FetchedSlice, WritableStore } from '../../store/index.ts';
import { joinedRanges, rangesToResume, settledRanges, type TimeRange, withoutRanges } from './coverage.ts';
import { PAGES_PER_SLICE } from './limits.ts';
import type { FilterLogEvents } from './read-slice.ts';
import { readSlices } from './read-slices.ts';
import type { Asking } from './retry.ts';
import { type GroupPlace, requestOf, type Selection, selectionKey } from './selection.ts';
import type { Written } from './write-events.ts';
import { sliceWriter } from './write-slices.ts';

/** Instead of what limits.ts says. */
export type Tuning = {
  readonly pagesPerSlice?: number;
  readonly writeMs?: number;
  readonly fewestPerSegment?: number;
};

/** What every reading of a log group needs. */
export type GroupSource = {
  readonly place: GroupPlace;
  readonly selection: Selection;
  readonly filterLogEvents: FilterLogEvents;
  readonly store: WritableStore;
  readonly asking: Asking;
  readonly nowMs: () => number;
  readonly tuning?: Tuning | undefined;
};

export type WantedTime = {
  /** Undefined: where the last run ended, else the last hour. */
  readonly startMs: number | undefined;
  /** Undefined: now. */
  readonly endMs: number | undefined;
};

/** How far back a log group is fetched of which nothing is known, ms; as the service's console asks at first. */
const FIRST_SPAN_MS = 3_600_000;

export const slicesOf = ({ store, place, selection }: GroupSource): readonly FetchedSlice[] =>
  store.fetchedSlices(place.name, selectionKey(place, selection));

export const rangesWanted = (
  slices: readonly FetchedSlice[],
  { startMs, endMs }: WantedTime,
  lateMs: number,
  nowMs: number,
): readonly TimeRange[] => {
  const untilMs = endMs ?? nowMs;
  const later = endMs === undefined ? [] : [{ startMs: endMs, endMs: Number.POSITIVE_INFINITY }];
  if (startMs !== undefined)
    return withoutRanges([{ startMs, endMs: untilMs }], settledRanges(slices, lateMs));
  const resumed = rangesToResume(slices, untilMs, lateMs);
  return withoutRanges(resumed ?? [{ startMs: untilMs - FIRST_SPAN_MS, endMs: untilMs }], later);
};

export type ReadingProgress = {
  /** Of the time that is wanted, from 0 to 1. */
  readonly share: number;
  readonly events: number;
  readonly characters: number;
};

export type RangesOptions = {
  readonly lateMs: number;
  /** Is what is wanted recorded first, so that the next run takes up what this one leaves? */
  readonly isRecorded: boolean;
  readonly onProgress?: ((progress: ReadingProgress) => void) | undefined;
  /** Told when the reading ends, however it ends. */
  readonly onWritten: (written: Written) => void;
};

const lengthOf = (ranges: readonly TimeRange[]): number =>
  ranges.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** What was read to the end of a slice is in the store, however the reading ends. */
export const fetchRanges = async (
  source: GroupSource,
  wanted: readonly TimeRange[],
  { lateMs, isRecorded, onProgress, onWritten }: RangesOptions,
): Promise<void> => {
  const { place, selection, store, asking, filterLogEvents, nowMs, tuning = {} } = source;
  const ranges = joinedRanges(wanted.map(({ startMs, endMs }) => ({ startMs: Math.max(0, startMs), endMs })));
  const writer = sliceWriter({
    store,
    logGroup: place.name,
    selection: selectionKey(place, selection),
    lateMs,
    writeMs: tuning.writeMs,
    fewestPerSegment: tuning.fewestPerSegment,
  });
  if (ranges.length === 0) {
    onWritten(writer.written);
    return;
  }
  if (isRecorded) await writer.want(ranges);
  const request = requestOf(place, selection);
  const { pagesPerSlice = PAGES_PER_SLICE } = tuning;
  const progress = { doneMs: 0, events: 0, characters: 0 };
  try {
    await readSlices({ filterLogEvents, request, asking, pagesPerSlice, nowMs }, ranges, async (reading) => {
      await writer.add(reading);
      progress.doneMs += lengthOf([reading.done]);
      progress.events += reading.events.length;
      for (const { message } of reading.events) progress.characters += message.length;
      const { events, characters } = progress;
      onProgress?.({ share: progress.doneMs / lengthOf(ranges), events, characters });
    });
  } finally {
    await writer.flush();
    onWritten(writer.written);
  }
};
