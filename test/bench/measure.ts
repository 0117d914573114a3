// Times, taken in turns: a busy moment of the machine meets all contestants alike.

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planQuery } from '../../src/plan/index.ts';
import type { Command } from './contestant.ts';

/** All in ms. */
export type Times = { readonly median: number; readonly least: number; readonly most: number };

export const timesOf = (samples: readonly number[]): Times => {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
};

export type Rounds = { readonly rounds: number; readonly warmups: number };

const LEAST_ROUNDS = 3;
/** What takes longer than this in all gets fewer rounds. */
const LONG_MS = 60_000;

/** A B, B A, A B, …: who comes first changes, so that nobody always comes after the same other. */
export const inTurns = async <T>(
  items: readonly T[],
  { rounds, warmups }: Rounds,
  /** In ms. */
  time: (item: T) => Promise<number> | number,
): Promise<ReadonlyMap<T, Times>> => {
  const samples = new Map<T, number[]>(items.map((item) => [item, []]));
  const begunMs = performance.now();
  const isLong = (): boolean => performance.now() - begunMs > LONG_MS;
  for (let round = -warmups; round < rounds; round += 1) {
    if (round >= LEAST_ROUNDS && isLong()) break;
    for (const item of round % 2 === 0 ? items : items.toReversed()) {
      const ms = await time(item);
      if (round >= 0) samples.get(item)!.push(ms);
    }
  }
  return new Map(Array.from(samples, ([item, times]) => [item, timesOf(times)]));
};

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

export type ProcessRun = { readonly ms: number; readonly stdout: string };

type Ended = ProcessRun & {
  readonly status: number | null;
  readonly stderr: string;
  readonly error: string | undefined;
};

let spawner: ChildProcess | undefined;

/** One request at a time. The spawner keeps no bench alive. */
const spawned = async (request: object): Promise<Ended> => {
  spawner ??= fork(path.join(import.meta.dirname, 'spawner.mjs'), { execArgv: [] });
  const child = spawner;
  child.ref();
  child.channel?.ref();
  try {
    return await new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('what starts the processes has ended')));
      child.once('message', (message) => resolve(message as Ended));
      child.send(request);
    });
  } finally {
    child.removeAllListeners('exit');
    child.unref();
    child.channel?.unref();
  }
};

/** From the start of a process to its end. Throws when it fails. */
export const runCommand = async (
  [program, ...args]: Command,
  environment: Readonly<Record<string, string>> = {},
): Promise<ProcessRun> => {
  const env = { ...process.env, ...environment };
  const { ms, status, stdout, stderr, error } = await spawned({ program, args, env });
  if (error !== undefined) throw new Error(`${program}: ${error}`);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exits ${status}: ${stderr}`);
  return { ms, stdout };
};

const memoryModule = path.join(import.meta.dirname, 'report-memory.mjs');

export type MemoryRun = ProcessRun & { readonly memoryBytes: number };

/** A program of Node, with the greatest memory it had. */
export const runWithMemory = async ([node, ...args]: Command): Promise<MemoryRun> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-bench-'));
  try {
    const file = path.join(folder, 'memory');
    const run = await runCommand([node, '--import', memoryModule, ...args], { MEMORY_REPORT: file });
    return { ...run, memoryBytes: Number(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const PLANS_PER_ROUND = 200;
const PLANNING_WARMUPS = 3_000;

/** Text to plan: parse, check, plan. To be called before anything else has parsed. */
export const timeFirstPlan = (query: string): number => {
  const start = performance.now();
  planQuery(query);
  return performance.now() - start;
};

export const timeWarmPlans = (query: string, rounds: number): Times => {
  for (let call = 0; call < PLANNING_WARMUPS; call += 1) planQuery(query);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < PLANS_PER_ROUND; call += 1) planQuery(query);
    samples.push((performance.now() - start) / PLANS_PER_ROUND);
  }
  return timesOf(samples);
};
