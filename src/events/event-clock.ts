// The time of events as they come: what carries none, or an impossible one, has that of the event before.

import type { ReaderContext } from './reader.ts';

const FIRST_IMPOSSIBLE_MS = Date.UTC(9999, 0, 1);

/** No log was written before 1970 or will be in the year 9999: such times are placeholders or mistakes. */
export const isPossibleTime = (ms: number): boolean => ms >= 0 && ms < FIRST_IMPOSSIBLE_MS;

export const impossibleTime = (line: number) => ({
  code: 'impossible-time',
  message: 'a time before 1970 or after 9998; the event has the time of the one before',
  line,
});

export type EventClock = {
  /** The event's time for the time that it carries; NaN when it carries none. `line` is for remarks, or 0. */
  timeOf(ms: number, line: number): number;
};

export const newEventClock = (context: ReaderContext): EventClock => {
  let lastMs = context.fallbackMs;
  return {
    timeOf: (ms, line) => {
      if (isPossibleTime(ms)) lastMs = ms;
      else if (!Number.isNaN(ms)) context.remark(impossibleTime(line));
      return lastMs;
    },
  };
};
