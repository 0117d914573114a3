// The logical plan: what is to be computed, in terms that say nothing of how. Plain, readonly data.
//
// A plan is a scan and a list of stages. A stage is a step that looks at each row alone (filter, extend,
// parse) or one that needs them all (aggregate, arrange). Columns are known by name; within a plan no name
// is ever given twice between two aggregates.

import type { AggregateFunctionName, RegexTree } from '../../grammar/index.ts';
import type { PlanExpression } from './expression.ts';

export type NamedExpression = { readonly name: string; readonly value: PlanExpression };

export type FilterStage = { readonly kind: 'filter'; readonly predicate: PlanExpression };

/** Adds columns, each computed from those before it. */
export type ExtendStage = { readonly kind: 'extend'; readonly columns: readonly NamedExpression[] };

/** Texts between which a glob captures: `*` stands between each two. */
export type Glob = { readonly literals: readonly string[] };

export type ParseStage = {
  readonly kind: 'parse';
  readonly source: PlanExpression;
  readonly pattern:
    | { readonly kind: 'glob'; readonly glob: Glob }
    | { readonly kind: 'regex'; readonly regex: RegexTree; readonly literal: string | undefined };
  /** One name for each capture, in order. */
  readonly names: readonly string[];
};

export type AggregateCall = {
  readonly name: string;
  readonly function: AggregateFunctionName;
  /** Undefined for count(*). */
  readonly argument: PlanExpression | undefined;
  /** The second argument of pct. */
  readonly percent: number;
};

/** One row for each combination of keys (one in all without keys; none when there is no event). */
export type AggregateStage = {
  readonly kind: 'aggregate';
  readonly keys: readonly NamedExpression[];
  readonly calls: readonly AggregateCall[];
};

export type SortKey = { readonly column: string; readonly descending: boolean };

/**
 * Orders the rows by the keys (none: as they come), keeps the first of each combination of `dedup` columns
 * (none: all), then the first `limit` rows.
 */
export type ArrangeStage = {
  readonly kind: 'arrange';
  readonly keys: readonly SortKey[];
  readonly dedup: readonly string[];
  readonly limit: number;
};

export type Stage = FilterStage | ExtendStage | ParseStage | AggregateStage | ArrangeStage;

/** A column of the answer: its heading, and the plan's column behind it. */
export type OutputColumn = { readonly heading: string; readonly column: string };

export type LogicalPlan = {
  /** Fields of the log events that the stages read. */
  readonly fields: readonly string[];
  readonly stages: readonly Stage[];
  readonly output: readonly OutputColumn[];
  /** True when the last limit is the default one, which the reader did not write. */
  readonly hasDefaultLimit: boolean;
};
