// The sections of the bench that are about a set of events, one set after the other.

import type { BenchQuery } from './bench-query.ts';
import {
  closeArena,
  comparison,
  disagreements,
  type Field,
  type Measured,
  openArena,
  timeEngines,
  timeProcesses,
} from './compare.ts';
import type { Contestant } from './contestant.ts';
import { newContestant } from './contestants.ts';
import { type Dataset, prepareDataset } from './dataset.ts';
import { floorSection } from './floor.ts';
import { importSection } from './import-bench.ts';
import { hasStore, importDataset, newInsitu } from './insitu.ts';
import type { Rounds } from './measure.ts';
import { memorySection } from './memory.ts';
import type { Options } from './options.ts';
import { type DatabaseName, isDatabase, type PeerName } from './peers.ts';
import { showThreads } from './program.ts';
import { queriesOf } from './queries.ts';
import { showRate, significant } from './report.ts';
import { scalingSection } from './scaling.ts';
import { joinSections, noSection, type Section } from './section.ts';
import { eventSets, type SetKey } from './sets.ts';
import { type Sizes, sizesOf } from './sizes.ts';

const MEGABYTE = 1_000_000;
/** Whole processes take long: a few rounds of them are enough. */
const PROCESS_ROUNDS: Rounds = { rounds: 5, warmups: 1 };

export const say = (text: string): void => console.error(text);

const isTool = (peer: PeerName): peer is Exclude<PeerName, DatabaseName> => !isDatabase(peer);

export type SetOutcome = {
  readonly section: Section;
  readonly fact: string;
  readonly sizes: Sizes | undefined;
  /** Of each contestant. */
  readonly versions: ReadonlyMap<string, string>;
};

type Prepared = { readonly dataset: Dataset; readonly fact: string };

const prepare = async (key: SetKey, keepStore: boolean): Promise<Prepared> => {
  say(`preparing ${key.set} ${key.text}, ${key.count.toLocaleString('en-US')} events …`);
  const dataset = await prepareDataset(key);
  const size = `${significant(dataset.textBytes / MEGABYTE)} MB of message text`;
  const fact = `${key.set} ${key.text}: ${key.count.toLocaleString('en-US')} events, ${size}`;
  if (keepStore && hasStore(dataset)) return { dataset, fact };
  say('importing …');
  const { ms, storeBytes } = await importDataset(dataset);
  const seconds = ms / 1000;
  const rates = `${showRate(dataset.count / seconds)} rows/s, ${showRate(dataset.textBytes / seconds)}B/s of text`;
  const sizes = `${significant(storeBytes / MEGABYTE)} MB from ${significant(dataset.exportBytes / MEGABYTE)} MB of .gz`;
  return { dataset, fact: `${fact}; imported in ${significant(seconds)} s, ${rates}; ${sizes}` };
};

const titleOf = (what: string, { set, text }: SetKey, threads: number): string =>
  `${what}, ${set} ${text}, ${showThreads(threads)}`;

type Task = {
  readonly dataset: Dataset;
  readonly field: Field;
  readonly queries: readonly BenchQuery[];
  readonly options: Options;
};

type Opening = Omit<SetOutcome, 'fact'> & { readonly agreed: readonly BenchQuery[] };

/** What needs stores that are open: whether answers agree, the engines' times, the sizes. */
const runOpened = async ({ dataset, field, queries, options }: Task): Promise<Opening> => {
  const arena = await openArena(field, dataset);
  const versions = new Map(Array.from(arena, ([{ name }, { version }]) => [name, version]));
  const failures: string[] = [];
  const agreed: BenchQuery[] = [];
  const isTimed = options.sections.includes('engine');
  const measured = options.threads.map((): Measured[] => []);
  for (const query of queries) {
    const found = await disagreements(field, arena, query, options.threads);
    failures.push(...found.map((each) => `${dataset.name}, ${each}`));
    if (found.length > 0) continue;
    agreed.push(query);
    if (!isTimed) continue;
    say(`timing ${query.name} …`);
    for (const [index, threads] of options.threads.entries())
      measured[index]!.push(await timeEngines(field, arena, query, options, threads));
  }
  const sizes = options.sections.includes('size') ? await sizesOf(dataset, arena) : undefined;
  closeArena(arena);
  const tables = options.threads.map((threads, index) => {
    const title = titleOf('Engine: from the query to its rows, store open', dataset, threads);
    return comparison({ title, dataset, field, kind: 'engine', threads }, measured[index]!);
  });
  const section = joinSections([...(isTimed ? tables : []), { ...noSection, failures }]);
  return { section, sizes, versions, agreed };
};

