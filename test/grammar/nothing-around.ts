// A query by itself: no tables, no saved queries, no range of time.

import type { Surroundings } from '../../src/tasks/index.ts';

export const nothingAround: Surroundings = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
  nowMs: 0,
};
