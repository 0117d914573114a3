// npm run bench -- [options]: insitu beside other engines, on the same events, with the same answers.
//
// Exits 1 when answers disagree or a soak lost an event, never because something is slow.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { aimsTable } from './aims.ts';
import type { BenchQuery } from './bench-query.ts';
import { importSection } from './import-bench.ts';
import { timeFirstPlan } from './measure.ts';
import { prepareMixedExports } from './mixed-exports.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { installDatabases, isDatabase, type PeerName, programVersion } from './peers.ts';
import { planningSection } from './planning.ts';
import { insituVersion, knowsThreads, showThreads } from './program.ts';
import { benchQueries, queriesNamed, queriesOf } from './queries.ts';
import { machineLine, markdownReport, type Report, significant, terminalReport } from './report.ts';
import { runSets, type SetOutcome, say } from './run-sets.ts';
import { joinSections, noSection } from './section.ts';
import { eventSets } from './sets.ts';
import { sizeSection } from './sizes.ts';
import { soak } from './soak.ts';
import { startupSection } from './startup.ts';

const MEGABYTE = 1_000_000;

const publish = (report: Report, { markdown }: Options): void => {
  console.log(terminalReport(report));
  if (markdown === undefined) return;
  mkdirSync(path.dirname(markdown), { recursive: true });
  writeFileSync(markdown, markdownReport(report));
};

type Found = {
  readonly peers: readonly PeerName[];
  readonly versions: readonly string[];
  readonly remarks: readonly string[];
};

/** Databases are installed; programs are there or left out. */
const findPeers = (wanted: readonly PeerName[]): Found => {
  installDatabases(wanted.filter(isDatabase));
  const tools = wanted
    .filter((peer) => !isDatabase(peer))
    .map((peer) => [peer, programVersion(peer)] as const);
  const missing = new Set<PeerName>(
    tools.filter(([, version]) => version === undefined).map(([peer]) => peer),
  );
  return {
    peers: wanted.filter((peer) => !missing.has(peer)),
    versions: tools.flatMap(([peer, version]) => (version === undefined ? [] : [`${peer} ${version}`])),
    remarks: [...missing].map((peer) => `${peer} is not installed here and left out`),
  };
};

const threadsRemarks = ({ threads }: Options): readonly string[] =>
  knowsThreads() || threads.every((count) => count === 1)
    ? []
    : ['this insitu has no --threads: its queries ran on one thread whatever is said below'];

const factsOf = (
  options: Options,
  outcomes: readonly SetOutcome[],
  tools: readonly string[],
): readonly string[] => {
  const databases = [...(outcomes[0]?.versions ?? [])].filter(([name]) => name !== 'insitu');
  const contestants = [
    `insitu ${insituVersion()}`,
    ...databases.map(([name, version]) => `${name} ${version}`),
    ...tools,
  ];
  return [
    machineLine(),
    `${contestants.join(', ')}; on ${options.threads.map(showThreads).join(' and ')}`,
    ...threadsRemarks(options),
    ...outcomes.map(({ fact }) => fact),
    `engines: medians of ${options.rounds} rounds after ${options.warmups} to warm up, contestants in turns; least and most in brackets; what takes long gets fewer rounds, three at least`,
  ];
};

const remarksOf = (options: Options, queries: readonly BenchQuery[]): readonly string[] => [
  ...options.sets.map((set) => `${set}: ${eventSets[set].title}`),
  ...queries.map(({ name, title }) => `${name}: ${title}`),
];

const bench = async (wanted: Options): Promise<readonly string[]> => {
  const asked = queriesNamed(wanted.queries);
  const firstPlan = timeFirstPlan(benchQueries[0]!.insitu);
  const found = findPeers(wanted.peers);
  const options: Options = { ...wanted, peers: found.peers };
  const queries = asked.filter((query) => options.sets.some((set) => queriesOf(set, [query]).length > 0));
  const has = (name: Options['sections'][number]): boolean => options.sections.includes(name);
  const startup = has('startup') ? await startupSection() : noSection;
  const outcomes = await runSets(asked, options);
  const whole = joinSections([
    ...outcomes.map(({ section }) => section),
    sizeSection(outcomes.flatMap(({ sizes }) => sizes ?? [])),
    startup,
    has('planning') ? planningSection(queries, options.rounds, firstPlan) : noSection,
  ]);
  publish(
    {
      heading: 'insitu bench',
      facts: factsOf(options, outcomes, found.versions),
      tables: [
        ...(whole.figures.length > 0 ? [aimsTable(whole.figures, knowsThreads())] : []),
        ...whole.tables,
      ],
      remarks: [
        ...found.remarks,
        ...whole.failures.map((failure) => `WRONG: ${failure}`),
        ...whole.remarks,
        ...remarksOf(options, queries),
      ],
    },
    options,
  );
  return whole.failures;
};

const timeImport = async (options: Options, megabytes: number): Promise<void> => {
  const { peers } = findPeers(options.peers);
  say('preparing the objects …');
  const data = prepareMixedExports(megabytes);
  const source = { ...data, name: 'four log groups', set: undefined };
  const { tables, remarks } = await importSection(source, options.threads, peers.includes('duckdb'));
  const events = data.events.toLocaleString('en-US');
  const size = `${significant(data.textBytes / MEGABYTE)} MB of text in ${significant(data.gzBytes / MEGABYTE)} MB of .gz`;
  const facts = [machineLine(), `${events} events of four log groups in ${data.files} objects, ${size}`];
  publish({ heading: 'insitu bench: import', facts, tables, remarks }, options);
};

const soakServer = async (seconds: number, options: Options): Promise<readonly string[]> => {
  say(`${seconds} s of clients, then some more until the server is killed …`);
  const { report, failures } = await soak(seconds, options.seed);
  publish(report, options);
  return failures;
};

const run = async (options: Options): Promise<readonly string[]> => {
  if (options.soakSeconds !== undefined) return soakServer(options.soakSeconds, options);
  if (options.importMegabytes === undefined) return bench(options);
  await timeImport(options, options.importMegabytes);
  return [];
};

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else {
    const failures = await run(options);
    for (const failure of failures) console.error(failure);
    if (failures.length > 0) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