const runProcesses = async ({ dataset, field, queries, options }: Task): Promise<Section> => {
  const sections: Section[] = [];
  for (const threads of options.threads) {
    const measured: Measured[] = [];
    for (const query of queries) {
      say(`timing processes: ${query.name}, ${showThreads(threads)} …`);
      measured.push(await timeProcesses(field, query, PROCESS_ROUNDS, threads));
    }
    const title = titleOf('Whole process: from start to exit', dataset, threads);
    sections.push(comparison({ title, dataset, field, kind: 'process', threads }, measured));
  }
  return joinSections(sections);
};

const runFloor = async ({ dataset, field, options }: Task): Promise<Section> => {
  const sections: Section[] = [];
  for (const threads of options.threads) {
    say(`timing the floor, ${showThreads(threads)} …`);
    const tools = options.peers.filter(isTool);
    sections.push(await floorSection({ dataset, insitu: field[0], tools, threads }));
  }
  return joinSections(sections);
};

const runImport = ({ dataset, options }: Task): Promise<Section> => {
  say('timing the import …');
  const { set, text, exportFolder: folder, count: events, textBytes } = dataset;
  const source = { name: `${set} ${text}`, folder, events, textBytes, set };
  return importSection(source, options.threads, options.peers.includes('duckdb'));
};

/** Over the large set when there is one: memory of insitu, and how its time grows. */
const runLarge = async (task: Task): Promise<Section> => {
  const { dataset, field, queries, options } = task;
  const { sections, threads } = options;
  const isLarge = dataset.text === 'ascii' && options.largeSets.includes(dataset.set);
  const large = isLarge ? options.large : undefined;
  const isMeasured = sections.includes('memory') || sections.includes('scaling');
  if (large === undefined || !isMeasured) {
    if (options.large !== undefined || !sections.includes('memory')) return noSection;
    say('measuring memory …');
    return memorySection(field, dataset, queries, threads);
  }
  const { dataset: grown } = await prepare({ ...dataset, count: large }, options.keepStore);
  say('measuring memory and scaling over the large set …');
  return joinSections([
    ...(sections.includes('memory')
      ? [await memorySection([newInsitu(grown)], grown, queries, threads)]
      : []),
    ...(sections.includes('scaling') ? [await scalingSection(dataset, grown, queries, threads)] : []),
  ]);
};

const runSet = async (key: SetKey, asked: readonly BenchQuery[], options: Options): Promise<SetOutcome> => {
  const { dataset, fact } = await prepare(key, options.keepStore);
  const peers: Contestant[] = [];
  for (const name of options.peers.filter(isDatabase)) {
    say(`opening ${name} …`);
    peers.push(await newContestant[name](dataset));
  }
  const field: Field = [newInsitu(dataset), ...peers];
  const opened = await runOpened({ dataset, field, queries: queriesOf(key.set, asked), options });
  const task: Task = { dataset, field, queries: opened.agreed, options };
  const section = joinSections([
    opened.section,
    options.sections.includes('process') ? await runProcesses(task) : noSection,
    options.sections.includes('floor') ? await runFloor(task) : noSection,
    options.sections.includes('import') ? await runImport(task) : noSection,
    await runLarge(task),
  ]);
  return { section, fact, sizes: opened.sizes, versions: opened.versions };
};

/** Every wanted set in every wanted text, as far as it has that. */
export const runSets = async (
  asked: readonly BenchQuery[],
  options: Options,
): Promise<readonly SetOutcome[]> => {
  const outcomes: SetOutcome[] = [];
  for (const set of options.sets)
    for (const text of options.texts)
      if (eventSets[set].texts.includes(text)) {
        const key: SetKey = { set, text, seed: options.seed, count: options.events };
        outcomes.push(await runSet(key, asked, options));
      }
  return outcomes;
};
