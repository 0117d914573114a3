// The stages of a plan. Steps look at each row alone; gathering stages need all rows, in any order; stages of
// ordered rows need them all in their order, so a gathering stage always stands somewhere before them.

import type { AggregateFunctionName, RegexTree, Span } from '../../grammar/index.ts';
import type { Period, Value } from '../values/index.ts';
import type { PlanExpression } from './expression.ts';

export type NamedExpression = { readonly name: string; readonly value: PlanExpression };

export type FilterStage = { readonly kind: 'filter'; readonly predicate: PlanExpression };

/** Adds columns, each computed from those before it. */
export type ExtendStage = { readonly kind: 'extend'; readonly columns: readonly NamedExpression[] };

/** Texts between which a glob captures: `*` stands between each two. */
export type Glob = { readonly literals: readonly string[] };

export type ParsePattern =
  | { readonly kind: 'glob'; readonly glob: Glob }
  | { readonly kind: 'regex'; readonly regex: RegexTree; readonly literal: string | undefined }
  /** One name, for a map. */
  | { readonly kind: 'logfmt' }
  | { readonly kind: 'csv' }
  | { readonly kind: 'xml'; readonly path: string; readonly span: Span };

export type ParseStage = {
  readonly kind: 'parse';
  readonly source: PlanExpression;
  readonly pattern: ParsePattern;
  /** One name for each capture, in order. */
  readonly names: readonly string[];
  /** A row for each match of the regex. */
  readonly multi: boolean;
};

/** A row for each element of a list; `expand` also reads the text of a JSON array. */
export type UnnestStage = {
  readonly kind: 'unnest';
  readonly how: 'unnest' | 'expand';
  readonly value: PlanExpression;
  readonly name: string;
};

/** The first row of a table whose cells equal the values, or whose network is the narrowest around one. */
export type LookupStage = {
  readonly kind: 'lookup';
  readonly table: { readonly name: string; readonly span: Span };
  readonly by:
    | { readonly kind: 'equal'; readonly matches: readonly LookupMatch[] }
    /** Without a column the table's first one. */
    | { readonly kind: 'network'; readonly column: TableColumn | undefined; readonly value: PlanExpression };
  readonly outputs: readonly LookupOutput[];
};

export type TableColumn = { readonly name: string; readonly span: Span };
export type LookupMatch = { readonly column: TableColumn; readonly value: PlanExpression };

/** `present`: a column whose value, where there is one, is kept. */
export type LookupOutput = {
  readonly column: TableColumn;
  readonly name: string;
  readonly present: string | undefined;
};

/** Each row with every row of an inner query that has equal keys; its columns begin with `prefix`. */
export type JoinStage = {
  readonly kind: 'join';
  readonly type: 'inner' | 'left';
  readonly keys: readonly { readonly left: PlanExpression; readonly right: string }[];
  readonly prefix: string;
  readonly inner: number;
};

export type AggregateCall = {
  readonly name: string;
  readonly function: AggregateFunctionName;
  /** Undefined for count(*). */
  readonly argument: PlanExpression | undefined;
  /** What is no value of an event: percent of pct, k of topk, ranges of histogram, ms of rate; else 0. */
  readonly parameter: number;
};

/** One row for each combination of keys (one in all without keys; none when there is no event). */
export type AggregateStage = {
  readonly kind: 'aggregate';
  readonly keys: readonly NamedExpression[];
  readonly calls: readonly AggregateCall[];
};

/** `isTime`: the events' own time, whatever column holds it; events that are equal by it stand as they arrived. */
export type SortKey = { readonly column: string; readonly descending: boolean; readonly isTime: boolean };

/**
 * Orders the rows by the keys (none: as they come), keeps the first of each combination of `dedup` columns
 * (none: all), then the first (or last) `limit` rows; Infinity keeps all.
 */
export type ArrangeStage = {
  readonly kind: 'arrange';
  readonly keys: readonly SortKey[];
  readonly dedup: readonly string[];
  readonly limit: number;
  readonly end: 'first' | 'last';
  /** `limit any`: whichever rows are found first will do, so that the rest need not be looked for. */
  readonly isAny?: boolean;
};

/** Texts that are alike, counted. The columns that it makes are those of `answer`. */
export type MineStage = {
  readonly kind: 'mine';
  readonly value: PlanExpression;
  readonly answer: MineAnswer;
};

/** The patterns, their difference to the baseline, both with the baseline's count, or what is unusual. */
export type MineAnswer = 'patterns' | 'difference' | 'comparison' | 'anomalies';

/** Undefined `fields`: every field that any event has. */
export type RelevanceStage = {
  readonly kind: 'relevance';
  readonly fields: readonly string[] | undefined;
  readonly condition: PlanExpression;
};

/** A running sum. */
export type AccumulateStage = { readonly kind: 'accumulate'; readonly column: string; readonly name: string };

/** The column's value `rows` rows before. */
export type LagStage = {
  readonly kind: 'lag';
  readonly column: string;
  readonly lags: readonly { readonly name: string; readonly rows: number }[];
};

/** A column of which another is made. */
export type Derived = { readonly column: string; readonly name: string };

export type FillDownStage = { readonly kind: 'fill-down'; readonly columns: readonly Derived[] };

/**
 * Rows for the bins that have none. `keys`: all group keys in their order, the bin among them; each
 * combination of the others gets all bins.
 */
export type FillMissingStage = {
  readonly kind: 'fill-missing';
  readonly bin: string;
  /** Do the bins end where they are named (dateceil), or begin there? */
  readonly isCeiling: boolean;
  readonly period: Period;
  readonly offsetMs: number;
  readonly keys: readonly string[];
  readonly fills: readonly { readonly column: string; readonly value: Value }[];
};

export type OutlierStage = {
  readonly kind: 'outlier';
  readonly action: 'remove' | 'transform';
  readonly param: number;
  readonly useLower: boolean;
  readonly columns: readonly (Derived & { readonly mark: string | undefined })[];
};

export type SessionStage = {
  readonly kind: 'session';
  readonly keys: readonly string[];
  readonly maxSpanMs: number;
  readonly name: string;
};

/** Sums along rows as a column, sums along columns as a last row. */
export type TotalsStage = {
  readonly kind: 'totals';
  readonly columns: readonly string[];
  readonly name: string | undefined;
  readonly hasSummary: boolean;
  /** Do times count as their milliseconds? */
  readonly hasTimes: boolean;
};

/** Columns of an inner query, by position of the rows. `outer`: the column of the same heading. */
export type AppendStage = {
  readonly kind: 'append';
  readonly inner: number;
  readonly override: boolean;
  readonly max: number;
  readonly columns: readonly {
    readonly column: string;
    readonly outer: string | undefined;
    readonly name: string;
  }[];
};

export type Step = FilterStage | ExtendStage | ParseStage | UnnestStage | LookupStage | JoinStage;

export type GatheringStage = AggregateStage | ArrangeStage | MineStage | RelevanceStage;

export type OrderedStage =
  | AccumulateStage
  | LagStage
  | FillDownStage
  | FillMissingStage
  | OutlierStage
  | SessionStage
  | TotalsStage
  | AppendStage;

export type Stage = Step | GatheringStage | OrderedStage;

const gathering: ReadonlySet<Stage['kind']> = new Set(['aggregate', 'arrange', 'mine', 'relevance']);
export const isGathering = (stage: Stage): stage is GatheringStage => gathering.has(stage.kind);

/** A column of the answer: its heading, and the plan's column behind it. */
export type OutputColumn = { readonly heading: string; readonly column: string };
