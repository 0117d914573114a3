// Lookup tables: CSV that queries look values up in, kept by account and region.

import type { LookupTable } from '../../result/index.ts';
import { requiredText, textMapMember, textMember, wholeMember } from '../input.ts';
import type { JsonObject, Operation, Scope } from '../operation.ts';
import { alreadyExists, invalidParameter, limitExceeded, notFound, ServiceError } from '../service-error.ts';
import { parseCsv, printCsv } from './csv.ts';
import { missingQuery } from './get-query-results.ts';
import { queryIdRules } from './member-rules.ts';
import { pageOf } from './paging.ts';
import type { QueryContext } from './query-context.ts';

const KIND = 'lookup-table';
/** The content apart, so that a list of tables need not read it. */
const BODY = 'lookup-table-body';

const MAX_TABLES = 100;
const MAX_BYTES = 10 * 1024 * 1024;

const nameRules = { min: 1, max: 256, pattern: '[a-zA-Z0-9_]+' } as const;

/** As it is kept, beside its content. */
type Kept = {
  readonly lookupTableName: string;
  readonly description?: string | undefined;
  readonly tableFields: readonly string[];
  readonly recordsCount: number;
  readonly sizeBytes: number;
  readonly lastUpdatedTime: number;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
};

const arnOf = ({ account, region }: Scope, name: string): string =>
  `arn:aws:logs:${region}:${account}:lookup-table:${name}`;

/** A table of this account and region by its ARN, or its name. Throws ServiceError. */
const nameOf = (scope: Scope, arn: string): string => {
  const start = arnOf(scope, '');
  return arn.startsWith(start) ? arn.slice(start.length) : arn;
};

const validation = (message: string): ServiceError => new ServiceError('ValidationException', message);

const parseTable = (body: string): LookupTable => {
  const [header, ...rows] = parseCsv(body) ?? [];
  if (header === undefined) throw validation('The table body is not valid CSV with a header row.');
  const columns = header.map((column) => column.trim());
  if (columns.some((column) => column === '')) throw validation('A column of the header row has no name.');
  if (new Set(columns).size < columns.length)
    throw validation('A column name stands in the header row twice.');
  if (rows.some((row) => row.length > columns.length))
    throw validation('A row has more values than the header row has columns.');
  return { columns, rows: rows.map((row) => columns.map((_, index) => row[index] ?? '')) };
};

/** The content that a request brings: its own, or the answer of a query that has ended. */
const contentOf = ({ input, scope, context }: Parameters<Operation<QueryContext>>[0]): string => {
  const body = textMember(input, 'tableBody', { min: 1, max: MAX_BYTES });
  const queryId = textMember(input, 'queryId', queryIdRules);
  if ((body === undefined) === (queryId === undefined))
    throw invalidParameter('Exactly one of tableBody and queryId must be specified.');
  if (queryId === undefined) return body ?? '';
  const query = context.queries.find(scope, queryId);
  if (query === undefined) throw missingQuery(queryId);
  if (query.status !== 'Complete' && query.status !== 'Cancelled')
    throw invalidParameter('The query must be complete or cancelled.');
  const { columns, rows } = query.table;
  return printCsv([columns, ...rows.map((row) => row.map((cell) => cell ?? ''))]);
};

const write = (
  context: QueryContext,
  scope: Scope,
  table: Omit<Kept, 'tableFields' | 'recordsCount' | 'sizeBytes'>,
  content: string,
): void => {
  const sizeBytes = Buffer.byteLength(content, 'utf8');
  if (sizeBytes > MAX_BYTES) throw validation('The table body must not exceed 10 MB.');
  const { columns, rows } = parseTable(content);
  const kept: Kept = { ...table, tableFields: columns, recordsCount: rows.length, sizeBytes };
  context.store.transaction(() => {
    context.store.resources.put(scope, KIND, table.lookupTableName, kept);
    context.store.resources.put(scope, BODY, table.lookupTableName, content);
  });
};

const keptTable = (context: QueryContext, scope: Scope, input: JsonObject): Kept => {
  const name = nameOf(scope, requiredText(input, 'lookupTableArn'));
  const kept = context.store.resources.get(scope, KIND, name) as Kept | undefined;
  if (kept === undefined) throw notFound('lookup table');
  return kept;
};

