// Many slices at the same time, the earliest first, so that what is written together lies together.

import type { TimeRange } from './coverage.ts';
import { PARALLEL, SHORTEST_SLICE_MS } from './limits.ts';
import { readSlice, type SliceReading, type SliceSource } from './read-slice.ts';
import { Stopped } from './retry.ts';

/** Whole milliseconds, all parts about equally long; never more parts than that. */
export const cutRange = ({ startMs, endMs }: TimeRange, parts: number): readonly TimeRange[] => {
  const count = Math.max(1, Math.min(Math.floor(parts), endMs - startMs));
  const edge = (part: number): number => startMs + Math.floor(((endMs - startMs) * part) / count);
  return Array.from({ length: count }, (_, part) => ({ startMs: edge(part), endMs: edge(part + 1) }));
};

/** Before anything is known of the events: enough slices to have all readers busy. */
export const firstSlices = (ranges: readonly TimeRange[]): readonly TimeRange[] =>
  ranges.flatMap((range) =>
    cutRange(range, Math.min(2 * PARALLEL, Math.ceil((range.endMs - range.startMs) / SHORTEST_SLICE_MS))),
  );

const slicesOfRest = (rest: NonNullable<SliceReading['rest']>, pagesPerSlice: number): readonly TimeRange[] =>
  cutRange(rest.range, Math.min(2 * PARALLEL, Math.ceil(rest.pages / pagesPerSlice)));

/** `take` is waited for: readers are no faster than what becomes of their events. */
export const readSlices = async (
  source: SliceSource,
  ranges: readonly TimeRange[],
  take: (reading: SliceReading) => Promise<void>,
): Promise<void> => {
  const failing = new AbortController();
  const signal = AbortSignal.any([source.asking.signal, failing.signal]);
  const own: SliceSource = { ...source, asking: { ...source.asking, signal } };
  const waiting = [...firstSlices(ranges)];
  const readers = new Set<Promise<void>>();
  let fault: unknown;
  const read = async (range: TimeRange): Promise<void> => {
    try {
      const reading = await readSlice(own, range);
      if (reading.rest !== undefined) waiting.unshift(...slicesOfRest(reading.rest, source.pagesPerSlice));
      await take(reading);
    } catch (error) {
      // The first fault is the one to tell: the others are stopped because of it.
      fault ??= error;
      failing.abort();
    }
  };
  while (!signal.aborted && (waiting.length > 0 || readers.size > 0)) {
    while (waiting.length > 0 && readers.size < PARALLEL) {
      waiting.sort((a, b) => a.startMs - b.startMs);
      const reader = read(waiting.shift()!).finally(() => readers.delete(reader));
      readers.add(reader);
    }
    await Promise.race(readers);
  }
  await Promise.all(readers);
  if (fault !== undefined) throw fault;
  if (signal.aborted) throw new Stopped();
};
