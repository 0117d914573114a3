// How long it takes to take an export in, beside unpacking it (zcat) and DuckDB's reading of the same objects.

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './contestant.ts';
import { dataFolder } from './dataset.ts';
import { duckdbImport } from './duckdb.ts';
import { runCommand, runWithMemory, type Times, timesOf } from './measure.ts';
import { insituCommand, showThreads } from './program.ts';
import { showRate, showTimes, significant } from './report.ts';
import type { Figure, Section } from './section.ts';
import type { SetName } from './sets.ts';

const MEGABYTE = 1_000_000;
/** Imports take long: a few rounds of them are enough. */
const IMPORT_ROUNDS = 3;

export type ImportSource = {
  readonly name: string;
  readonly folder: string;
  readonly events: number;
  readonly textBytes: number;
  /** Of one set all columns are known; of four log groups only lines can be read by the peer. */
  readonly set: SetName | undefined;
};

type Who = 'insitu' | 'zcat' | 'lines only' | 'all columns';

/** `makes`: the file whose size is told, in the folder of the run. */
type Runner = {
  readonly who: Who;
  readonly name: string;
  readonly threads: number;
  readonly command: (folder: string) => Command;
  readonly makes?: string;
};

type Run = {
  readonly ms: number;
  readonly memoryBytes: number | undefined;
  readonly bytes: number | undefined;
};

const insitu = ({ folder: data }: ImportSource, threads: number): Runner => ({
  who: 'insitu',
  name: `insitu import --jobs ${threads}`,
  threads,
  command: (folder) =>
    insituCommand('import', data, '--db', path.join(folder, 'insitu.db'), '--jobs', String(threads), '-q'),
  makes: 'insitu.db',
});

const duckdb = (
  { folder: exportFolder, set }: ImportSource,
  threads: number,
  columns: 'all columns' | 'lines only',
): Runner => ({
  who: columns,
  name: `DuckDB create table as, ${columns}, ${showThreads(threads)}`,
  threads,
  command: (folder) => [
    process.execPath,
    path.join(import.meta.dirname, 'duckdb-import.mjs'),
    path.join(folder, 'peer.duckdb'),
    String(threads),
    duckdbImport({ set: set ?? 'mixed', exportFolder }, columns),
  ],
  makes: 'peer.duckdb',
});

const zcat = ({ folder }: ImportSource): Runner => ({
  who: 'zcat',
  name: 'zcat',
  threads: 1,
  command: () => ['sh', '-c', `find '${folder}' -name '*.gz' -print0 | xargs -0 gzip -dc > /dev/null`],
});

const runOnce = async ({ command, makes }: Runner): Promise<Run> => {
  mkdirSync(dataFolder, { recursive: true });
  const folder = mkdtempSync(path.join(dataFolder, 'import-'));
  try {
    if (makes === undefined)
      return { ms: (await runCommand(command(folder))).ms, memoryBytes: undefined, bytes: undefined };
    const { ms, memoryBytes } = await runWithMemory(command(folder));
    return { ms, memoryBytes, bytes: statSync(path.join(folder, makes)).size };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const inSeconds = ({ median, least, most }: Times): string =>
  showTimes({ median: median / 1000, least: least / 1000, most: most / 1000 });

const inMegabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '' : significant(bytes / MEGABYTE);

const medianOf = (runs: readonly Run[]): number => timesOf(runs.map(({ ms }) => ms)).median;

type Runs = ReadonlyMap<Runner, readonly Run[]>;

const runsOf = (all: Runs, who: Who, threads: number): readonly Run[] | undefined =>
  [...all].find(([runner]) => runner.who === who && runner.threads === threads)?.[1];

const rowOf = (runner: Runner, runs: readonly Run[], all: Runs, source: ImportSource): readonly string[] => {
  const times = timesOf(runs.map(({ ms }) => ms));
  const own = runsOf(all, 'insitu', runner.threads);
  const memory = runs.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  return [
    runner.name,
    inSeconds(times),
    own === undefined ? '' : (medianOf(own) / times.median).toFixed(2),
    showRate(source.events / (times.median / 1000)),
    `${showRate(source.textBytes / (times.median / 1000))}B`,
    memory.length === 0 ? '' : inMegabytes(Math.max(...memory)),
    inMegabytes(runs[0]?.bytes),
  ];
};

const figuresOf = (all: Runs, source: ImportSource, threads: readonly number[]): readonly Figure[] =>
  threads.flatMap((count) =>
    (['all columns', 'lines only'] as const).flatMap((who): readonly Figure[] => {
      const [own, peer] = [runsOf(all, 'insitu', count), runsOf(all, who, count)];
      if (own === undefined || peer === undefined) return [];
      const kind = who === 'all columns' ? 'import' : 'import-lines';
      return [{ kind, value: medianOf(own) / medianOf(peer), of: source.name, threads: count }];
    }),
  );

/** Whole processes; the peers take turns with insitu. */
export const importSection = async (
  source: ImportSource,
  threads: readonly number[],
  withDuckdb: boolean,
): Promise<Section> => {
  const peers = (count: number): readonly Runner[] => [
    duckdb(source, count, 'lines only'),
    ...(source.set === undefined ? [] : [duckdb(source, count, 'all columns')]),
  ];
  const runners = [
    ...threads.flatMap((count) => [insitu(source, count), ...(withDuckdb ? peers(count) : [])]),
    zcat(source),
  ];
  const runs = new Map<Runner, Run[]>(runners.map((runner) => [runner, []]));
  for (let round = 0; round < IMPORT_ROUNDS; round += 1)
    for (const runner of round % 2 === 0 ? runners : runners.toReversed())
      runs.get(runner)!.push(await runOnce(runner));
  const head = ['', 's', 'insitu/it', 'events/s', 'text/s', 'memory MB', 'file MB'];
  const rows = [...runs].map(([runner, own]) => rowOf(runner, own, runs, source));
  return {
    tables: [{ title: `Import: from .gz objects to a store, ${source.name}`, rows: [head, ...rows] }],
    figures: figuresOf(runs, source, threads),
    remarks: [
      'import: whole processes, three rounds in turns; a line is a row of DuckDB, an event of several lines becomes several',
      'zcat unpacks and keeps nothing',
    ],
    failures: [],
  };
};
