// The sets of events: the same name, text, seed and count give the same events, whatever the machine.
//
// A set is eight days of eight log streams each. No two events have the same timestamp, so that every engine
// can put them in the same order. Streams are made as they are read: ten million events need no memory.

import { newRandom, type Random } from './random.ts';

export type BenchEvent = { readonly ms: number; readonly message: string };

export type BenchStream = { readonly name: string; events(): Iterable<BenchEvent> };

/** Whether some of the messages have characters beyond ASCII. */
export const textKinds = ['ascii', 'unicode'] as const;
export type TextKind = (typeof textKinds)[number];

/** The time of a stream, in ticks that no other stream of its day has. */
export type Clock = { readonly ticks: number; msOf(tick: number): number };

/** Exactly `count` events of one stream, in time order. */
export type SetLines = (random: Random, count: number, clock: Clock, text: TextKind) => Iterable<BenchEvent>;

/** Goes up when other events come out of the same seed. */
export const GENERATOR_VERSION = 2;

const STREAMS_PER_DAY = 8;
const DAYS = 8;
const DAY_MS = 86_400_000;
/** Streams of a day end before the next day begins, mostly. */
const STREAM_SPAN_MS = DAY_MS * 0.9;
export const FIRST_DAY_MS = Date.UTC(2024, 2, 11);

/** Events at about the same distance from each other, each made on its own. */
export const evenlySpread = (make: (random: Random, ms: number, text: TextKind) => string): SetLines =>
  function* (random, count, clock, text) {
    const step = Math.max(1, Math.floor(clock.ticks / Math.max(count, 1)));
    for (let index = 0; index < count; index += 1) {
      const ms = clock.msOf(index * step + random.whole(step));
      yield { ms, message: make(random, ms, text) };
    }
  };

const seedOf = (seed: number, index: number): number =>
  Math.imul(seed + 1, 0x01000193) ^ Math.imul(index + 1, 0x5bd1e995);

const streamOf = (
  lines: SetLines,
  { seed, text }: { readonly seed: number; readonly text: TextKind },
  index: number,
  count: number,
): BenchStream => {
  const dayMs = FIRST_DAY_MS + Math.floor(index / STREAMS_PER_DAY) * DAY_MS;
  // The streams of a day take turns at the milliseconds: no two events share one.
  const turn = index % STREAMS_PER_DAY;
  const clock: Clock = {
    ticks: STREAM_SPAN_MS / STREAMS_PER_DAY,
    msOf: (tick) => dayMs + tick * STREAMS_PER_DAY + turn,
  };
  const date = new Date(dayMs).toISOString().slice(0, 10);
  return {
    name: `${date}-[$LATEST]${newRandom(~seedOf(seed, index)).hex(32)}`,
    events: () => lines(newRandom(seedOf(seed, index)), count, clock, text),
  };
};

/** The streams of each day, in the order of their names; together they have exactly `count` events. */
export function* daysOf(
  lines: SetLines,
  { seed, text, count }: { readonly seed: number; readonly text: TextKind; readonly count: number },
): Generator<readonly BenchStream[]> {
  const streams = STREAMS_PER_DAY * DAYS;
  const upTo = (index: number): number => Math.floor((count * index) / streams);
  for (let day = 0; day < DAYS; day += 1) {
    yield Array.from({ length: STREAMS_PER_DAY }, (_, turn) => {
      const index = day * STREAMS_PER_DAY + turn;
      return streamOf(lines, { seed, text }, index, upTo(index + 1) - upTo(index));
    }).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
