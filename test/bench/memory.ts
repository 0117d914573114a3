// The greatest memory of a process that answers one query.

import type { BenchQuery } from './bench-query.ts';
import type { Field } from './compare.ts';
import type { Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { runWithMemory } from './measure.ts';
import { showThreads } from './program.ts';
import { significant } from './report.ts';
import type { Figure, Section } from './section.ts';

const MEGABYTE = 1_000_000;

export const memorySection = async (
  field: Field,
  dataset: Dataset,
  queries: readonly BenchQuery[],
  threads: readonly number[],
): Promise<Section> => {
  const columns = field.flatMap((contestant) => threads.map((count) => ({ contestant, count })));
  const head = columns.map(({ contestant, count }) => `${contestant.name}, ${showThreads(count)}`);
  const figures: Figure[] = [];
  const measure = async (query: BenchQuery, contestant: Contestant, count: number): Promise<string> => {
    if (!contestant.canAnswer(query)) return '';
    const { memoryBytes } = await runWithMemory(contestant.command(query, count));
    const value = memoryBytes / MEGABYTE;
    const of = `${query.name}, ${dataset.set} ${dataset.text}, ${dataset.count.toLocaleString('en-US')} events`;
    if (contestant.name === 'insitu')
      figures.push({ kind: 'memory', value, of, threads: count, events: dataset.count });
    return significant(value);
  };
  const rows: (readonly string[])[] = [['query', ...head]];
  for (const query of queries) {
    const row = [query.name];
    for (const { contestant, count } of columns) row.push(await measure(query, contestant, count));
    rows.push(row);
  }
  const events = dataset.count.toLocaleString('en-US');
  const title = `Memory: most of a whole process, MB, ${dataset.set} ${dataset.text}, ${events} events`;
  return { tables: [{ title, rows }], figures, remarks: [], failures: [] };
};
