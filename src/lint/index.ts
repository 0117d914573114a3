// Lint: what there is to say about a query before it ever runs, and its canonical text.

export type { Finding } from './finding.ts';
export { type FormattedQuery, formatQuery } from './format-query.ts';
export { judgeQuery } from './judge-query.ts';
