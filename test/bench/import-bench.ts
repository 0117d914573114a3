// How long it takes to take an export in, beside unpacking it (zcat) and DuckDB's reading of the same objects.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { type Times, timesOf } from './measure.ts';
import { type MixedExports, prepareMixedExports } from './mixed-exports.ts';
import { machineLine, type Report, showRate, showTimes, significant } from './report.ts';

const root = path.join(import.meta.dirname, '..', '..');
const MEGABYTE = 1_000_000;

/** `makes`: the file whose size is told, in the folder of the run. */
type Runner = {
  readonly name: string;
  readonly command: (folder: string) => readonly [program: string, ...args: string[]];
  readonly makes?: string;
};

type Run = {
  readonly ms: number;
  readonly memoryBytes: number | undefined;
  readonly bytes: number | undefined;
};

const program = (): string => {
  const built = path.join(root, 'dist', 'src', 'main.js');
  return existsSync(built) ? built : path.join(root, 'src', 'main.ts');
};

const memoryModule = path.join(import.meta.dirname, 'report-memory.ts');
const node = [process.execPath, '--import', memoryModule] as const;

const insitu = (data: string, jobs: number): Runner => ({
  name: `insitu import --jobs ${jobs}`,
  command: (folder) => {
    const into = ['--db', path.join(folder, 'insitu.db'), '--jobs', String(jobs), '-q'];
    return [...node, program(), 'import', data, ...into];
  },
  makes: 'insitu.db',
});

const duckdb = (data: string, threads: number): Runner => ({
  name: `DuckDB, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  command: (folder) => {
    const script = path.join(import.meta.dirname, 'duckdb-import.ts');
    return [
      ...node,
      script,
      path.join(folder, 'peer.duckdb'),
      String(threads),
      path.join(data, '**', '*.gz'),
    ];
  },
  makes: 'peer.duckdb',
});

const zcat = (data: string): Runner => ({
  name: 'zcat',
  command: () => ['sh', '-c', `find '${data}' -name '*.gz' -print0 | xargs -0 gzip -dc > /dev/null`],
});

const runOnce = ({ name, command, makes }: Runner): Run => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-bench-'));
  const report = path.join(folder, 'memory');
  const [first, ...args] = command(folder);
  const start = performance.now();
  const env = { ...process.env, MEMORY_REPORT: report };
  const { status, stderr } = spawnSync(first, args, { env, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${name} exits ${status}: ${stderr}`);
  const memoryBytes = existsSync(report) ? Number(readFileSync(report, 'utf8')) : undefined;
  const bytes = makes === undefined ? undefined : statSync(path.join(folder, makes)).size;
  rmSync(folder, { recursive: true });
  return { ms, memoryBytes, bytes };
};

const inSeconds = ({ median, least, most }: Times): string =>
  showTimes({ median: median / 1000, least: least / 1000, most: most / 1000 });

const inMegabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '' : significant(bytes / MEGABYTE);

const rowOf = (
  name: string,
  runs: readonly Run[],
  data: MixedExports,
  reference: number,
): readonly string[] => {
  const times = timesOf(runs.map(({ ms }) => ms));
  const memory = runs.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  return [
    name,
    inSeconds(times),
    significant(times.median / reference),
    showRate(data.events / (times.median / 1000)),
    `${showRate(data.textBytes / (times.median / 1000))}B`,
    memory.length === 0 ? '' : inMegabytes(Math.max(...memory)),
    inMegabytes(runs[0]?.bytes),
  ];
};

/** `megabytes` of text; the peers take turns with insitu. */
export const benchImport = (megabytes: number, rounds: number, withDuckdb: boolean): Report => {
  const data = prepareMixedExports(megabytes);
  const cores = availableParallelism();
  const jobs = [...new Set([1, cores])];
  const runners = [
    ...jobs.map((count) => insitu(data.folder, count)),
    zcat(data.folder),
    ...(withDuckdb ? jobs.map((count) => duckdb(data.folder, count)) : []),
  ];
  const runs = new Map<Runner, Run[]>(runners.map((runner) => [runner, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const runner of round % 2 === 0 ? runners : runners.toReversed())
      runs.get(runner)!.push(runOnce(runner));
  const own = timesOf(runs.get(runners[jobs.length - 1]!)!.map(({ ms }) => ms)).median;
  const head = ['', 's', '/ insitu', 'events/s', 'text/s', 'memory MB', 'file MB'];
  return {
    heading: 'insitu bench: import',
    facts: [
      machineLine(),
      `${data.events.toLocaleString('en-US')} events of four log groups in ${data.files} objects, ${inMegabytes(data.textBytes)} MB of text in ${inMegabytes(data.gzBytes)} MB of .gz`,
      `whole processes, medians of ${rounds} rounds in turns; least and most in brackets`,
    ],
    tables: [
      {
        title: 'From the objects to a store',
        rows: [head, ...[...runs].map(([{ name }, all]) => rowOf(name, all, data, own))],
      },
    ],
    remarks: [
      'insitu finds the fields of every event and makes a column of each; DuckDB keeps time, stream and line',
      'zcat unpacks and keeps nothing',
    ],
  };
};
