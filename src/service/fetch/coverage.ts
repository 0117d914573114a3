// Which time of a log group has been fetched, which is still to be: pure reckoning with slices of time.
//
// Events reach the service late. What was fetched of the time shortly before the fetching (`lateMs`) is
// therefore in the store, but not settled: the next run asks for it again, and events that are known by
// their id are left out. What is settled is never asked for again.

import type { FetchedSlice } from '../../store/index.ts';

/** Epoch ms; the start belongs to it, the end does not. */
export type TimeRange = { readonly startMs: number; readonly endMs: number };

type DoneSlice = TimeRange & { readonly fetchedMs: number };

const doneSlices = (slices: readonly FetchedSlice[]): readonly DoneSlice[] =>
  slices.flatMap(({ startMs, endMs, fetchedMs }) =>
    fetchedMs === undefined ? [] : [{ startMs, endMs, fetchedMs }],
  );

const byStart = (a: TimeRange, b: TimeRange): number => a.startMs - b.startMs || a.endMs - b.endMs;

const isInhabited = ({ startMs, endMs }: TimeRange): boolean => startMs < endMs;

/** The end of what is settled of a slice. */
const reachOf = (slice: DoneSlice, lateMs: number): number => Math.min(slice.endMs, slice.fetchedMs - lateMs);

export const settledRanges = (slices: readonly FetchedSlice[], lateMs: number): readonly TimeRange[] =>
  doneSlices(slices)
    .map((slice) => ({ startMs: slice.startMs, endMs: reachOf(slice, lateMs) }))
    .filter(isInhabited);

/** What is left of the ranges without the others; in the order of time, nothing twice. */
export const withoutRanges = (
  ranges: readonly TimeRange[],
  others: readonly TimeRange[],
): readonly TimeRange[] => {
  const taken = [...others].sort(byStart);
  const left: TimeRange[] = [];
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const range of [...ranges].sort(byStart)) {
    let startMs = Math.max(range.startMs, untilMs);
    for (const other of taken) {
      if (other.endMs <= startMs) continue;
      if (other.startMs >= range.endMs) break;
      if (other.startMs > startMs) left.push({ startMs, endMs: other.startMs });
      startMs = other.endMs;
    }
    if (startMs < range.endMs) left.push({ startMs, endMs: range.endMs });
    untilMs = Math.max(untilMs, range.endMs);
  }
  return left;
};

/** The same time in the fewest ranges. */
export const joinedRanges = (ranges: readonly TimeRange[]): readonly TimeRange[] => {
  const joined: TimeRange[] = [];
  for (const range of withoutRanges(ranges, [])) {
    const last = joined.at(-1);
    if (last?.endMs === range.startMs) joined[joined.length - 1] = { ...last, endMs: range.endMs };
    else joined.push(range);
  }
  return joined;
};

/**
 * What a run without a start asks for: what earlier runs left, what may have come late to what they fetched,
 * and what came after the latest of them. Undefined when there was none.
 */
export const rangesToResume = (
  slices: readonly FetchedSlice[],
  endMs: number,
  lateMs: number,
): readonly TimeRange[] | undefined => {
  if (slices.length === 0) return undefined;
  const lastMs = Math.max(...slices.map((slice) => slice.endMs));
  const asked = [...slices, { startMs: lastMs, endMs }].filter(isInhabited);
  return joinedRanges(withoutRanges(asked, settledRanges(slices, lateMs)));
};

/** Also what is wanted, so that a later run knows what this one did not come to. */
export const withWanted = (
  slices: readonly FetchedSlice[],
  ranges: readonly TimeRange[],
): readonly FetchedSlice[] => [
  ...doneSlices(slices),
  ...withoutRanges(
    [...slices.filter(({ fetchedMs }) => fetchedMs === undefined), ...ranges],
    doneSlices(slices),
  ).map((range) => ({ ...range, fetchedMs: undefined })),
];

/**
 * Also a slice that was fetched, in the place of what was fetched of its time before. Where one slice is
 * settled up to the start of the next, the two are one, so that the record stays short however long one
 * follows.
 */
export const withFetched = (
  slices: readonly FetchedSlice[],
  fetched: DoneSlice,
  lateMs: number,
): readonly FetchedSlice[] => {
  const before = doneSlices(slices).flatMap((slice) =>
    withoutRanges([slice], [fetched]).map((range) => ({ ...range, fetchedMs: slice.fetchedMs })),
  );
  const merged: DoneSlice[] = [];
  for (const slice of [...before, fetched].sort(byStart)) {
    const last = merged.at(-1);
    const isSettled =
      last?.endMs === slice.startMs &&
      reachOf(last, lateMs) === last.endMs &&
      reachOf(slice, lateMs) >= slice.startMs;
    if (isSettled) merged[merged.length - 1] = { ...slice, startMs: last.startMs };
    else merged.push(slice);
  }
  const wanted = slices.filter((slice) => slice.fetchedMs === undefined);
  return [...merged, ...withoutRanges(wanted, merged).map((range) => ({ ...range, fetchedMs: undefined }))];
};
