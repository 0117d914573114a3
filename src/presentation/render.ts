// A result in any of the formats. Each renderer returns the whole output, its last line ended, ready to be
// written as it stands.

import type { QueryResult } from '../result/index.ts';
import { renderCsv } from './csv.ts';
import type { Format } from './formats.ts';
import { renderJson } from './json.ts';
import { renderJsonLines } from './json-lines.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTable, type TableOptions } from './table.ts';

const renderers: Readonly<Record<Format, (result: QueryResult, options: TableOptions) => string>> = {
  table: (result, options) => renderTable(result.table, options),
  json: renderJson,
  jsonl: (result) => renderJsonLines(result.table),
  csv: (result) => renderCsv(result.table),
  markdown: (result) => renderMarkdown(result.table),
};

/** The options concern only what people look at: the table. */
export const render = (format: Format, result: QueryResult, options: TableOptions): string =>
  renderers[format](result, options);
