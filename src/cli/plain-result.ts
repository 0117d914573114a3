// Lists that are no answers to a query, printed by the same renderers.

import type { Cell, QueryResult } from '../result/index.ts';

const noStatistics = {
  recordsMatched: 0,
  recordsScanned: 0,
  bytesScanned: 0,
  estimatedRecordsSkipped: 0,
  estimatedBytesSkipped: 0,
  logGroupsScanned: 0,
} as const;

export const asResult = (columns: readonly string[], rows: readonly (readonly Cell[])[]): QueryResult => ({
  table: { columns, rows },
  statistics: noStatistics,
  status: 'Complete',
  notices: [],
});
