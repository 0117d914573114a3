// Saved queries: put, listed, deleted; and called by other queries by their names.

import { randomUUID } from 'node:crypto';
import type { SavedQuery } from '../../../grammar/index.ts';
import { listMember, objectValue, requiredText, textMember, textsMember, wholeMember } from '../input.ts';
import type { JsonObject, Operation, Scope } from '../operation.ts';
import { invalidParameter, limitExceeded, ServiceError } from '../service-error.ts';
import { groupNameRules, languages, queryIdRules } from './member-rules.ts';
import { pageOf } from './paging.ts';
import type { QueryContext } from './query-context.ts';

const KIND = 'query-definition';
const MAX_DEFINITIONS = 1000;
const MAX_PARAMETERS = 20;

const nameRules = { min: 1, max: 255 } as const;

type Parameter = {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description?: string;
};

/** As it is kept. */
type Definition = {
  readonly queryDefinitionId: string;
  readonly name: string;
  readonly queryString: string;
  readonly queryLanguage: string;
  readonly lastModified: number;
  readonly logGroupNames: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Of the request that made it: the same one again makes no second. */
  readonly clientToken?: string;
};

const definitionsOf = ({ store }: QueryContext, scope: Scope): readonly Definition[] =>
  store.resources.list(scope, KIND).map(({ body }) => body as Definition);

/** What `$Name(…)` calls in queries of this account and region. */
export const savedQueriesOf = (context: QueryContext, scope: Scope): readonly SavedQuery[] =>
  definitionsOf(context, scope)
    .filter(({ queryLanguage }) => queryLanguage === 'CWLI')
    .map(({ name, queryString, parameters }) => ({
      name,
      text: queryString,
      parameters: parameters.map((parameter) => ({
        name: parameter.name,
        defaultValue: parameter.defaultValue,
      })),
    }));

const parametersOf = (input: JsonObject): readonly Parameter[] => {
  const given = input.parameters;
  if (Array.isArray(given) && given.length > MAX_PARAMETERS)
    throw invalidParameter(`Parameter count exceeds the maximum of ${MAX_PARAMETERS}`);
  const read = listMember(input, 'parameters', {}, (item) => {
    const parameter = objectValue(item);
    const defaultValue = textMember(parameter, 'defaultValue', { max: 1024 });
    const description = textMember(parameter, 'description', { max: 512 });
    return {
      name: requiredText(parameter, 'name', { min: 1, max: 128, pattern: '[a-zA-Z_][a-zA-Z0-9_]*' }),
      ...(defaultValue === undefined ? {} : { defaultValue }),
      ...(description === undefined ? {} : { description }),
    };
  });
  return read ?? [];
};

/** The complaints in the words of the documentation (insights-ql 1.8). */
const checkParameters = (parameters: readonly Parameter[], queryString: string, language: string): void => {
  if (parameters.length === 0) return;
  if (language !== 'CWLI') throw invalidParameter('Parameters are only supported for CWLI query language');
  const names = parameters.map(({ name }) => name);
  if (new Set(names).size < names.length) throw invalidParameter('Duplicate parameter name');
  const used = new Set([...queryString.matchAll(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g)].map(([, name]) => name));
  if (names.some((name) => !used.has(name)))
    throw invalidParameter('Required parameters not found in queryString');
};

const missingDefinition = (): ServiceError =>
  new ServiceError('ResourceNotFoundException', 'The specified query definition does not exist.');

/** The id to write to: the one given, that of the same request before, or a new one. */
const idFor = (
  context: QueryContext,
  scope: Scope,
  given: string | undefined,
  token: string | undefined,
): string => {
  const { resources } = context.store;
  if (given !== undefined) {
    if (resources.get(scope, KIND, given) === undefined) throw missingDefinition();
    return given;
  }
  const all = definitionsOf(context, scope);
  const same = token === undefined ? undefined : all.find(({ clientToken }) => clientToken === token);
  if (same !== undefined) return same.queryDefinitionId;
  if (all.length >= MAX_DEFINITIONS)
    throw limitExceeded(`The limit of ${MAX_DEFINITIONS} query definitions has been reached`);
  return randomUUID();
};

export const putQueryDefinition: Operation<QueryContext> = ({ input, scope, context }) => {
  const name = requiredText(input, 'name', nameRules);
  const queryString = requiredText(input, 'queryString', { min: 1, max: 10_000 });
  const queryLanguage = textMember(input, 'queryLanguage', { values: languages }) ?? 'CWLI';
  const given = textMember(input, 'queryDefinitionId', queryIdRules);
  const logGroupNames = textsMember(input, 'logGroupNames', {}, groupNameRules) ?? [];
  const clientToken = textMember(input, 'clientToken', { min: 36, max: 128, pattern: '\\S{36,128}' });
  const parameters = parametersOf(input);
  checkParameters(parameters, queryString, queryLanguage);
  const queryDefinitionId = idFor(context, scope, given, clientToken);
  const definition: Definition = {
    queryDefinitionId,
    name,
    queryString,
    queryLanguage,
    lastModified: context.nowMs(),
    logGroupNames,
    parameters,
    ...(clientToken === undefined ? {} : { clientToken }),
  };
  context.store.resources.put(scope, KIND, queryDefinitionId, definition);
  return { queryDefinitionId };
};

const shown = ({ clientToken: _, ...definition }: Definition): JsonObject => ({
  ...definition,
  logGroupNames: definition.logGroupNames,
  parameters: definition.parameters.length === 0 ? undefined : definition.parameters,
});

export const describeQueryDefinitions: Operation<QueryContext> = ({ input, scope, context }) => {
  const prefix = textMember(input, 'queryDefinitionNamePrefix', nameRules) ?? '';
  const language = textMember(input, 'queryLanguage', { values: languages });
  const most = wholeMember(input, 'maxResults', { min: 1, max: 1000 }) ?? 1000;
  const token = textMember(input, 'nextToken', { min: 1 });
  const all = definitionsOf(context, scope)
    .filter(({ name }) => name.startsWith(prefix))
    .filter(({ queryLanguage }) => language === undefined || queryLanguage === language)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const of = `definitions ${language ?? ''} ${prefix}`;
  const { items, nextToken } = pageOf(of, all, ({ queryDefinitionId }) => queryDefinitionId, {
    token,
    most,
    nowMs: context.nowMs(),
  });
  return { queryDefinitions: items.map(shown), nextToken };
};

export const deleteQueryDefinition: Operation<QueryContext> = ({ input, scope, context }) => {
  const id = requiredText(input, 'queryDefinitionId', queryIdRules);
  if (!context.store.resources.delete(scope, KIND, id)) throw missingDefinition();
  return { success: true };
};
