// npm run bench -- --soak SECONDS: many clients of the SDK at once against `insitu serve`, and then whether
// every event that was acknowledged is there, once; also where the server was killed.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '../../src/service/index.ts';
import { machineLine, type Report, type ReportTable, showRate, significant } from './report.ts';
import { checkEndpoint, checkStore } from './soak-check.ts';
import { type Count, type StreamRecord, soakGroups } from './soak-events.ts';
import { type SoakServer, soakProgram, startSoakServer } from './soak-server.ts';
import type { SoakOrder, SoakOutcome } from './soak-worker.ts';

const CLIENTS = 50;
const PROCESSES = 2;
const SAMPLE_MS = 1000;

/** Events of the run whose server is killed need not be many. */
const killedSeconds = (seconds: number): number => Math.max(5, Math.round(seconds / 6));

/** Clients take a moment to begin. */
const BEFORE_KILL_MS = 1000;

export type Soak = { readonly report: Report; readonly failures: readonly string[] };

type Load = { readonly outcomes: readonly SoakOutcome[]; readonly seconds: number };

const makeGroups = async (url: string): Promise<void> => {
  const client = await createClient({ endpointUrl: url, region: 'us-east-1' });
  for (const logGroupName of soakGroups) await client.createLogGroup({ logGroupName });
  client.destroy();
};

const runWorker = async (order: SoakOrder): Promise<SoakOutcome> => {
  const worker = fork(path.join(import.meta.dirname, 'soak-worker.ts'), [JSON.stringify(order)]);
  const [outcome] = await Promise.race([
    once(worker, 'message') as Promise<[SoakOutcome]>,
    once(worker, 'exit').then(([code]) => {
      throw new Error(`a process of clients exits ${code}`);
    }),
  ]);
  return outcome;
};

const runClients = async (order: Pick<SoakOrder, 'url' | 'seconds' | 'seed' | 'isKilled'>): Promise<Load> => {
  const clients = CLIENTS / PROCESSES;
  const outcomes = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) =>
      runWorker({ ...order, clients, firstClient: index * clients }),
    ),
  );
  return { outcomes, seconds: Math.max(...outcomes.map(({ seconds }) => seconds)) };
};

/** Megabytes, one a second. */
const sampling = (server: SoakServer): { stop(): readonly number[] } => {
  const samples: number[] = [];
  const sample = (): void => {
    const megabytes = server.residentMegabytes();
    if (megabytes !== undefined) samples.push(megabytes);
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      sample();
      return samples;
    },
  };
};

const streamsOf = ({ outcomes }: Load): readonly StreamRecord[] => outcomes.flatMap(({ streams }) => streams);
const failuresOf = ({ outcomes }: Load): readonly string[] => outcomes.flatMap(({ failures }) => failures);
const acknowledgedIn = (load: Load): number =>
  streamsOf(load).reduce((sum, { acknowledged }) => sum + acknowledged, 0);

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const ratesTable = ({ outcomes, seconds }: Load): ReportTable => {
  const operations = [...new Set(outcomes.flatMap(({ times }) => Object.keys(times)))].sort();
  const row = (operation: string): readonly string[] => {
    const times = outcomes.flatMap((each) => each.times[operation] ?? []).sort((a, b) => a - b);
    const shown = [0.5, 0.99, 1].map((share) => significant(percentile(times, share)));
    return [operation, times.length.toLocaleString('en-US'), showRate(times.length / seconds), ...shown];
  };
  return {
    title: `Answers: ${CLIENTS} clients, each at once again when it has its answer`,
    rows: [['operation', 'answers', '/s', 'p50 ms', 'p99 ms', 'most ms'], ...operations.map(row)],
  };
};

/** Megabytes a minute, by least squares. */
const slopeOf = (samples: readonly number[]): number => {
  const middle = (samples.length - 1) / 2;
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  const [up, down] = samples.reduce(
    ([up, down], each, index) => [up + (index - middle) * (each - mean), down + (index - middle) ** 2],
    [0, 0] as readonly [number, number],
  );
  return (up / down) * (60_000 / SAMPLE_MS);
};

const memoryTable = (samples: readonly number[]): ReportTable => {
  const sorted = samples.toSorted((a, b) => a - b);
  const half = samples.slice(samples.length >> 1);
  const cells: readonly (readonly [string, number])[] = [
    ['at the start', samples[0] ?? Number.NaN],
    ['after 10 s', samples[10] ?? Number.NaN],
    ['median', percentile(sorted, 0.5)],
    ['at the end', samples.at(-1) ?? Number.NaN],
    ['most', sorted.at(-1) ?? Number.NaN],
    ['slope of the second half, a minute', slopeOf(half)],
  ];
  return {
    title: 'Memory of the server, resident',
    rows: [['', 'MB'], ...cells.map(([name, megabytes]) => [name, significant(megabytes)])],
  };
};

type Checked = { readonly name: string; readonly load: Load; readonly count: Count };

