// insitu beside the databases: answers first, then engines with their stores open, then whole processes.

import { differenceOf } from './agree.ts';
import type { BenchQuery } from './bench-query.ts';
import type { Contestant, Opened } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { inTurns, type Rounds, runCommand, type Times } from './measure.ts';
import { openElsewhere } from './open-elsewhere.ts';
import { showThreads } from './program.ts';
import { geometricMean, type ReportTable, showRate, showTimes } from './report.ts';
import type { Figure, FigureKind, Section } from './section.ts';

/** The contestants with insitu first. */
export type Field = readonly [insitu: Contestant, ...peers: Contestant[]];

export type Arena = ReadonlyMap<Contestant, Opened>;

/** Each in a process of its own. */
export const openArena = async (field: Field, dataset: Dataset): Promise<Arena> => {
  const arena = new Map<Contestant, Opened>();
  for (const contestant of field) arena.set(contestant, await openElsewhere(contestant, dataset));
  return arena;
};

export const closeArena = (arena: Arena): void => {
  for (const opened of arena.values()) opened.close();
};

/** Ways in which answers differ, in sentences: between insitu and its peers, or between its threads. */
export const disagreements = async (
  field: Field,
  arena: Arena,
  query: BenchQuery,
  threads: readonly number[],
): Promise<readonly string[]> => {
  const [insitu, ...peers] = field;
  const found: string[] = [];
  const others: (readonly [string, Awaited<ReturnType<Opened['answer']>>])[] = [];
  for (const peer of peers)
    if (peer.canAnswer(query)) others.push([peer.name, await arena.get(peer)!.answer(query)]);
  for (const count of threads) {
    await arena.get(insitu)!.useThreads(count);
    const own = await arena.get(insitu)!.answer(query);
    if (own.length === 0) found.push(`${query.name}: insitu answers with no row`);
    for (const [name, answer] of others) {
      const difference = differenceOf(own, answer);
      const where = `insitu on ${showThreads(count)} and ${name}`;
      if (difference !== undefined) found.push(`${query.name}: ${where} differ: ${difference}`);
    }
    others.push([`insitu on ${showThreads(count)}`, own]);
  }
  return found;
};

export type Measured = { readonly query: BenchQuery; readonly times: ReadonlyMap<Contestant, Times> };

const answering = (field: Field, query: BenchQuery): readonly Contestant[] =>
  field.filter((contestant) => contestant.canAnswer(query));

export const timeEngines = async (
  field: Field,
  arena: Arena,
  query: BenchQuery,
  rounds: Rounds,
  threads: number,
): Promise<Measured> => {
  for (const opened of arena.values()) await opened.useThreads(threads);
  const times = await inTurns(answering(field, query), rounds, (contestant) =>
    arena.get(contestant)!.run(query),
  );
  return { query, times };
};

export const timeProcesses = async (
  field: Field,
  query: BenchQuery,
  rounds: Rounds,
  threads: number,
): Promise<Measured> => {
  const times = await inTurns(
    answering(field, query),
    rounds,
    async (contestant) => (await runCommand(contestant.command(query, threads))).ms,
  );
  return { query, times };
};

type Compared = {
  readonly title: string;
  readonly dataset: Dataset;
  readonly field: Field;
  readonly kind: FigureKind & ('engine' | 'process');
  readonly threads: number;
};

const ownTimes = ({ times }: Measured, [insitu]: Field): Times => times.get(insitu)!;

/** insitu's median over a peer's. */
const ratioTo = (measured: Measured, field: Field, peer: Contestant): number | undefined => {
  const peerTimes = measured.times.get(peer);
  return peerTimes === undefined ? undefined : ownTimes(measured, field).median / peerTimes.median;
};

/** Over the faster of the peers: the larger ratio. */
const ratioToFaster = (measured: Measured, field: Field): number | undefined => {
  const ratios = field.slice(1).flatMap((peer) => ratioTo(measured, field, peer) ?? []);
  return ratios.length === 0 ? undefined : Math.max(...ratios);
};

const showRatio = (ratio: number | undefined): string => ratio?.toFixed(2) ?? '';

const meanOf = (ratios: readonly (number | undefined)[]): string => {
  const known = ratios.filter((ratio) => ratio !== undefined);
  return known.length === 0 ? '' : geometricMean(known).toFixed(2);
};

const tableOf = (compared: Compared, all: readonly Measured[]): ReportTable => {
  const { title, dataset, field, kind } = compared;
  const peers = field.slice(1);
  const withRates = kind === 'engine';
  const rates = (seconds: number): readonly string[] =>
    withRates ? [showRate(dataset.count / seconds), showRate(dataset.textBytes / seconds)] : [];
  const row = (measured: Measured): readonly string[] => [
    measured.query.name,
    showTimes(ownTimes(measured, field)),
    ...rates(ownTimes(measured, field).median / 1000),
    ...peers.flatMap((peer) => {
      const times = measured.times.get(peer);
      return [times === undefined ? '' : showTimes(times), showRatio(ratioTo(measured, field, peer))];
    }),
    ...(peers.length > 1 ? [showRatio(ratioToFaster(measured, field))] : []),
  ];
  const mean = [
    'geometric mean',
    '',
    ...(withRates ? ['', ''] : []),
    ...peers.flatMap((peer) => ['', meanOf(all.map((measured) => ratioTo(measured, field, peer)))]),
    ...(peers.length > 1 ? [meanOf(all.map((measured) => ratioToFaster(measured, field)))] : []),
  ];
  const head = [
    'query',
    'insitu ms',
    ...(withRates ? ['rows/s', 'bytes/s'] : []),
    ...peers.flatMap(({ name }) => [`${name} ms`, `insitu/${name}`]),
    ...(peers.length > 1 ? ['insitu/faster'] : []),
  ];
  return { title, rows: [head, ...all.map(row), ...(peers.length > 0 ? [mean] : [])] };
};

/** A table of times, and of each query its ratio to the faster peer. */
export const comparison = (compared: Compared, all: readonly Measured[]): Section => {
  const { dataset, field, kind, threads } = compared;
  // The faster of two is only known where both were there.
  const judged = field.length > 2 ? all : [];
  const figures = judged.flatMap((measured): readonly Figure[] => {
    const value = ratioToFaster(measured, field);
    const of = `${measured.query.name}, ${dataset.set} ${dataset.text}`;
    return value === undefined ? [] : [{ kind, value, of, threads }];
  });
  return { tables: [tableOf(compared, all)], figures, remarks: [], failures: [] };
};
