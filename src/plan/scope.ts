// Which names mean what at a point of the query.
//
// Before any stats every name is a field, known or not. After one, only its columns exist. Names that the
// query itself has given ("ephemeral" in the service's words) may not be given again.

export type Scope = {
  /** Are names that the query did not give fields of the events? */
  readonly hasFields: boolean;
  /** Every name that means a column of the plan. */
  readonly columns: ReadonlyMap<string, string>;
  /** Columns without alias, by the canonical text of their expression. */
  readonly texts: ReadonlyMap<string, string>;
};

export const fieldScope: Scope = { hasFields: true, columns: new Map(), texts: new Map() };

/** The plan's column behind a name, or undefined where there is none. */
export const resolve = (scope: Scope, name: string): string | undefined =>
  scope.columns.get(name) ?? (scope.hasFields ? name : undefined);

/** Before a stats, what was computed from a name that now means something else is not found by its text. */
export const withColumn = (scope: Scope, name: string, column: string): Scope => ({
  ...scope,
  columns: new Map(scope.columns).set(name, column),
  texts: scope.hasFields ? new Map() : scope.texts,
});

export const withText = (scope: Scope, text: string, column: string): Scope => ({
  ...scope,
  texts: new Map(scope.texts).set(text, column),
});
