// The greatest memory of a process that answers one query.

import type { BenchQuery } from './bench-query.ts';
import type { Field } from './compare.ts';
import type { Dataset } from './dataset.ts';
import { runWithMemory } from './measure.ts';
import { showThreads } from './program.ts';
import { significant } from './report.ts';
import type { Figure, Section } from './section.ts';

const MEGABYTE = 1_000_000;

export const memorySection = (
  field: Field,
  dataset: Dataset,
  queries: readonly BenchQuery[],
  threads: readonly number[],
): Section => {
  const columns = field.flatMap((contestant) => threads.map((count) => ({ contestant, count })));
  const head = columns.map(({ contestant, count }) => `${contestant.name}, ${showThreads(count)}`);
  const figures: Figure[] = [];
  const row = (query: BenchQuery): readonly string[] => [
    query.name,
    ...columns.map(({ contestant, count }) => {
      if (!contestant.canAnswer(query)) return '';
      const { memoryBytes } = runWithMemory(contestant.command(query, count));
      const value = memoryBytes / MEGABYTE;
      const of = `${query.name}, ${dataset.set} ${dataset.text}, ${dataset.count.toLocaleString('en-US')} events`;
      if (contestant.name === 'insitu')
        figures.push({ kind: 'memory', value, of, threads: count, events: dataset.count });
      return significant(value);
    }),
  ];
  const rows = [['query', ...head], ...queries.map(row)];
  const events = dataset.count.toLocaleString('en-US');
  const title = `Memory: most of a whole process, MB, ${dataset.set} ${dataset.text}, ${events} events`;
  return { tables: [{ title, rows }], figures, remarks: [], failures: [] };
};
