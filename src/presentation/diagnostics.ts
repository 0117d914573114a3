// A mistake in a query, shown with the line it stands in and carets under it:
//
//   error unknown-function 1:7 there is no function named "cuont"
//     stats cuont(*) by level
//           ^^^^^
//     help: did you mean "count"?
//
// Of a query of several lines only the first line concerned is shown, with its number.

import { lineAndColumn, type Span } from '../../grammar/span.ts';
import { escapeHostile } from './escape-hostile.ts';
import { excerptOf } from './query-excerpt.ts';
import { painterFor, type Style } from './style-text.ts';

export type PrintableDiagnostic = {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly span: Span;
  readonly sentence: string;
  readonly help?: string | undefined;
};

export type DiagnosticOptions = {
  readonly color: boolean;
  /** Columns of the terminal; 100 when not known. A longer line is shown in part. */
  readonly widthColumns?: number | undefined;
};

const INDENT = '  ';
const USUAL_WIDTH = 100;
const NARROWEST_EXCERPT = 20;

const severityStyles: Readonly<Record<PrintableDiagnostic['severity'], Style>> = {
  error: 'red',
  warning: 'yellow',
};

/** Whatever a span says, it lies in the text and does not end before it starts. */
const spanWithin = (text: string, { start, end }: Span): Span => {
  const clamp = (offset: number): number =>
    Number.isNaN(offset) ? text.length : Math.min(Math.max(0, Math.trunc(offset)), text.length);
  return { start: clamp(start), end: Math.max(clamp(start), clamp(end)) };
};

/** The line in which the span starts, and the part of the span in it. */
const lineConcerned = (
  text: string,
  { start, end }: Span,
): { readonly line: string; readonly span: Span } => {
  const lineStart = text.slice(0, start).lastIndexOf('\n') + 1;
  const nextBreak = text.indexOf('\n', start);
  const line = text.slice(lineStart, nextBreak === -1 ? text.length : nextBreak).replace(/\r$/, '');
  const within = (offset: number): number => Math.min(offset - lineStart, line.length);
  return { line, span: { start: within(start), end: within(end) } };
};

/** What stands before the line and before its carets. A query of one line needs no line number. */
const gutterOf = (text: string, lineNumber: number): { readonly source: string; readonly carets: string } => {
  if (!/\n[^\n]/.test(text) && lineNumber === 1) return { source: INDENT, carets: INDENT };
  const digits = String(lineNumber);
  return { source: `${INDENT}${digits} │ `, carets: `${INDENT}${' '.repeat(digits.length)} │ ` };
};

const roomAfter = (gutter: string, widthColumns: number | undefined): number => {
  const width = widthColumns !== undefined && widthColumns >= 1 ? Math.floor(widthColumns) : USUAL_WIDTH;
  return Math.max(NARROWEST_EXCERPT, width - gutter.length);
};

export const renderDiagnostic = (
  text: string,
  d: PrintableDiagnostic,
  options: DiagnosticOptions,
): string => {
  const paint = painterFor(options.color);
  const style = severityStyles[d.severity];
  const span = spanWithin(text, d.span);
  const { line: lineNumber, column } = lineAndColumn(text, span.start);
  const concerned = lineConcerned(text, span);
  const gutter = gutterOf(text, lineNumber);
  const excerpt = excerptOf(concerned.line, concerned.span, roomAfter(gutter.source, options.widthColumns));
  const severity = paint('bold', paint(style, d.severity));
  const lines = [
    `${severity} ${escapeHostile(d.code)} ${lineNumber}:${column} ${escapeHostile(d.sentence)}`,
    paint('dim', gutter.source) + excerpt.text,
    paint('dim', gutter.carets) +
      ' '.repeat(excerpt.caretBlanks) +
      paint(style, '^'.repeat(excerpt.caretCount)),
  ];
  if (d.help !== undefined) lines.push(`${INDENT}${paint('cyan', 'help:')} ${escapeHostile(d.help)}`);
  return lines.join('\n');
};
