// The JSON of query results: what `aws logs get-query-results` prints, {"results":[[{"field":…,"value":…},…],…],
// "statistics":…} or only the rows, and the array of objects that the console exports.

import { openDocumentScanner } from '../json-document-scanner.ts';
import type { EventSink, LogFormat, Reader, ReaderContext } from '../reader.ts';
import { jsonText, newLayoutNames, textOfValue } from './layout-names.ts';
import { openResultRows } from './result-rows.ts';

type Cell = { readonly field: string; readonly value?: unknown };

const isCell = (value: unknown): value is Cell =>
  typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string';

/** Name and value of each column, or undefined when this is no row. */
const cellsOf = (row: unknown): readonly (readonly [name: string, value: unknown])[] | undefined => {
  if (Array.isArray(row))
    return row.every(isCell) ? row.map(({ field, value }) => [field, value]) : undefined;
  return typeof row === 'object' && row !== null ? Object.entries(row) : undefined;
};

const open = (sink: EventSink, context: ReaderContext): Reader => {
  const rows = openResultRows(sink, context);
  const layouts = newLayoutNames();
  const addRow = (row: unknown): void => {
    const cells = cellsOf(row);
    if (cells === undefined) {
      context.remark({ code: 'bad-row', message: 'a row without columns; its JSON is the message', line: 0 });
      rows.addText(jsonText(row), 0);
      return;
    }
    const names = layouts.of(cells.map(([name]) => name));
    rows.add(
      names,
      cells.map(([, value]) => textOfValue(value)),
      0,
    );
  };
  return openDocumentScanner('results', {
    elements: (list, from) => {
      for (let i = from; i < list.length; i++) addRow(list[i]);
    },
    otherDocument: () =>
      context.remark({ code: 'other-document', message: 'a JSON document without "results"', line: 0 }),
  });
};

const before = String.raw`(?:[^{[]|"statistics"\s*:\s*\{[^}]{0,2000}\}){0,2000}`;
const cell = String.raw`\{\s*"(?:field|value)"\s*:`;
const starts: readonly RegExp[] = [
  new RegExp(String.raw`^\{${before}"results"\s*:\s*\[\s*\[\s*(?:\]|${cell})`),
  /^\{[^{[]{0,2000}"results"\s*:\s*\[\s*\]\s*,\s*"(?:statistics"\s*:\s*\{\s*"\w*(?:records|bytes|estimated)|status"\s*:\s*"[A-Z])/,
  new RegExp(String.raw`^\[\s*\[\s*${cell}`),
  /^\[\s*\{\s*"@(?:timestamp|message|log|logStream|ingestionTime|ptr)"\s*:/,
];

export const queryResults: LogFormat = {
  name: 'query-results',
  title: 'query results as JSON: get-query-results, or the console',
  example: '{"results":[[{"field":"@message","value":"…"}]],"statistics":{…},"status":"Complete"}',
  detect: (head) => {
    const text = head.trimStart();
    return starts.some((start) => start.test(text));
  },
  open,
};
