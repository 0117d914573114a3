// Everything to be said about one query of a file.
//
// An error is what is wrong for certain. What depends on a placeholder that only deploying fills in, or on
// what only the account knows, is a warning: the query may be right.

import { type Diagnostic, type DiagnosticCode, type Span, wordingOf } from '../../grammar/index.ts';
import { planQuery } from '../plan/index.ts';
import type { Finding } from './finding.ts';
import { standsBare } from './lexer-probe.ts';
import { bestReading, readAsNames, type StageOf, stagesOf, withoutFillings } from './readings.ts';

/** What a query may refer to that stands in no file here: tables, other queries, kinds of log groups. */
const unknowable: ReadonlySet<DiagnosticCode> = new Set([
  'lookup-column-unknown',
  'lookup-table-unknown',
  'placeholder-without-value',
  'range-needed',
  'saved-query-unknown',
  'source-unknowable',
]);

const findingOf = (diagnostic: Diagnostic): Finding => {
  const { code, span } = diagnostic;
  const { sentence, help } = wordingOf(diagnostic);
  // The remedies of these are options of a run.
  return unknowable.has(code)
    ? { severity: 'warning', code, span, sentence }
    : { severity: 'error', code, span, sentence, help };
};

/** Mistakes that depend on the names and the commands before them, which a placeholder may bring. */
const dependsOnOthers: ReadonlySet<DiagnosticCode> = new Set([
  'aggregate-needed',
  'command-misplaced',
  'dedup-followed',
  'diff-without-pattern',
  'duplicate-name',
  'empty-query',
  'empty-stage',
  'mixed-filter-after-stats',
  'query-too-long',
  'relevantfields-of-parsed',
  'sort-before-last-stats',
  'subquery-columns',
  'too-many-stats',
  'unknown-field-after-stats',
  'unnest-of-split',
]);

/** Mistakes that depend on what a quoted text or a pattern holds. */
const dependsOnContent: ReadonlySet<DiagnosticCode> = new Set([
  'glob-names-differ',
  'invalid-date-pattern',
  'regex-invalid',
  'regex-names-differ',
  'regex-needs-named-groups',
  'regex-unsupported',
]);

/** What is so wherever it stands, even beside a placeholder. */
const standsAlone: ReadonlySet<DiagnosticCode> = new Set(['unknown-function']);

type Template = {
  readonly text: string;
  readonly holes: readonly Span[];
  /** The holes that nothing surrounds. */
  readonly bare: readonly Span[];
  readonly stageOf: StageOf;
};

const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** Would the mistake be one whatever is filled in? */
const isCertain = ({ text, holes, bare, stageOf }: Template, { code, span }: Diagnostic): boolean => {
  const stage = stageOf(span.start);
  const isInStage = (hole: Span): boolean => stageOf(hole.start) === stage;
  // What is filled in between quotes is taken to hold none, or nothing could be said of any text.
  if (code.startsWith('unterminated-') && bare.length === 0) return true;
  if (holes.some((hole) => touches(hole, span))) return false;
  if (standsAlone.has(code)) return true;
  if (bare.some(isInStage)) return false;
  if (dependsOnContent.has(code) && holes.some(isInStage)) return false;
  // A name in backticks counts as quoted, and is a name all the same.
  return !(dependsOnOthers.has(code) && (bare.length > 0 || text.includes('`')));
};

const notJudged = ({ text, holes, bare, stageOf }: Template, doubtful: Diagnostic): Finding => {
  const stage = stageOf(doubtful.span.start);
  const inStage = (hole: Span): boolean => stageOf(hole.start) === stage;
  const hole = bare.find(inStage) ?? holes.find(inStage) ?? bare[0] ?? holes[0];
  const shown = hole === undefined ? 'a placeholder' : text.slice(hole.start, hole.end).replace(/\s+/g, ' ');
  return {
    severity: 'warning',
    code: 'placeholder',
    span: hole,
    sentence: `whether the query is right depends on what ${shown} stands for`,
  };
};

const judgeTemplate = (text: string, holes: readonly Span[]): readonly Finding[] => {
  const names = readAsNames(text, holes);
  if (names.diagnostics.length === 0) return [];
  const isBare = holes.map((hole) => standsBare(names.text, hole));
  const indices = [...holes.keys()].filter((index) => isBare[index]);
  const stageOf = stagesOf(names.text);
  const template = { text, holes, bare: indices.map((index) => holes[index]!), stageOf };
  const { diagnostics } = bestReading(text, holes, indices, stageOf);
  const certain = diagnostics.filter((diagnostic) => isCertain(template, diagnostic));
  const doubtful = diagnostics.find((diagnostic) => !certain.includes(diagnostic));
  const findings = certain.map(findingOf).map((finding) => ({
    ...finding,
    sentence: withoutFillings(finding.sentence, text, holes),
  }));
  return doubtful === undefined ? findings : [...findings, notJudged(template, doubtful)];
};

/** What is wrong with a query, in the order of its text, then what else there is to say. */
export const judgeQuery = (text: string, holes: readonly Span[]): readonly Finding[] => {
  if (holes.length > 0) return judgeTemplate(text, holes);
  const { diagnostics, notices } = planQuery(text);
  return [
    ...diagnostics.map(findingOf),
    ...notices.map(({ code, message }) => ({
      severity: 'warning' as const,
      code,
      span: undefined,
      sentence: message,
    })),
  ];
};
