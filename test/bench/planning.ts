// A query's text to its plan.

import type { BenchQuery } from './bench-query.ts';
import { timeWarmPlans } from './measure.ts';
import { showTimes, significant } from './report.ts';
import type { Section } from './section.ts';

export const planningSection = (
  queries: readonly BenchQuery[],
  rounds: number,
  firstPlanMs: number,
): Section => {
  const row = (query: BenchQuery): readonly string[] => {
    const { median, least, most } = timeWarmPlans(query.insitu, rounds);
    return [query.name, showTimes({ median: median * 1000, least: least * 1000, most: most * 1000 })];
  };
  return {
    tables: [
      { title: 'Planning: parse, check and plan, warm', rows: [['query', 'µs'], ...queries.map(row)] },
    ],
    figures: [],
    remarks: [`the first plan of a process takes ${significant(firstPlanMs)} ms`],
    failures: [],
  };
};
