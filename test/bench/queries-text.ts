// What is asked of messages whatever is in them.

import type { BenchQuery } from './bench-query.ts';

export const textQueries: readonly BenchQuery[] = [
  {
    name: 'substring',
    title: 'count the events with a substring',
    sets: ['lambda', 'mixed', 'wide'],
    insitu: 'filter @message like "timed out" | stats count(*) as n',
    sql: {
      duckdb: "SELECT count(*) FROM events WHERE contains(message, 'timed out')",
      chdb: "SELECT count() FROM events WHERE position(message, 'timed out') > 0",
    },
  },
  {
    name: 'regex-any-case',
    title: 'count by a regex that ignores case',
    sets: ['lambda', 'mixed', 'wide'],
    insitu: 'filter @message like /(?i)exception|error/ | stats count(*) as n',
    sql: {
      duckdb: "SELECT count(*) FROM events WHERE regexp_matches(message, '(?i)exception|error')",
      chdb: "SELECT count() FROM events WHERE match(message, '(?i)exception|error')",
    },
  },
  {
    name: 'pattern',
    title: 'the ten most frequent patterns; no peer has such a thing',
    // Of wide JSON it takes minutes for a million events: too long for a bench.
    sets: ['lambda', 'mixed', 'vpc'],
    insitu: 'pattern @message | display @sampleCount, @pattern | limit 10',
    sql: undefined,
  },
];
