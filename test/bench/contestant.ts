// An engine in the bench, with the events it has.

import type { BenchQuery } from './bench-query.ts';

/** Numbers as numbers, times as epoch ms or as insitu prints them, no value as null. */
export type Answer = readonly (readonly (string | number | bigint | null)[])[];

export type Opened = {
  readonly version: string;
  useThreads(threads: number): Promise<void>;
  /** From the query's text to all of its rows; ms. */
  run(query: BenchQuery): Promise<number>;
  /** The same for comparison, with exact percentiles. */
  answer(query: BenchQuery): Promise<Answer>;
  /** Bytes on disk of the events as this engine keeps them. */
  sizeBytes(): Promise<number>;
  close(): void;
};

export type Command = readonly [program: string, ...args: string[]];

export type Contestant = {
  readonly name: 'insitu' | 'duckdb' | 'chdb';
  /** No peer has a word for what some queries ask. */
  canAnswer(query: BenchQuery): boolean;
  open(): Promise<Opened>;
  /** Answers the query in a process of its own. */
  command(query: BenchQuery, threads: number): Command;
};
