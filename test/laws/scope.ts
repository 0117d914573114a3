// What a generated query may name at a point of it. Generators make writers, functions of a scope to text, so
// that fast-check can shrink a query in any order and every name is still one that exists.

export type Scope = {
  /** Names of fields, as a query spells them. */
  readonly names: readonly string[];
  /** Columns of a `stats` that have no name but their text, such as count(*). */
  readonly texts: readonly string[];
  /** What could be named before the last `stats`; empty where there was none. */
  readonly before: readonly string[];
  /** The names that the query has given: none may be given again. */
  readonly given: readonly string[];
};

export type Write = (scope: Scope) => string;

/** The text of a command, and the scope behind it. */
export type WriteCommand = (scope: Scope) => { readonly text: string; readonly scope: Scope };

/** Fields that some events have and some lack, and names that no event has. */
export const eventFields = [
  ...['a', 'b', 'n', 's', '@message', 'o.x', '@timestamp', 't', '@duration', '@type', 'level', 'nothing'],
  ...[
    'o.y',
    'o',
    'l[0]',
    'l.1',
    '`a b`',
    '`x-y`',
    'é',
    '@@at',
    '`1`',
    '@logStream',
    '@log',
    '@ingestionTime',
  ],
  ...['@requestId', '@billedDuration', '@initDuration', '@memorySize', '@xrayTraceId'],
] as const;

export const firstScope: Scope = { names: eventFields, texts: [], before: [], given: [] };

/** One of the names, whatever their number. */
export const pick = (names: readonly string[], index: number): string =>
  names[index % names.length] ?? 'nothing';

/** Names that can be read, and were not given as an alias: they may be given again. */
export const see = (scope: Scope, names: readonly string[]): Scope => ({
  ...scope,
  names: [...scope.names, ...names.filter((name) => !scope.names.includes(name))],
});

export const define = (scope: Scope, name: string): Scope => ({
  ...scope,
  names: scope.names.includes(name) ? scope.names : [...scope.names, name],
  given: [...scope.given, name],
});
