// The finished table of a query, its statistics and its notices: data without behaviour.

export type { Cell, LookupTable, Notice, QueryResult, ResultTable, Statistics } from './result.ts';
export { QueryFailed } from './result.ts';
