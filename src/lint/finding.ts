// What is to be said about a query: that it is wrong, or a warning.

import type { Span } from '../../grammar/index.ts';

export type Finding = {
  readonly severity: 'error' | 'warning';
  /** Stable: that of a diagnostic, of a notice, or `placeholder`. */
  readonly code: string;
  /** Undefined when it is about the query as a whole. */
  readonly span: Span | undefined;
  readonly sentence: string;
  readonly help?: string | undefined;
};
