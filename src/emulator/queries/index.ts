// Queries, saved queries, lookup tables and single records, as operations of the API.

import { waitingForStore } from '../busy-store.ts';
import type { Operations } from '../operation.ts';
import { getQueryResults } from './get-query-results.ts';
import { describeQueries, listLogGroupsForQuery, stopQuery } from './list-queries.ts';
import { getLogGroupFields, getLogRecord } from './log-record.ts';
import {
  createLookupTable,
  deleteLookupTable,
  describeLookupTables,
  getLookupTable,
  updateLookupTable,
} from './lookup-tables.ts';
import type { QueryContext } from './query-context.ts';
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from './query-definitions.ts';
import { startQuery } from './start-query.ts';

export type { QueryContext } from './query-context.ts';
export { queryRegistry } from './query-registry.ts';

export const queryOperations: Operations<QueryContext> = waitingForStore({
  StartQuery: startQuery,
  GetQueryResults: getQueryResults,
  StopQuery: stopQuery,
  DescribeQueries: describeQueries,
  ListLogGroupsForQuery: listLogGroupsForQuery,
  GetLogRecord: getLogRecord,
  GetLogGroupFields: getLogGroupFields,
  PutQueryDefinition: putQueryDefinition,
  DescribeQueryDefinitions: describeQueryDefinitions,
  DeleteQueryDefinition: deleteQueryDefinition,
  CreateLookupTable: createLookupTable,
  UpdateLookupTable: updateLookupTable,
  GetLookupTable: getLookupTable,
  DescribeLookupTables: describeLookupTables,
  DeleteLookupTable: deleteLookupTable,
});
