// What a plan tells of its answer: which columns are the keys of a row, in which order the rows come and where
// they are cut, and of what kind the values of a column are.

import {
  columnsOf,
  type LogicalPlan,
  mineColumns,
  relevanceColumns,
  type SortKey,
  type Stage,
} from '../../plan/index.ts';

/**
 * What the service is known to compute otherwise than exactly. `direct`: the column is the percentile itself
 * and no reckoning with it.
 */
export type Trait =
  | { readonly kind: 'percentile'; readonly percent: number; readonly direct: boolean }
  | { readonly kind: 'distinct' }
  /** By an algorithm that nobody has published: patterns, anomalies, relevance. */
  | { readonly kind: 'mined' };

/** The order in which rows come. Undefined keys: the service promises none (stats without sort). */
export type RowOrder = {
  readonly keys: readonly SortKey[] | undefined;
  /** Rows at most; Infinity where nothing cuts. */
  readonly limit: number;
  /** Any rows will do (`limit any`). */
  readonly isAny: boolean;
};

export type PlanFacts = {
  /** Columns of the answer that together name a row; undefined where nothing does. */
  readonly rowKeys: readonly string[] | undefined;
  readonly order: RowOrder;
  readonly traits: ReadonlyMap<string, Trait>;
  /** Are the rows sorted by what the service only estimates? */
  readonly isSortedByEstimate: boolean;
  /** Is the row kept by dedup only the first of several? */
  readonly isDedup: boolean;
};

const replacing: ReadonlySet<Stage['kind']> = new Set(['aggregate', 'mine', 'relevance']);

const NEWEST_FIRST: readonly SortKey[] = [{ column: '@timestamp', descending: true, isTime: true }];

const orderOf = ({ stages }: LogicalPlan): RowOrder => {
  const last = stages.findLastIndex(({ kind }) => replacing.has(kind));
  const arranging = stages.slice(last + 1).filter((stage) => stage.kind === 'arrange');
  const sorting = arranging.findLast(({ keys }) => keys.length > 0);
  return {
    keys: sorting?.keys ?? (last === -1 ? NEWEST_FIRST : undefined),
    limit: Math.min(Number.POSITIVE_INFINITY, ...arranging.map(({ limit }) => limit)),
    isAny: arranging.some(({ isAny }) => isAny === true),
  };
};

const rowKeysOf = ({ stages, output }: LogicalPlan): readonly string[] | undefined => {
  const source = stages.findLast((stage) => replacing.has(stage.kind));
  const dedup = stages.findLast((stage) => stage.kind === 'arrange' && stage.dedup.length > 0);
  const columns =
    dedup?.kind === 'arrange'
      ? dedup.dedup
      : source?.kind === 'aggregate'
        ? source.keys.map(({ name }) => name)
        : source?.kind === 'mine'
          ? ['@pattern']
          : source?.kind === 'relevance'
            ? ['@fieldName']
            : undefined;
  const headings = columns?.map((column) => output.find((one) => one.column === column)?.heading);
  return headings?.every((heading) => heading !== undefined) ? headings : undefined;
};

type Traits = Map<string, Trait>;

const aggregateTraits = (stage: Extract<Stage, { kind: 'aggregate' }>, before: Traits): Traits => {
  const after: Traits = new Map();
  const inherit = (name: string, columns: readonly string[]): void => {
    const trait = columns.map((column) => before.get(column)).find((one) => one !== undefined);
    if (trait !== undefined) after.set(name, indirect(trait));
  };
  for (const { name, value } of stage.keys) inherit(name, columnsOf(value));
  for (const { name, function: called, argument, parameter } of stage.calls) {
    inherit(name, argument === undefined ? [] : columnsOf(argument));
    if (called === 'pct') after.set(name, { kind: 'percentile', percent: parameter, direct: true });
    if (called === 'median') after.set(name, { kind: 'percentile', percent: 50, direct: true });
    if (called === 'countDistinct') after.set(name, { kind: 'distinct' });
  }
  return after;
};

const indirect = (trait: Trait): Trait => (trait.kind === 'percentile' ? { ...trait, direct: false } : trait);

const derive = (traits: Traits, name: string, columns: readonly string[], isCopy = false): void => {
  const trait = columns.map((column) => traits.get(column)).find((one) => one !== undefined);
  if (trait === undefined) traits.delete(name);
  else traits.set(name, isCopy ? trait : indirect(trait));
};

const mined = (columns: readonly string[]): Traits =>
  new Map(columns.map((name) => [name, { kind: 'mined' }]));

const traitsBehind = (stage: Stage, traits: Traits): Traits => {
  switch (stage.kind) {
    case 'aggregate':
      return aggregateTraits(stage, traits);
    case 'mine':
      return mined(mineColumns[stage.answer]);
    case 'relevance':
      return mined(relevanceColumns);
    case 'extend':
      for (const { name, value } of stage.columns)
        derive(traits, name, columnsOf(value), value.kind === 'column');
      return traits;
    case 'accumulate':
      derive(traits, stage.name, [stage.column]);
      return traits;
    case 'lag':
      for (const { name } of stage.lags) derive(traits, name, [stage.column], true);
      return traits;
    case 'fill-down':
    case 'outlier':
      for (const { name, column } of stage.columns) derive(traits, name, [column], true);
      return traits;
    case 'totals':
      if (stage.name !== undefined) derive(traits, stage.name, stage.columns);
      return traits;
    default:
      return traits;
  }
};

export const factsOf = (plan: LogicalPlan): PlanFacts => {
  const byColumn = plan.stages.reduce<Traits>((traits, stage) => traitsBehind(stage, traits), new Map());
  const traits = plan.output.flatMap(({ heading, column }) => {
    const trait = byColumn.get(column);
    return trait === undefined ? [] : [[heading, trait] as const];
  });
  const order = orderOf(plan);
  return {
    rowKeys: rowKeysOf(plan),
    order,
    traits: new Map(traits),
    isSortedByEstimate: order.keys?.some(({ column }) => byColumn.has(column)) ?? false,
    isDedup: plan.stages.some((stage) => stage.kind === 'arrange' && stage.dedup.length > 0),
  };
};