const checksTable = (checks: readonly Checked[]): ReportTable => ({
  title: 'Acknowledged events, each of them there once',
  rows: [
    ['looked at', 'acknowledged', 'there once', 'in doubt', 'problems'],
    ...checks.map(({ name, load, count }) => {
      const inDoubt = streamsOf(load).reduce((sum, { doubtful }) => sum + doubtful, 0);
      const numbers = [acknowledgedIn(load), count.once, inDoubt, count.problems.length];
      return [name, ...numbers.map((number) => number.toLocaleString('en-US'))];
    }),
  ],
});

const complaintsOf = (server: SoakServer): readonly string[] =>
  server.complaints.slice(0, 20).map((line) => `the server says: ${line}`);

const endOf = async (server: SoakServer): Promise<readonly string[]> => {
  const exit = await server.end('SIGTERM');
  return exit === 0 ? [] : [`the server ends with ${exit}`];
};

type Part = {
  readonly checks: readonly Checked[];
  readonly load: Load;
  readonly failures: readonly string[];
};

const soakAndEnd = async (
  file: string,
  seconds: number,
  seed: number,
): Promise<Part & { readonly memory: readonly number[] }> => {
  const server = await startSoakServer(file);
  await makeGroups(server.url);
  const samples = sampling(server);
  const load = await runClients({ url: server.url, seconds, seed, isKilled: false });
  const memory = samples.stop();
  const records = streamsOf(load);
  const asked = await checkEndpoint(server.url, records);
  const ended = await endOf(server);
  const checks = [
    { name: 'through the API', load, count: asked },
    { name: 'in the store, after the end', load, count: checkStore(file, records) },
  ];
  return { checks, load, memory, failures: [...failuresOf(load), ...complaintsOf(server), ...ended] };
};

const soakAndKill = async (file: string, seconds: number, seed: number): Promise<Part> => {
  const killed = await startSoakServer(file);
  await makeGroups(killed.url);
  const clients = runClients({ url: killed.url, seconds: seconds * 10, seed, isKilled: true });
  const wait = new Promise((resolve) => setTimeout(resolve, BEFORE_KILL_MS + seconds * 1000));
  await Promise.race([wait, clients]);
  const exit = await killed.end('SIGKILL');
  const load = await clients;
  const records = streamsOf(load);
  const atOnce = checkStore(file, records);
  const server = await startSoakServer(file);
  const asked = await checkEndpoint(server.url, records);
  const ended = await endOf(server);
  const checks = [
    { name: 'in the store, after kill -9', load, count: atOnce },
    { name: 'through the API, started again', load, count: asked },
    { name: 'in the store, after the end', load, count: checkStore(file, records) },
  ];
  const early = exit === 'SIGKILL' ? [] : [`the server ended before it was killed: ${exit}`];
  const complaints = [...complaintsOf(killed), ...complaintsOf(server)];
  return { checks, load, failures: [...failuresOf(load), ...early, ...complaints, ...ended] };
};

const factsOf = (load: Load, killed: Load): readonly string[] => {
  const events = acknowledgedIn(load);
  const refusals = new Map<string, number>();
  for (const [which, count] of load.outcomes.flatMap((outcome) => Object.entries(outcome.refusals)))
    refusals.set(which, count + (refusals.get(which) ?? 0));
  const tailed = load.outcomes.reduce((sum, outcome) => sum + outcome.tailed, 0);
  return [
    machineLine(),
    `${path.relative(process.cwd(), soakProgram)} serve; ${CLIENTS} clients in ${PROCESSES} processes on the same machine for ${significant(load.seconds)} s`,
    `put: ${events.toLocaleString('en-US')} events into ${streamsOf(load).length.toLocaleString('en-US')} streams of ${soakGroups.length} log groups, ${showRate(events / load.seconds)} events/s`,
    `killed after: ${acknowledgedIn(killed).toLocaleString('en-US')} events`,
    `live tails were told of ${tailed.toLocaleString('en-US')} events`,
    `documented refusals: ${[...refusals].map(([which, count]) => `${which} ${count}`).join(', ') || 'none'}`,
  ];
};

export const soak = async (seconds: number, seed: number): Promise<Soak> => {
  // Clients sign every request, though the server looks at no keys.
  process.env.AWS_ACCESS_KEY_ID = 'insitu';
  process.env.AWS_SECRET_ACCESS_KEY = 'insitu';
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-soak-'));
  try {
    const whole = await soakAndEnd(path.join(folder, 'ended.db'), seconds, seed);
    const killed = await soakAndKill(path.join(folder, 'killed.db'), killedSeconds(seconds), seed + 1);
    const checks = [...whole.checks, ...killed.checks];
    const problems = checks.flatMap(({ name, count }) =>
      count.problems.map((problem) => `${name}: ${problem}`),
    );
    const report: Report = {
      heading: 'insitu soak',
      facts: factsOf(whole.load, killed.load),
      tables: [ratesTable(whole.load), memoryTable(whole.memory), checksTable(checks)],
      remarks: [],
    };
    return { report, failures: [...problems, ...whole.failures, ...killed.failures] };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
