// The content of lookup tables: CSV, which is parsed in the thread of the query that needs it.

import { readCsv } from '../../files/index.ts';
import type { LookupTable } from '../../result/index.ts';
import { ServiceError } from '../service-error.ts';

const validation = (message: string): ServiceError => new ServiceError('ValidationException', message);

/** Throws ServiceError. */
export const parseTable = (content: string): LookupTable => {
  const read = readCsv(content);
  const [header, ...rows] = 'why' in read ? [] : read.records;
  if (header === undefined) throw validation('The table body is not valid CSV with a header row.');
  const columns = header.map((column) => column.trim());
  if (columns.some((column) => column === '')) throw validation('A column of the header row has no name.');
  if (new Set(columns).size < columns.length)
    throw validation('A column name stands in the header row twice.');
  if (rows.some((row) => row.length > columns.length))
    throw validation('A row has more values than the header row has columns.');
  return { columns, rows: rows.map((row) => columns.map((_, index) => row[index] ?? '')) };
};

/** A table whose rows are still in its content: to plan a query its columns are enough. */
export type UnparsedTable = LookupTable & { readonly content: string };

const isUnparsed = (table: LookupTable): table is UnparsedTable => 'content' in table;

/** As queries run with them. */
export const parsedTables = (tables: ReadonlyMap<string, LookupTable>): ReadonlyMap<string, LookupTable> =>
  new Map([...tables].map(([name, table]) => [name, isUnparsed(table) ? parseTable(table.content) : table]));
