// Lookup tables: CSV that queries look values up in, kept by account and region.

import type { LogicalPlan } from '../../plan/index.ts';
import type { LookupTable } from '../../result/index.ts';
import { whenFree } from '../busy-store.ts';
import { requiredText, textMapMember, textMember, wholeMember } from '../input.ts';
import type { JsonObject, Operation, Scope } from '../operation.ts';
import { alreadyExists, invalidParameter, limitExceeded, notFound, ServiceError } from '../service-error.ts';
import { printCsv } from './csv.ts';
import { missingQuery } from './get-query-results.ts';
import { parseTable, type UnparsedTable } from './lookup-content.ts';
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

type Content = Pick<Kept, 'tableFields' | 'recordsCount' | 'sizeBytes'> & { readonly content: string };

/** Large ones take long to parse: this is done once, however often the store is found busy then. */
const checkContent = (content: string): Content => {
  const sizeBytes = Buffer.byteLength(content, 'utf8');
  if (sizeBytes > MAX_BYTES) throw validation('The table body must not exceed 10 MB.');
  const { columns, rows } = parseTable(content);
  return { content, tableFields: columns, recordsCount: rows.length, sizeBytes };
};

/** Within a transaction. */
const write = (
  { store: { resources } }: QueryContext,
  scope: Scope,
  { content, ...kept }: Kept & Content,
): void => {
  resources.put(scope, KIND, kept.lookupTableName, kept);
  resources.put(scope, BODY, kept.lookupTableName, content);
};

const keptTable = (context: QueryContext, scope: Scope, input: JsonObject): Kept => {
  const name = nameOf(scope, requiredText(input, 'lookupTableArn'));
  const kept = context.store.resources.get(scope, KIND, name) as Kept | undefined;
  if (kept === undefined) throw notFound('lookup table');
  return kept;
};

/** Throws ServiceError where there is no room for a table of that name. */
const checkRoom = ({ store: { resources } }: QueryContext, scope: Scope, lookupTableName: string): void => {
  const tables = resources.list(scope, KIND);
  if (tables.some(({ name }) => name === lookupTableName)) throw alreadyExists('lookup table');
  if (tables.length >= MAX_TABLES)
    throw limitExceeded(`The limit of ${MAX_TABLES} lookup tables has been reached`);
};

export const createLookupTable: Operation<QueryContext> = (call) => {
  const { input, scope, context, signal } = call;
  const lookupTableName = requiredText(input, 'lookupTableName', nameRules);
  const description = textMember(input, 'description', { max: 1024 });
  const kmsKeyId = textMember(input, 'kmsKeyId', { max: 256 });
  const tags = textMapMember(input, 'tags', { min: 1, max: 50 }, { min: 1, max: 128 }, { max: 256 });
  const given = contentOf(call);
  checkRoom(context, scope, lookupTableName);
  const content = checkContent(given);
  return whenFree(context, signal, () => {
    const createdAt = context.nowMs();
    const told = { lookupTableName, description, kmsKeyId, tags, lastUpdatedTime: createdAt };
    context.store.transaction(() => {
      // Somebody else may have been first.
      checkRoom(context, scope, lookupTableName);
      write(context, scope, { ...told, ...content });
    });
    return { lookupTableArn: arnOf(scope, lookupTableName), createdAt };
  });
};

export const updateLookupTable: Operation<QueryContext> = (call) => {
  const { input, scope, context, signal } = call;
  keptTable(context, scope, input);
  const description = textMember(input, 'description', { max: 1024 });
  const kmsKeyId = textMember(input, 'kmsKeyId', { max: 256 });
  const content = checkContent(contentOf(call));
  return whenFree(context, signal, () => {
    const lastUpdatedTime = context.nowMs();
    return context.store.transaction(() => {
      const kept = keptTable(context, scope, input);
      const key = kmsKeyId ?? kept.kmsKeyId;
      write(context, scope, {
        ...kept,
        description: description ?? kept.description,
        // An empty key takes it away.
        kmsKeyId: key === '' ? undefined : key,
        lastUpdatedTime,
        ...content,
      });
      return { lookupTableArn: arnOf(scope, kept.lookupTableName), lastUpdatedTime };
    });
  });
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

/** All tables, without their rows: what a query is planned with. */
export const lookupColumns = (
  { store: { resources } }: QueryContext,
  scope: Scope,
): ReadonlyMap<string, LookupTable> =>
  new Map(
    resources
      .list(scope, KIND)
      .map(({ name, body }) => [name, { columns: (body as Kept).tableFields, rows: [] }]),
  );

const tablesOf = ({ stages, inner }: LogicalPlan): readonly string[] => [
  ...stages.flatMap((stage) => (stage.kind === 'lookup' ? [stage.table.name] : [])),
  ...inner.flatMap(tablesOf),
];

/** The tables that a plan looks values up in. */
export const lookupsOf = (
  { store: { resources } }: QueryContext,
  scope: Scope,
  plan: LogicalPlan,
): ReadonlyMap<string, UnparsedTable> =>
  new Map(
    [...new Set(tablesOf(plan))].flatMap((name) => {
      const content = resources.get(scope, BODY, name) as string | undefined;
      return content === undefined ? [] : [[name, { columns: [], rows: [], content }]];
    }),
  );
