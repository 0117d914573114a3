// The queries that a file holds, by the kind of the file. Pure: text in, queries and their places out.

import { newFindings } from './findings.ts';
import type { FoundQueries } from './found-query.ts';
import { markPlaceholders } from './placeholders.ts';
import { wholeText } from './source-text.ts';
import { addTemplateQueries } from './template-queries.ts';
import { addTerraformQueries } from './terraform-queries.ts';

/** `query`: the whole file is one query. `template`: YAML or JSON. `terraform`: Terraform's own language. */
export type FileKind = 'query' | 'template' | 'terraform';

const kinds: readonly (readonly [ending: RegExp, kind: FileKind])[] = [
  [/\.query$/i, 'query'],
  [/\.(?:ya?ml|json|template)$/i, 'template'],
  [/\.(?:tf|tofu)$/i, 'terraform'],
];

/** By the name's ending; undefined for files of other kinds. */
export const kindOfFile = (path: string): FileKind | undefined =>
  kinds.find(([ending]) => ending.test(path))?.[1];

const marks =
  /AWS::Logs::QueryDefinition|DashboardBody|\bqueryDefinitions\b|\baws_cloudwatch_(?:query_definition|dashboard)\b/;

/**
 * May there be a query in a YAML, JSON or Terraform file? A folder holds many files that have nothing to do
 * with queries, some of them not well-formed on purpose; those need not be read.
 */
export const mayHoldQueries = (text: string): boolean =>
  marks.test(text) || (/\bwidgets\b/.test(text) && /\bquery\b/.test(text));

const isJson = (text: string): boolean => /^\s*[[{]/.test(text);

export const findQueries = (text: string, kind: FileKind): FoundQueries => {
  const findings = newFindings(text);
  if (kind === 'query') findings.query(undefined, markPlaceholders(wholeText(text)));
  else if (kind === 'terraform') addTerraformQueries(text, findings);
  else addTemplateQueries(wholeText(text), isJson(text) ? 'this JSON' : 'this YAML', findings);
  return findings.found();
};
