// The time of events as they come: what carries none, or an impossible one, has that of the event before.

import type { ReaderContext } from '../reader.ts';
import { impossibleTime, isPossibleTime } from '../systems/calendar.ts';

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
