// An engine in the bench.

import type { BenchQuery } from './queries.ts';

/** Numbers as numbers, times as epoch ms or as insitu prints them, no value as null. */
export type Answer = readonly (readonly (string | number | bigint | null)[])[];

export type Contestant = {
  readonly name: string;
  readonly version: string;
  /** What is timed: from the query's text to all of its rows. */
  run(query: BenchQuery): Promise<number>;
  /** The same for comparison, with exact percentiles. */
  answer(query: BenchQuery): Promise<Answer>;
  /** A command that answers the query in a process of its own; undefined when there is none. */
  command(query: BenchQuery): readonly string[] | undefined;
  close(): void;
};
