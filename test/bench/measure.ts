// Times, taken in turns: a busy moment of the machine meets all contestants alike.

import { spawnSync } from 'node:child_process';
import { planQuery } from '../../src/plan/index.ts';
import type { Contestant } from './contestant.ts';
import type { BenchQuery } from './queries.ts';

/** All in ms. */
export type Times = { readonly median: number; readonly least: number; readonly most: number };

export const timesOf = (samples: readonly number[]): Times => {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
};

export type Rounds = { readonly rounds: number; readonly warmups: number };

/** A B, B A, A B, …: who comes first changes, so that nobody always comes after the same other. */
const inTurns = async <T>(
  items: readonly T[],
  { rounds, warmups }: Rounds,
  time: (item: T) => Promise<number>,
): Promise<ReadonlyMap<T, Times>> => {
  const samples = new Map<T, number[]>(items.map((item) => [item, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (const item of round % 2 === 0 ? items : items.toReversed()) {
      const ms = await time(item);
      if (round >= 0) samples.get(item)!.push(ms);
    }
  }
  return new Map(Array.from(samples, ([item, times]) => [item, timesOf(times)]));
};

/** From the query's text to its rows, stores open. */
export const timeEngines = (
  contestants: readonly Contestant[],
  query: BenchQuery,
  rounds: Rounds,
): Promise<ReadonlyMap<Contestant, Times>> =>
  inTurns(contestants, rounds, async (contestant) => {
    const start = performance.now();
    await contestant.run(query);
    return performance.now() - start;
  });

const runProcess = (command: readonly string[]): number => {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, { maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command.join(' ')} exits ${status}: ${stderr}`);
  return performance.now() - start;
};

/** From the start of a process to its end. */
export const timeProcesses = (
  contestants: readonly Contestant[],
  query: BenchQuery,
  rounds: Rounds,
): Promise<ReadonlyMap<Contestant, Times>> =>
  inTurns(
    contestants.filter((contestant) => contestant.command(query) !== undefined),
    rounds,
    async (contestant) => runProcess(contestant.command(query)!),
  );

const PLANS_PER_ROUND = 200;
const PLANNING_WARMUPS = 3_000;

/** Text to plan: parse, check, plan. To be called before anything else has parsed. */
export const timeFirstPlan = (query: BenchQuery): number => {
  const start = performance.now();
  planQuery(query.insitu);
  return performance.now() - start;
};

export const timeWarmPlans = (query: BenchQuery, rounds: number): Times => {
  for (let call = 0; call < PLANNING_WARMUPS; call += 1) planQuery(query.insitu);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < PLANS_PER_ROUND; call += 1) planQuery(query.insitu);
    samples.push((performance.now() - start) / PLANS_PER_ROUND);
  }
  return timesOf(samples);
};