export const createLookupTable: Operation<QueryContext> = (call) => {
  const { input, scope, context } = call;
  const lookupTableName = requiredText(input, 'lookupTableName', nameRules);
  const description = textMember(input, 'description', { max: 1024 });
  const kmsKeyId = textMember(input, 'kmsKeyId', { max: 256 });
  const tags = textMapMember(input, 'tags', { min: 1, max: 50 }, { min: 1, max: 128 }, { max: 256 });
  const content = contentOf(call);
  const tables = context.store.resources.list(scope, KIND);
  if (tables.some(({ name }) => name === lookupTableName)) throw alreadyExists('lookup table');
  if (tables.length >= MAX_TABLES)
    throw limitExceeded(`The limit of ${MAX_TABLES} lookup tables has been reached`);
  const createdAt = context.nowMs();
  write(
    context,
    scope,
    { lookupTableName, description, kmsKeyId, tags, lastUpdatedTime: createdAt },
    content,
  );
  return { lookupTableArn: arnOf(scope, lookupTableName), createdAt };
};

export const updateLookupTable: Operation<QueryContext> = (call) => {
  const { input, scope, context } = call;
  const kept = keptTable(context, scope, input);
  const description = textMember(input, 'description', { max: 1024 }) ?? kept.description;
  const kmsKeyId = textMember(input, 'kmsKeyId', { max: 256 }) ?? kept.kmsKeyId;
  const lastUpdatedTime = context.nowMs();
  // An empty key takes it away.
  const key = kmsKeyId === '' ? undefined : kmsKeyId;
  write(context, scope, { ...kept, description, kmsKeyId: key, lastUpdatedTime }, contentOf(call));
  return { lookupTableArn: arnOf(scope, kept.lookupTableName), lastUpdatedTime };
};

export const getLookupTable: Operation<QueryContext> = ({ input, scope, context }) => {
  const { lookupTableName, description, sizeBytes, lastUpdatedTime, kmsKeyId } = keptTable(
    context,
    scope,
    input,
  );
  const tableBody = context.store.resources.get(scope, BODY, lookupTableName) as string;
  const lookupTableArn = arnOf(scope, lookupTableName);
  return { lookupTableArn, lookupTableName, description, tableBody, sizeBytes, lastUpdatedTime, kmsKeyId };
};

export const describeLookupTables: Operation<QueryContext> = ({ input, scope, context }) => {
  const prefix = textMember(input, 'lookupTableNamePrefix', nameRules);
  const most = wholeMember(input, 'maxResults', { min: 1, max: 100 }) ?? 50;
  const token = textMember(input, 'nextToken', { min: 1 });
  const all = context.store.resources.list(scope, KIND, { prefix });
  const { items, nextToken } = pageOf(`lookup tables ${prefix ?? ''}`, all, ({ name }) => name, {
    token,
    most,
    nowMs: context.nowMs(),
  });
  const shown = items.map(({ name, body }) => {
    const { tags: _, ...kept } = body as Kept;
    return { lookupTableArn: arnOf(scope, name), ...kept };
  });
  return { lookupTables: shown, nextToken };
};

export const deleteLookupTable: Operation<QueryContext> = ({ input, scope, context }) => {
  const { lookupTableName } = keptTable(context, scope, input);
  context.store.transaction(() => {
    context.store.resources.delete(scope, KIND, lookupTableName);
    context.store.resources.delete(scope, BODY, lookupTableName);
  });
  return undefined;
};

/** The tables that a query text may mean; of the others only names and columns, for what is said of mistakes. */
export const lookupsNamed = (
  { store: { resources } }: QueryContext,
  scope: Scope,
  text: string,
): ReadonlyMap<string, LookupTable> => {
  const words = new Set(text.match(/\w+/g) ?? []);
  return new Map(
    resources
      .list(scope, KIND)
      .map(({ name, body }): [string, LookupTable] => [
        name,
        words.has(name)
          ? parseTable(resources.get(scope, BODY, name) as string)
          : { columns: (body as Kept).tableFields, rows: [] },
      ]),
  );
};
