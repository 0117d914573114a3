// A run is one way of answering: an engine, or an engine set up in a certain way. Every question is put to
// all of them.

import type { Surroundings } from './script.ts';

export type TableAnswer = {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
  readonly notices: readonly { readonly code: string }[];
};

export type DiagnosticItem = {
  readonly severity: string;
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly sentence: string;
};

export type DiagnosticsAnswer = {
  readonly kind: 'diagnostics';
  readonly items: readonly DiagnosticItem[];
  /** The diagnostics as a reader sees them, over several lines. */
  readonly rendered: string;
};

export type Answer = TableAnswer | DiagnosticsAnswer;

/** What a run can be asked about beside the rows themselves. */
export type Judgement = 'notices' | 'diagnostics';

export type Run = {
  readonly name: string;
  readonly answer: (query: string, surroundings: Surroundings) => Answer | Promise<Answer>;
  /** A run without it is not asked to explain. */
  readonly explain?: (query: string, surroundings: Surroundings) => string | Promise<string>;
  /** A run that leaves some queries out says which ones it can answer. */
  readonly canAnswer?: (query: string) => boolean;
  /** What the run cannot judge is not compared. Without it, it judges everything. */
  readonly ignores?: readonly Judgement[];
};
