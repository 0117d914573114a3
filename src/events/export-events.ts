// Events of an S3 export in ASCII bytes, many at a time: first the lines that begin with a timestamp are noted in
// a table, then all events between two finds of a text are passed over at once. These loops call nothing that is
// made anew for each file: V8 would compile them again for each.

import { type EventClock, isPossibleTime } from './event-clock.ts';
import { exportTimestampIn, nextLikelyLine } from './export-lines.ts';
import { checkEventLength, MAX_EVENT_CHARACTERS } from './limits.ts';
import type { PassedEvents, Skimming } from './reader.ts';
import { EXPORT_TIMESTAMP_LENGTH } from './timestamp-text.ts';

/** Between the start of a line and that of its message: the timestamp and a blank. */
const MESSAGE_AT = EXPORT_TIMESTAMP_LENGTH + 1;

// One table serves all files: it is full and read again before anybody else has a turn.
const MOST_LINES = 4096;
const starts = new Int32Array(MOST_LINES);
const times = new Float64Array(MOST_LINES);
let count = 0;

/** Notes the lines from the one at `from` on, behind the first `kept` of the table; gives where the next one may be. */
const noteLines = (bytes: Uint8Array, from: number, kept: number): number => {
  const { length } = bytes;
  let at = from;
  let noted = kept;
  while (at < length && noted < MOST_LINES) {
    const ms = exportTimestampIn(bytes, at);
    if (!Number.isNaN(ms)) {
      starts[noted] = at;
      times[noted] = ms;
      noted += 1;
      at += MESSAGE_AT;
    }
    at = nextLikelyLine(bytes, at);
  }
  count = noted;
  return at;
};

/** The event of line `line` ends before the line break that is before the next one. */
const endOf = (line: number): number => starts[line + 1]! - 1;

// Of the events that were measured last.
let measured = 0;
let characters = 0;
let longest = 0;
let startMs = 0;
let endMs = 0;

/** Measures events from `line` on: those that end before `hit`, until they fill the room. */
const measure = (line: number, lines: number, hit: number, mostEvents: number, mostCharacters: number) => {
  let at = line;
  let sum = 0;
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  const end = Math.min(lines, line + mostEvents);
  while (at < end && starts[at + 1]! - 1 <= hit && sum < mostCharacters) {
    const size = starts[at + 1]! - 1 - starts[at]! - MESSAGE_AT;
    const ms = times[at]!;
    sum += size;
    if (size > most) most = size;
    if (ms < least) least = ms;
    if (ms > greatest) greatest = ms;
    at += 1;
  }
  measured = at - line;
  characters = sum;
  longest = most;
  startMs = least;
  endMs = greatest;
};

export type BytesReading = {
  readonly skimming: Skimming;
  /** Where one of the texts is next, from an index on that only grows; infinite where none is. */
  readonly nextText: (from: number) => number;
  readonly clock: EventClock;
  /** A line with a timestamp is the first one, and ends what was open before. */
  begin(start: number, ms: number): void;
  /** An event that somebody may want to look at. */
  make(ms: number, start: number, end: number): void;
};

const passed = (events: number, size: number, firstMs: number, lastMs: number): PassedEvents => ({
  events,
  characters: size,
  bytes: size,
  startMs: firstMs,
  endMs: lastMs,
});

/** Passes over events from `line` on; gives how many. */
const passSome = ({ skimming, clock }: BytesReading, line: number, lines: number, hit: number): number => {
  const room = skimming.room();
  measure(line, lines, hit, room.events, room.characters);
  if (isPossibleTime(startMs) && isPossibleTime(endMs) && longest <= MAX_EVENT_CHARACTERS) {
    clock.timeOf(times[line + measured - 1]!, 0);
    skimming.pass(passed(measured, characters, startMs, endMs));
    return measured;
  }
  const start = starts[line]! + MESSAGE_AT;
  const size = endOf(line) - start;
  checkEventLength(size);
  const ms = clock.timeOf(times[line]!, 0);
  skimming.pass(passed(1, size, ms, ms));
  return 1;
};

/** The events of all lines of the table but the last. */
const readLines = (reading: BytesReading): void => {
  const { skimming, nextText, make } = reading;
  const lines = count - 1;
  for (let line = 0; line < lines; ) {
    const start = starts[line]! + MESSAGE_AT;
    const hit = skimming.isOn() ? nextText(start) : start;
    if (endOf(line) > hit || !skimming.isOn()) {
      make(times[line]!, start, endOf(line));
      line += 1;
    } else line += passSome(reading, line, lines, hit);
  }
};

/**
 * Reads whole lines. Gives the line that begins the last event, its message's start and its time, as that event may
 * go on behind the bytes; undefined where no line has a timestamp.
 */
export const readExportBytes = (
  bytes: Uint8Array,
  reading: BytesReading,
): { readonly start: number; readonly ms: number } | undefined => {
  let at = noteLines(bytes, 0, 0);
  if (count === 0) return undefined;
  reading.begin(starts[0]!, times[0]!);
  for (;;) {
    readLines(reading);
    const last = count - 1;
    starts[0] = starts[last]!;
    times[0] = times[last]!;
    if (at >= bytes.length) return { start: starts[0] + MESSAGE_AT, ms: times[0] };
    at = noteLines(bytes, at, 1);
  }
};
