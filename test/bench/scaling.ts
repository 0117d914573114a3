// How time grows with the events, and falls with a second thread.

import type { BenchQuery } from './bench-query.ts';
import type { Opened } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { newInsitu } from './insitu.ts';
import { inTurns, type Rounds } from './measure.ts';
import { openElsewhere } from './open-elsewhere.ts';
import { showThreads } from './program.ts';
import { showTimes } from './report.ts';
import type { Figure, Section } from './section.ts';

const SCALING_ROUNDS: Rounds = { rounds: 5, warmups: 1 };

/** These look at the text of every event, or of all that no index could leave out. */
const fullScans: readonly string[] = ['four-groups', 'regex-any-case', 'vpc-parse'];

type Run = { readonly of: 'small' | 'large'; readonly threads: number };

type Stores = Readonly<Record<Run['of'], Opened>>;

const counted = (events: number): string => events.toLocaleString('en-US');

/** The engine on the first number of threads over both sets, and over the large one on the others too. */
const measure = async (stores: Stores, query: BenchQuery, threads: readonly number[]) => {
  const [first = 1] = threads;
  const runs: readonly Run[] = [
    { of: 'small', threads: first },
    ...threads.map((count) => ({ of: 'large' as const, threads: count })),
  ];
  const times = await inTurns(runs, SCALING_ROUNDS, async (run) => {
    await stores[run.of].useThreads(run.threads);
    return stores[run.of].run(query);
  });
  return runs.map((run) => times.get(run)!);
};

const scale = async (
  stores: Stores,
  large: Dataset,
  queries: readonly BenchQuery[],
  threads: readonly number[],
): Promise<{ readonly rows: readonly (readonly string[])[]; readonly figures: readonly Figure[] }> => {
  const rows: (readonly string[])[] = [];
  const figures: Figure[] = [];
  for (const query of queries) {
    const [small, one, ...more] = await measure(stores, query, threads);
    const ratios = more.map((times) => times.median / one!.median);
    rows.push([
      query.name,
      showTimes(small!),
      showTimes(one!),
      (one!.median / small!.median).toFixed(2),
      ...more.flatMap((times, index) => [showTimes(times), ratios[index]!.toFixed(2)]),
    ]);
    const two = ratios[threads.indexOf(2) - 1];
    if (threads[0] === 1 && two !== undefined && fullScans.includes(query.name))
      figures.push({
        kind: 'scaling',
        value: two,
        of: `${query.name}, ${large.set} ${large.text}`,
        threads: 2,
        events: large.count,
      });
  }
  return { rows, figures };
};

export const scalingSection = async (
  small: Dataset,
  large: Dataset,
  queries: readonly BenchQuery[],
  threads: readonly number[],
): Promise<Section> => {
  const [first = 1, ...others] = threads;
  const stores: Stores = {
    small: await openElsewhere(newInsitu(small), small),
    large: await openElsewhere(newInsitu(large), large),
  };
  try {
    const { rows, figures } = await scale(stores, large, queries, threads);
    const head = [
      'query',
      `${counted(small.count)} ms`,
      `${counted(large.count)} ms`,
      'large/small',
      ...others.flatMap((count) => [`${showThreads(count)} ms`, `/ ${showThreads(first)}`]),
    ];
    const title = `Scaling: the engine, ${large.set} ${large.text}, ${showThreads(first)} and more over the large set`;
    return { tables: [{ title, rows: [head, ...rows] }], figures, remarks: [], failures: [] };
  } finally {
    stores.small.close();
    stores.large.close();
  }
};
