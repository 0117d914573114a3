// Queries in YAML and JSON, wherever in the document they stand: CloudFormation and SAM templates, what CDK
// and CDK for Terraform write, Terraform in JSON, bodies of dashboards, what `aws cloudwatch get-dashboard`
// and `aws logs describe-query-definitions` print.

import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { Findings } from './findings.ts';
import { isAllHoles, type SourceText } from './source-text.ts';
import { entryOf, offsetOf, type Reading, readDocuments, resolved, textOf, wordOf } from './yaml-node.ts';

/** The service's own languages; a query without one is in this (API_QueryDefinition, queryLanguage). */
const INSIGHTS = 'CWLI';

type Place = { readonly reading: Reading; readonly findings: Findings };

const addQuery = (
  { reading, findings }: Place,
  map: YAMLMap,
  key: string,
  name: string | undefined,
): void => {
  const node = entryOf(reading, map, key);
  if (node === undefined || node === null) return;
  const language = ['QueryLanguage', 'queryLanguage', 'query_language']
    .map((each) => wordOf(entryOf(reading, map, each)))
    .find((each) => each !== undefined);
  if (language !== undefined && language !== INSIGHTS) {
    findings.unread('other-language', name, offsetOf(reading, node), `the query is in ${language}`);
    return;
  }
  const text = textOf(reading, node);
  if (text !== undefined) findings.query(name, text);
  else findings.unread('computed-query', name, offsetOf(reading, node), 'the query is not a text');
};

const nameIn = (reading: Reading, map: YAMLMap, key: string): string | undefined => {
  const node = entryOf(reading, map, key);
  return node === undefined || node === null ? undefined : textOf(reading, node)?.text;
};

const addWidgets = (place: Place, widgets: unknown, board: string | undefined): void => {
  if (!isSeq(widgets)) return;
  for (const item of widgets.items) {
    const widget = resolved(place.reading, item);
    if (!isMap(widget) || (wordOf(entryOf(place.reading, widget, 'type')) ?? 'log') !== 'log') continue;
    const properties = entryOf(place.reading, widget, 'properties');
    if (isMap(properties))
      addQuery(place, properties, 'query', nameIn(place.reading, properties, 'title') ?? board);
  }
};

/** The body of a dashboard is JSON within a text. */
export const addDashboardBody = (body: SourceText, name: string | undefined, findings: Findings): void => {
  const readings = readDocuments(body, 'the JSON of the dashboard', findings) ?? [];
  for (const reading of readings) visit({ reading, findings }, reading.document.contents, name);
};

const addBodyOf = (
  { reading, findings }: Place,
  map: YAMLMap,
  key: string,
  name: string | undefined,
): void => {
  const node = entryOf(reading, map, key);
  const body = textOf(reading, node);
  if (body === undefined) return;
  if (!isAllHoles(body)) addDashboardBody(body, name, findings);
  else
    findings.unread(
      'computed-query',
      name,
      offsetOf(reading, node),
      `the dashboard is ${body.text}, not a text`,
    );
};

const addTerraformResources = (
  place: Place,
  resources: unknown,
  add: (map: YAMLMap, name: string) => void,
): void => {
  if (!isMap(resources)) return;
  for (const { key, value } of resources.items) {
    const node = resolved(place.reading, value);
    const bodies = isSeq(node) ? node.items.map((item) => resolved(place.reading, item)) : [node];
    for (const body of bodies) if (isMap(body)) add(body, wordOf(key) ?? '');
  }
};

/** What a map holds under a key of its own, by that key; `name` is the key under which the map stands. */
type Reader = (place: Place, map: YAMLMap, name: string | undefined) => void;

const readers: Readonly<Record<string, Reader>> = {
  Properties: (place, map, name) => {
    const properties = entryOf(place.reading, map, 'Properties');
    if (wordOf(entryOf(place.reading, map, 'Type')) !== 'AWS::Logs::QueryDefinition' || !isMap(properties))
      return;
    addQuery(place, properties, 'QueryString', nameIn(place.reading, properties, 'Name') ?? name);
  },
  DashboardBody: (place, map, name) =>
    addBodyOf(place, map, 'DashboardBody', nameIn(place.reading, map, 'DashboardName') ?? name),
  widgets: (place, map, name) => addWidgets(place, entryOf(place.reading, map, 'widgets'), name),
  queryDefinitions: (place, map) => {
    const definitions = entryOf(place.reading, map, 'queryDefinitions');
    for (const item of isSeq(definitions) ? definitions.items : [])
      if (isMap(item)) addQuery(place, item, 'queryString', nameIn(place.reading, item, 'name'));
  },
  aws_cloudwatch_query_definition: (place, map) =>
    addTerraformResources(
      place,
      entryOf(place.reading, map, 'aws_cloudwatch_query_definition'),
      (body, name) => addQuery(place, body, 'query_string', nameIn(place.reading, body, 'name') ?? name),
    ),
  aws_cloudwatch_dashboard: (place, map) =>
    addTerraformResources(place, entryOf(place.reading, map, 'aws_cloudwatch_dashboard'), (body, name) =>
      addBodyOf(place, body, 'dashboard_body', nameIn(place.reading, body, 'dashboard_name') ?? name),
    ),
};

const visit = (place: Place, node: unknown, name: string | undefined): void => {
  if (isSeq(node)) for (const item of node.items) visit(place, item, name);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    const word = wordOf(key);
    const reader = word !== undefined && Object.hasOwn(readers, word) ? readers[word] : undefined;
    reader?.(place, node, name);
    // What stands in the properties of a resource goes by the resource's name.
    visit(place, value, word === 'Properties' ? name : word);
  }
};

export const addTemplateQueries = (source: SourceText, what: string, findings: Findings): void => {
  for (const reading of readDocuments(source, what, findings) ?? [])
    visit({ reading, findings }, reading.document.contents, undefined);
};
