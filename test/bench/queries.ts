// All questions of the bench.

import type { BenchQuery } from './bench-query.ts';
import { lambdaQueries } from './queries-lambda.ts';
import { textQueries } from './queries-text.ts';
import { vpcQueries } from './queries-vpc.ts';
import { wideQueries } from './queries-wide.ts';
import type { SetName } from './sets.ts';

export const benchQueries: readonly BenchQuery[] = [
  ...lambdaQueries,
  ...textQueries,
  ...wideQueries,
  ...vpcQueries,
];

/** The queries of these names; all of them when there are none. Throws TypeError for a name nobody has. */
export const queriesNamed = (names: readonly string[]): readonly BenchQuery[] => {
  if (names.length === 0) return benchQueries;
  return names.map((name) => {
    const query = benchQueries.find((candidate) => candidate.name === name);
    if (query !== undefined) return query;
    throw new TypeError(`no query "${name}"; there are ${benchQueries.map((one) => one.name).join(', ')}`);
  });
};

export const queriesOf = (set: SetName, queries: readonly BenchQuery[]): readonly BenchQuery[] =>
  queries.filter(({ sets }) => sets.includes(set));
