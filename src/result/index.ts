// The finished table of a query, its statistics and its notices: data without behaviour.

export type { Cell, Notice, QueryResult, ResultTable, Statistics } from './result.ts';
