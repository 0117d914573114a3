// What can be wrong with a query, as data: a code, the place, and the facts a sentence needs. The sentences
// are in wording.ts and nowhere else.

import type { Span } from './span.ts';

/** Every code with its facts. Codes are stable: they are anchors in the documents. */
export type DiagnosticFacts = {
  'aggregate-inside-aggregate': { readonly name: string };
  'aggregate-needed': { readonly text: string };
  'aggregate-outside-stats': { readonly name: string; readonly command: string };
  'dedup-followed': { readonly command: string };
  'duplicate-name': { readonly name: string };
  'empty-query': Record<never, never>;
  'empty-stage': Record<never, never>;
  'foreign-operator': { readonly written: string; readonly instead: string };
  'glob-names-differ': { readonly stars: number; readonly names: number };
  'invalid-date-pattern': { readonly letter: string };
  'limit-out-of-range': { readonly most: number };
  'mixed-filter-after-stats': { readonly produced: readonly string[]; readonly raw: readonly string[] };
  'not-built-yet': { readonly what: string };
  'period-misplaced': Record<never, never>;
  'query-too-long': { readonly most: number; readonly length: number };
  'regex-flags': { readonly flags: string };
  'regex-invalid': { readonly reason: string };
  'regex-misplaced': Record<never, never>;
  'regex-names-differ': Record<never, never>;
  'regex-needs-named-groups': Record<never, never>;
  'regex-unsupported': { readonly construct: string };
  'sort-before-last-stats': { readonly command: string };
  'sort-needs-field': { readonly text: string };
  'too-deep': { readonly most: number };
  'too-many-stats': { readonly most: number };
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
  'unknown-function': { readonly name: string; readonly nearest: string | undefined };
  'unterminated-name': Record<never, never>;
  'unterminated-regex': Record<never, never>;
  'unterminated-string': { readonly quote: string };
  'wrong-argument-count': { readonly name: string; readonly signature: string; readonly given: number };
  'wrong-argument-kind': { readonly name: string; readonly parameter: string; readonly wanted: string };
};

export type DiagnosticCode = keyof DiagnosticFacts;

export type Diagnostic = {
  readonly [Code in DiagnosticCode]: {
    readonly code: Code;
    readonly span: Span;
    readonly facts: DiagnosticFacts[Code];
  };
}[DiagnosticCode];

export const diagnostic = <Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  facts: DiagnosticFacts[Code],
): Diagnostic => ({ code, span: { start: span.start, end: span.end }, facts }) as unknown as Diagnostic;
