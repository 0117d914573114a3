// npm run bench -- [options]: insitu beside other engines, on the same events, with the same answers.
//
// Exits 1 when answers disagree or a soak lost an event, never because something is slow.

import { writeFileSync } from 'node:fs';
import { differenceOf } from './agree.ts';
import { loadChdb, openChdb } from './chdb.ts';
import type { Contestant } from './contestant.ts';
import { type Dataset, prepareDataset } from './dataset.ts';
import { loadDuckdb, openDuckdb } from './duckdb.ts';
import { benchImport } from './import-bench.ts';
import { hasStore, type ImportTime, importDataset, openInsitu } from './insitu.ts';
import { installPeers } from './install-peers.ts';
import { type Rounds, timeEngines, timeFirstPlan, timeProcesses } from './measure.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { type BenchQuery, benchQueries, type PeerName, queriesNamed } from './queries.ts';
import { machineLine, markdownReport, type Report, showRate, significant, terminalReport } from './report.ts';
import { soak } from './soak.ts';
import { engineTable, type Field, filesTable, type Measured, planningTable, processTable } from './tables.ts';

const MEGABYTE = 1_000_000;
/** Whole processes take long: a few rounds of them are enough. */
const PROCESS_ROUNDS: Rounds = { rounds: 7, warmups: 1 };

const say = (text: string): void => console.error(text);

const openPeer: Readonly<Record<PeerName, (dataset: Dataset, options: Options) => Promise<Contestant>>> = {
  duckdb: async (dataset, { seed, threads }) => openDuckdb(await loadDuckdb(dataset, seed), threads),
  chdb: async (dataset, { seed, threads }) => openChdb(await loadChdb(dataset, seed), threads),
};

const disagreements = async ({ insitu, peers }: Field, query: BenchQuery): Promise<readonly string[]> => {
  const own = await insitu.answer(query);
  if (own.length === 0) return [`${query.name}: insitu answers with no row`];
  const found: string[] = [];
  for (const peer of peers) {
    const difference = differenceOf(own, await peer.answer(query));
    if (difference !== undefined) found.push(`${query.name}: insitu and ${peer.name} differ: ${difference}`);
  }
  return found;
};

const importFact = (dataset: Dataset, { ms, storeBytes }: ImportTime): string => {
  const seconds = ms / 1000;
  const rates = `${showRate(dataset.events / seconds)} rows/s, ${showRate(dataset.textBytes / seconds)}B/s of text`;
  return `import into the store: ${significant(seconds)} s, ${rates}; ${significant(storeBytes / MEGABYTE)} MB from ${significant(dataset.exportBytes / MEGABYTE)} MB of .gz`;
};

const datasetFact = ({ events, textBytes }: Dataset): string =>
  `${events.toLocaleString('en-US')} events, ${significant(textBytes / MEGABYTE)} MB of message text`;

const contestantsFact = ({ insitu, peers }: Field, threads: number): string => {
  const limit = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return [
    `insitu ${insitu.version} on 1 thread`,
    ...peers.map(({ name, version }) => `${name} ${version} on ${limit}`),
  ].join(', ');
};

const bench = async (options: Options): Promise<readonly string[]> => {
  const queries = queriesNamed(options.queries);
  const firstPlan = timeFirstPlan(benchQueries[0]!);
  installPeers(options.peers);
  say('preparing the events …');
  const dataset = await prepareDataset(options.seed, options.events);
  let imported: ImportTime | undefined;
  if (!options.keepStore || !hasStore(dataset)) {
    say('importing …');
    imported = await importDataset(dataset);
  }
  const peers: Contestant[] = [];
  for (const name of options.peers) {
    say(`opening ${name} …`);
    peers.push(await openPeer[name](dataset, options));
  }
  const field: Field = { insitu: openInsitu(dataset), peers };
  const contestants = [field.insitu, ...peers];
  const failures: string[] = [];
  const engines: Measured[] = [];
  const processes: Measured[] = [];
  for (const query of queries) {
    const differences = await disagreements(field, query);
    failures.push(...differences);
    if (differences.length > 0) continue;
    say(`timing ${query.name} …`);
    engines.push({ query, times: await timeEngines(contestants, query, options) });
    if (options.wholeProcess)
      processes.push({ query, times: await timeProcesses(contestants, query, PROCESS_ROUNDS) });
  }
  const agreed = engines.map(({ query }) => query);
  const report: Report = {
    heading: 'insitu bench',
    facts: [
      machineLine(),
      contestantsFact(field, options.threads),
      datasetFact(dataset),
      ...(imported === undefined ? [] : [importFact(dataset, imported)]),
      `medians of ${options.rounds} rounds after ${options.warmups} to warm up, contestants in turns; least and most in brackets`,
    ],
    tables: [
      engineTable(field, engines, dataset),
      ...(options.wholeProcess ? [processTable(field, processes)] : []),
      ...(options.files && agreed[0] !== undefined ? [await filesTable(dataset, agreed[0])] : []),
      planningTable(agreed, options.rounds),
    ],
    remarks: [
      `the first plan of a process takes ${significant(firstPlan)} ms`,
      ...queries.map(({ name, title }) => `${name}: ${title}`),
    ],
  };
  for (const contestant of contestants) contestant.close();
  console.log(terminalReport(report));
  if (options.markdown !== undefined) writeFileSync(options.markdown, markdownReport(report));
  return failures;
};

/** Imports take long: a few rounds of them are enough. */
const IMPORT_ROUNDS = 3;

const timeImport = ({ peers, markdown }: Options, megabytes: number): void => {
  installPeers(peers);
  say('preparing the objects …');
  const report = benchImport(megabytes, IMPORT_ROUNDS, peers.includes('duckdb'));
  console.log(terminalReport(report));
  if (markdown !== undefined) writeFileSync(markdown, markdownReport(report));
};

const soakServer = async (seconds: number, { seed, markdown }: Options): Promise<readonly string[]> => {
  say(`${seconds} s of clients, then some more until the server is killed …`);
  const { report, failures } = await soak(seconds, seed);
  console.log(terminalReport(report));
  if (markdown !== undefined) writeFileSync(markdown, markdownReport(report));
  return failures;
};

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else if (options.importMegabytes !== undefined) timeImport(options, options.importMegabytes);
  else {
    const { soakSeconds } = options;
    const failures =
      soakSeconds === undefined ? await bench(options) : await soakServer(soakSeconds, options);
    for (const failure of failures) console.error(failure);
    if (failures.length > 0) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
