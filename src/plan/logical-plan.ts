// The logical plan: what is to be computed, in terms that say nothing of how. Plain, readonly data.
//
// A plan is a scan and a list of stages (stages.ts). Columns are known by name; within a plan no name is
// ever given twice between two stages that replace all rows.

import type { SourceTime, Span } from '../../grammar/index.ts';
import type { OutputColumn, Stage } from './stages.ts';

export type * from './stages.ts';

/** Which log groups a query names itself: those that fit any of them. */
export type GroupSelector =
  | { readonly kind: 'name'; readonly name: string }
  /** Without prefixes every group. */
  | { readonly kind: 'prefixes'; readonly prefixes: readonly string[] };

export type Source = {
  readonly selectors: readonly GroupSelector[];
  readonly start: SourceTime | undefined;
  readonly end: SourceTime | undefined;
  readonly span: Span;
};

/** An earlier range of time that a query compares with. */
export type Baseline = BaselineRange & { readonly command: string; readonly span: Span };

export type BaselineRange =
  /** The range of the same length that ends where the query's begins. */
  | { readonly kind: 'range-before' }
  | { readonly kind: 'shifted'; readonly ms: number }
  | { readonly kind: 'month-before' };

export type LogicalPlan = {
  /** Fields of the log events that the stages read. */
  readonly fields: readonly string[];
  /** Those of them that are read in case they are there. */
  readonly tentative: readonly string[];
  /** Does it look at every field there is? */
  readonly readsAllFields: boolean;
  readonly stages: readonly Stage[];
  readonly output: readonly OutputColumn[];
  /** True when the last limit is the default one, which the reader did not write. */
  readonly hasDefaultLimit: boolean;
  /** Queries within this one, by the number under which stages and expressions know them. */
  readonly inner: readonly LogicalPlan[];
  /** Undefined: the log groups that the user names beside the query. */
  readonly source: Source | undefined;
  readonly baseline: Baseline | undefined;
  /** Only the bytes that the query would read are asked for. */
  readonly isEstimate: boolean;
};
