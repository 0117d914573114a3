// What can be wrong with a query, as data: a code, the place, and the facts a sentence needs. The sentences
// are in wording.ts and nowhere else.

import type { Span } from './span.ts';

/** The text in place of what stands in the span. */
export type Edit = { readonly span: Span; readonly text: string };

/**
 * What to do, where the words around a mistake tell what was meant. Edits do not overlap; there are none where
 * the user must decide.
 */
export type Hint = { readonly help: string; readonly edits?: readonly Edit[] };

/** Every code with its facts. Codes are stable: they are anchors in the documents. */
export type DiagnosticFacts = {
  'aggregate-inside-aggregate': { readonly name: string };
  'aggregate-needed': { readonly text: string };
  'aggregate-outside-stats': { readonly name: string; readonly command: string };
  'command-misplaced': { readonly command: string; readonly rule: string };
  'dedup-followed': { readonly command: string };
  'diff-without-pattern': Record<never, never>;
  'duplicate-name': { readonly name: string };
  'empty-query': Record<never, never>;
  'empty-stage': Record<never, never>;
  'filter-index-condition': Record<never, never>;
  'foreign-comment': { readonly sign: string };
  'foreign-operator': { readonly written: string; readonly instead: string };
  'glob-names-differ': { readonly stars: number; readonly names: number };
  'names-differ': { readonly how: string; readonly wanted: string; readonly names: number };
  'invalid-date-pattern': { readonly letter: string };
  'limit-out-of-range': { readonly most: number };
  'list-in-parentheses': Record<never, never>;
  'lookup-column-unknown': {
    readonly table: string;
    readonly column: string;
    readonly nearest: string | undefined;
    readonly available: readonly string[];
  };
  'lookup-table-unknown': {
    readonly table: string;
    readonly nearest: string | undefined;
    readonly available: readonly string[];
  };
  'mixed-filter-after-stats': { readonly produced: readonly string[]; readonly raw: readonly string[] };
  'not-in-log-class': { readonly what: string };
  'number-too-large': Record<never, never>;
  'period-misplaced': Record<never, never>;
  'placeholder-without-value': { readonly name: string };
  'query-too-long': { readonly most: number; readonly length: number };
  'range-needed': { readonly command: string };
  /** `regexStart`: the offset of the opening slash. */
  'regex-flags': { readonly flags: string; readonly regexStart: number };
  'regex-invalid': { readonly reason: string };
  'regex-misplaced': Record<never, never>;
  'regex-names-differ': Record<never, never>;
  'regex-needs-named-groups': Record<never, never>;
  'regex-unsupported': { readonly construct: string };
  'relevantfields-of-parsed': { readonly name: string };
  'saved-query-nested': { readonly name: string };
  'saved-query-parameter': { readonly name: string; readonly parameter: string; readonly problem: string };
  'saved-query-unknown': {
    readonly name: string;
    readonly nearest: string | undefined;
    readonly available: readonly string[];
  };
  'sort-before-last-stats': { readonly command: string };
  'sort-needs-field': { readonly text: string };
  'source-and-groups': Record<never, never>;
  'source-unknowable': { readonly what: string };
  'subquery-columns': { readonly columns: readonly string[] };
  'subquery-inside-subquery': Record<never, never>;
  /** `most` is not known where the stack came to its end. */
  'too-deep': { readonly most: number | undefined; readonly of: 'levels' | 'operators' };
  'too-many-stats': { readonly most: number };
  'topk-alone': Record<never, never>;
  'unexpected-token': {
    readonly found: string;
    readonly expected: readonly string[];
    readonly nearest?: string | undefined;
  };
  'unknown-character': { readonly character: string };
  'unknown-command': { readonly word: string; readonly nearest: string | undefined };
  'unknown-field-after-stats': {
    readonly name: string;
    readonly nearest: string | undefined;
    readonly available: readonly string[];
  };
  'unknown-option': {
    readonly command: string;
    readonly name: string;
    readonly nearest: string | undefined;
    readonly allowed: readonly string[];
  };
  /** `end`: the offset behind the call. */
  'unknown-function': {
    readonly name: string;
    readonly nearest: string | undefined;
    readonly end?: number | undefined;
  };
  'unnest-of-split': Record<never, never>;
  'unterminated-name': Record<never, never>;
  'unterminated-regex': Record<never, never>;
  'unterminated-string': { readonly quote: string };
  'wrong-argument-count': { readonly name: string; readonly signature: string; readonly given: number };
  'wrong-argument-kind': { readonly name: string; readonly parameter: string; readonly wanted: string };
  'wrong-option': { readonly name: string; readonly wanted: string };
  'xpath-invalid': { readonly problem: string };
};

export type DiagnosticCode = keyof DiagnosticFacts;

export type Diagnostic = {
  readonly [Code in DiagnosticCode]: {
    readonly code: Code;
    readonly span: Span;
    readonly facts: DiagnosticFacts[Code];
    readonly hint?: Hint;
  };
}[DiagnosticCode];

export const diagnostic = <Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  facts: DiagnosticFacts[Code],
  hint?: Hint,
): Diagnostic =>
  ({
    code,
    span: { start: span.start, end: span.end },
    facts,
    ...(hint && { hint }),
  }) as unknown as Diagnostic;
