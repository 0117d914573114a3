// insitu beside programs that search through text: what no engine can be expected to undercut by much.

import type { BenchQuery } from './bench-query.ts';
import type { Command, Contestant, Opened } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import {
  article,
  countIn,
  type FloorQuestion,
  floorQuestions,
  rgOverExports,
  type ToolName,
  toolCommand,
} from './floor-questions.ts';
import { inTurns, type Rounds, runCommand, type Times } from './measure.ts';
import { openElsewhere } from './open-elsewhere.ts';
import { insituCommand, showThreads, threadsFlag } from './program.ts';
import { showTimes } from './report.ts';
import { type Figure, joinSections, type Section } from './section.ts';

const FLOOR_ROUNDS: Rounds = { rounds: 7, warmups: 1 };

/** Somebody who can count. */
type Counter = {
  readonly name: string;
  count(): Promise<number>;
  time(): Promise<number>;
};

const numberIn = (cell: unknown): number => Number(cell ?? Number.NaN);

const asQuery = ({ name, sets, insitu }: FloorQuestion): BenchQuery => ({
  name,
  title: name,
  sets,
  insitu,
  sql: undefined,
});

const engineCounter = (opened: Opened, query: BenchQuery): Counter => ({
  name: 'engine',
  count: async () => numberIn((await opened.answer(query))[0]?.[0]),
  time: () => opened.run(query),
});

const programCounter = (name: string, command: Command, read: (stdout: string) => number): Counter => ({
  name,
  count: async () => read((await runCommand(command)).stdout),
  time: async () => (await runCommand(command)).ms,
});

/** The first value of the first row of JSON lines. */
const firstValue = (stdout: string): number =>
  numberIn(Object.values(JSON.parse(stdout.split('\n', 1)[0] ?? '{}') as object)[0]);

type Counted = {
  readonly times: ReadonlyMap<string, Times>;
  readonly failures: readonly string[];
};

const countAndTime = async (what: string, counters: readonly Counter[]): Promise<Counted> => {
  const counts = new Map<string, number>();
  for (const counter of counters) counts.set(counter.name, await counter.count());
  if (new Set(counts.values()).size > 1) {
    const said = Array.from(counts, ([name, count]) => `${name} ${count}`).join(', ');
    return { times: new Map(), failures: [`floor, ${what}: counts differ: ${said}`] };
  }
  const times = await inTurns(counters, FLOOR_ROUNDS, (counter) => counter.time());
  return { times: new Map(Array.from(times, ([{ name }, each]) => [name, each])), failures: [] };
};

const cellsOf = (times: Counted['times'], name: string, own: string): readonly string[] => {
  const [one, other] = [times.get(own), times.get(name)];
  return one === undefined || other === undefined
    ? ['', '']
    : [showTimes(other), (one.median / other.median).toFixed(2)];
};

const show = (times: Times | undefined): string => (times === undefined ? '' : showTimes(times));

type FloorOptions = {
  readonly dataset: Dataset;
  readonly insitu: Contestant;
  readonly tools: readonly ToolName[];
  readonly threads: number;
};

const titleOf = (what: string, { dataset, threads }: FloorOptions): string =>
  `Floor: ${what}, ${dataset.set} ${dataset.text}, ${showThreads(threads)}`;

/** rg is held against the engine, which has its store open; programs that load the text against the whole process. */
const textSection = async (options: FloorOptions, opened: Opened): Promise<Section> => {
  const { dataset, insitu, tools, threads } = options;
  const head = ['question', 'engine ms', 'process ms', 'rg -c ms', 'engine/rg'];
  const rows: (readonly string[])[] = [[...head, 'lnav ms', 'process/lnav', 'jq ms', 'process/jq']];
  const figures: Figure[] = [];
  const failures: string[] = [];
  await opened.useThreads(threads);
  for (const question of floorQuestions.filter(({ sets }) => sets.includes(dataset.set))) {
    const query = asQuery(question);
    const { times, failures: found } = await countAndTime(`${question.name}, ${dataset.name}`, [
      engineCounter(opened, query),
      programCounter('process', insitu.command(query, threads), firstValue),
      ...tools.flatMap((tool) => {
        const command = toolCommand(tool, question, dataset, threads);
        return command === undefined ? [] : [programCounter(tool, command, countIn)];
      }),
    ]);
    failures.push(...found);
    const [engine, rg] = [times.get('engine'), times.get('rg')];
    const isAim = question.name === 'article' || question.name === 'substring';
    const of = `${question.name}, ${dataset.set} ${dataset.text}`;
    if (engine !== undefined && rg !== undefined && isAim)
      figures.push({ kind: 'floor', value: engine.median / rg.median, of, threads });
    rows.push([
      question.name,
      show(engine),
      show(times.get('process')),
      ...cellsOf(times, 'rg', 'engine'),
      ...cellsOf(times, 'lnav', 'process'),
      ...cellsOf(times, 'jq', 'process'),
    ]);
  }
  if (rows.length === 1) return { tables: [], figures, remarks: [], failures };
  return {
    tables: [{ title: titleOf('counting in the text', options), rows }],
    figures,
    remarks: [],
    failures,
  };
};

const fileCommand = (path: string, threads: number): Command =>
  insituCommand('query', article, path, '--format', 'jsonl', '-q', ...threadsFlag(threads));

/** Straight over the files, without a store. */
const filesSection = async (options: FloorOptions): Promise<Section> => {
  const { dataset, tools, threads } = options;
  const question = floorQuestions.find(({ name }) => name === 'article')!;
  if (!question.sets.includes(dataset.set)) return joinSections([]);
  const withRg = tools.includes('rg');
  const places = [
    ['exported .gz objects', dataset.exportFolder, 'rg -z -c', rgOverExports(dataset, threads)],
    ['one text file', dataset.textFile, 'rg -c', toolCommand('rg', question, dataset, threads)!],
  ] as const;
  const rows: (readonly string[])[] = [['files', 'process ms', 'rg', 'rg ms', 'process/rg']];
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const [name, path, tool, command] of places) {
    const { times, failures: found } = await countAndTime(`${name}, ${dataset.name}`, [
      programCounter('process', fileCommand(path, threads), firstValue),
      ...(withRg ? [programCounter('rg', command, countIn)] : []),
    ]);
    failures.push(...found);
    rows.push([name, show(times.get('process')), withRg ? tool : '', ...cellsOf(times, 'rg', 'process')]);
    const [own, rg] = [times.get('process'), times.get('rg')];
    if (path === dataset.exportFolder && own !== undefined && rg !== undefined)
      figures.push({
        kind: 'export',
        value: own.median / rg.median,
        of: `${dataset.set} ${dataset.text}`,
        threads,
      });
  }
  return {
    tables: [{ title: titleOf("the article's query over files", options), rows }],
    figures,
    remarks: [],
    failures,
  };
};

export const floorSection = async (options: FloorOptions): Promise<Section> => {
  const opened = await openElsewhere(options.insitu, options.dataset);
  try {
    return joinSections([await textSection(options, opened), await filesSection(options)]);
  } finally {
    opened.close();
  }
};
