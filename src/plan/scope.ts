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
  /** After a join, what stands before the dot in names of the left rows and of the right ones. */
  readonly join?: { readonly left: string; readonly right: string } | undefined;
};

/** Before any command: every name is a field. */
export const fieldScope = (): Scope => ({ hasFields: true, columns: new Map(), texts: new Map() });

/** The scope as it is now: later columns are not in it. */
export const copyOf = (scope: Scope): Scope => ({
  ...scope,
  columns: new Map(scope.columns),
  texts: new Map(scope.texts),
});

/** The plan's column behind a name, or undefined where there is none. */
export const resolve = (scope: Scope, name: string): string | undefined => {
  const column = scope.columns.get(name);
  if (column !== undefined) return column;
  if (scope.join !== undefined && name.startsWith(`${scope.join.right}.`)) return name;
  if (scope.join !== undefined && name.startsWith(`${scope.join.left}.`))
    return resolve({ ...scope, join: undefined }, name.slice(scope.join.left.length + 1));
  return scope.hasFields ? name : undefined;
};

export type MemberOfColumn = {
  /** The name that the query gave, and its column. */
  readonly name: string;
  readonly column: string;
  readonly path: readonly (string | number)[];
};

/** Parts of a name that the query gives, at most: nobody gives longer ones, and a path may have thousands. */
const MAX_MEMBER_PARTS = 100;

/** A path behind a name that the query gave: the longest such name counts. */
export const resolveMember = (
  scope: Scope,
  path: readonly (string | number)[],
): MemberOfColumn | undefined => {
  if (scope.columns.size === 0) return undefined;
  const inLeft = scope.join !== undefined && path[0] === scope.join.left ? path.slice(1) : path;
  let found: MemberOfColumn | undefined;
  let name = '';
  for (let length = 1; length < Math.min(inLeft.length, MAX_MEMBER_PARTS); length += 1) {
    name = length === 1 ? String(inLeft[0]) : `${name}.${inLeft[length - 1]}`;
    const column = scope.columns.get(name);
    if (column !== undefined) found = { name, column, path: inLeft.slice(length) };
  }
  return found;
};

/** Before a stats, what was computed from a name that now means something else is not found by its text. */
export const withColumn = (scope: Scope, name: string, column: string): Scope => {
  // The names are the scope's own and only grow: copying them for each column would take squares of time.
  (scope.columns as Map<string, string>).set(name, column);
  return scope.hasFields && scope.texts.size > 0 ? { ...scope, texts: new Map() } : scope;
};

export const withText = (scope: Scope, text: string, column: string): Scope => {
  (scope.texts as Map<string, string>).set(text, column);
  return scope;
};
