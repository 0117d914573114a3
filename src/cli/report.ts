// What check and format say about a query in a file, in the form of compilers, which editors and CI know:
//
//   path:line:column: error[code]: sentence
//
// with the line of the query and carets under it.

import type { Finding } from '../lint/index.ts';
import { escapeHostile, painterFor, renderDiagnostic } from '../presentation/index.ts';
import type { Place } from '../templates/index.ts';
import type { Terminal } from './terminal.ts';

/** A finding at its place in a file; `query` is undefined when the file does not spell the query out. */
export type Report = {
  readonly file: string;
  readonly place: Place;
  readonly name: string | undefined;
  readonly query: string | undefined;
  readonly finding: Finding;
};

const headLine = ({ file, place, name, finding }: Report, color: boolean): string => {
  const paint = painterFor(color);
  const kind = paint(
    'bold',
    paint(finding.severity === 'error' ? 'red' : 'yellow', `${finding.severity}[${finding.code}]`),
  );
  const where = paint('bold', `${escapeHostile(file)}:${place.line}:${place.column}:`);
  const about = finding.span === undefined && name !== undefined ? `"${escapeHostile(name)}": ` : '';
  return `${where} ${kind}: ${about}${escapeHostile(finding.sentence)}`;
};

/** Below the head line, the lines that a diagnostic has everywhere else. */
const excerptLines = ({ query, finding }: Report, { color, widthColumns }: Terminal): readonly string[] => {
  if (query === undefined || finding.span === undefined) return [];
  const printed = renderDiagnostic(query, { ...finding, span: finding.span }, { color, widthColumns });
  return printed.split('\n').slice(1);
};

export const renderReport = (report: Report, terminal: Terminal): string =>
  [headLine(report, terminal.color), ...excerptLines(report, terminal)].join('\n');

/** For programs: flat, with the offsets of the mistake in the text of the query. */
export const reportRecord = ({ file, place, name, query, finding }: Report): object => ({
  file,
  line: place.line,
  column: place.column,
  name: name ?? null,
  severity: finding.severity,
  code: finding.code,
  message: finding.sentence,
  ...(finding.help === undefined ? {} : { help: finding.help }),
  span: finding.span ?? { start: 0, end: query?.length ?? 0 },
  query: query ?? null,
});
