// The readonly syntax tree of a query. Every node has the span of text it came from; nothing here is
// resolved or checked. `kind` tags every union; kinds are listed in the order of the language reference.

import type {
  AccumCommand,
  AddtotalsCommand,
  AnomalyCommand,
  AutoregressCommand,
  BooleanLiteral,
  CidrLookupCommand,
  CountFrequentCommand,
  CsvPattern,
  DiffCommand,
  EstimateCommand,
  ExpandCommand,
  FieldReference,
  FilldownCommand,
  GlobPattern,
  JoinKey,
  JsonCommand,
  LimitCommand,
  LogcompareCommand,
  LogfmtPattern,
  LookupCommand,
  Name,
  NumberLiteral,
  OutlierCommand,
  PeriodLiteral,
  RegexLiteral,
  SessionizeCommand,
  SourceCommand,
  StringLiteral,
  TailCommand,
  XmlPattern,
} from './flat-nodes.ts';
import type { Span } from './span.ts';

export type * from './flat-nodes.ts';

export type Query = { readonly kind: 'query'; readonly span: Span; readonly commands: readonly Command[] };

export type Command =
  | SourceCommand
  | SearchCommand
  | FieldsCommand
  | DisplayCommand
  | FilterCommand
  | FilterIndexCommand
  | ParseCommand
  | JsonCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | TailCommand
  | DedupCommand
  | PatternCommand
  | DiffCommand
  | AnomalyCommand
  | UnnestCommand
  | ExpandCommand
  | LookupCommand
  | CidrLookupCommand
  | JoinCommand
  | AppendColsCommand
  | AccumCommand
  | AutoregressCommand
  | FilldownCommand
  | FillmissingCommand
  | OutlierCommand
  | SessionizeCommand
  | CountFrequentCommand
  | AddtotalsCommand
  | RelevantFieldsCommand
  | LogcompareCommand
  | EstimateCommand;

export type CommandKind = Command['kind'];

/** `"a" or ("b" and "c")` as the first stage, `search "a"`: quoted texts stand for `@message like "…"`. */
export type SearchCommand = { readonly kind: 'search'; readonly span: Span; readonly condition: Expression };

/** `fields a, b as c` */
export type FieldsCommand = { readonly kind: 'fields'; readonly span: Span; readonly items: readonly Item[] };

/** `display a, b as c` */
export type DisplayCommand = {
  readonly kind: 'display';
  readonly span: Span;
  readonly items: readonly Item[];
};

/** `filter x` and `where x` */
export type FilterCommand = { readonly kind: 'filter'; readonly span: Span; readonly condition: Expression };

/** `filterIndex a = 1`, `filterIndex a in [1, 2]` */
export type FilterIndexCommand = {
  readonly kind: 'filterIndex';
  readonly span: Span;
  readonly condition: Expression;
};

/** `parse source pattern as …`; without a source, `@message` is read. */
export type ParseCommand = {
  readonly kind: 'parse';
  readonly span: Span;
  readonly source: Expression | undefined;
  readonly pattern: GlobPattern | RegexLiteral | LogfmtPattern | CsvPattern | XmlPattern;
  /** The names after `as`; a regex may do without, its named groups name the fields. */
  readonly names: readonly Name[];
  /** `parse … /regex/ multi`: a row for each match. */
  readonly multi: boolean;
};

/** `stats a as x, b by c as y` */
export type StatsCommand = {
  readonly kind: 'stats';
  readonly span: Span;
  readonly aggregates: readonly Item[];
  readonly by: readonly Item[];
  /** `by bin(5m) offset 1m`: where bins begin. */
  readonly offset: PeriodLiteral | undefined;
};

/** `sort a desc, b` */
export type SortCommand = { readonly kind: 'sort'; readonly span: Span; readonly keys: readonly SortKey[] };

export type SortKey = {
  readonly kind: 'sort-key';
  readonly span: Span;
  readonly value: Expression;
  readonly direction: 'asc' | 'desc';
};

/** `dedup a, b` */
export type DedupCommand = {
  readonly kind: 'dedup';
  readonly span: Span;
  readonly keys: readonly Expression[];
};

/** `pattern @message` */
export type PatternCommand = { readonly kind: 'pattern'; readonly span: Span; readonly value: Expression };

/** `unnest a.b into c`: a row for each element of a list. */
export type UnnestCommand = {
  readonly kind: 'unnest';
  readonly span: Span;
  readonly value: Expression;
  readonly into: Name;
};

/** `join type=left left=a right=b where a.id=b.id (SOURCE 'g')` */
export type JoinCommand = {
  readonly kind: 'join';
  readonly span: Span;
  readonly type: 'inner' | 'left';
  readonly left: Name;
  readonly right: Name;
  /** Equalities of a field of the left rows and one of the right, their names without the alias. */
  readonly keys: readonly JoinKey[];
  readonly query: Query;
};

/** `appendcols override=true max=5 (…)`: the columns of another query, pasted on by position. */
export type AppendColsCommand = {
  readonly kind: 'appendcols';
  readonly span: Span;
  readonly override: boolean;
  readonly max: number;
  readonly query: Query;
};

/** `fillmissing with 0 for n, "-" for s` */
export type FillmissingCommand = {
  readonly kind: 'fillmissing';
  readonly span: Span;
  readonly fills: readonly Fill[];
};

export type Fill = {
  readonly kind: 'fill';
  readonly span: Span;
  readonly value: Expression;
  /** A field, or a call that is a column by its text. */
  readonly field: Expression;
};

/** `relevantfields a, b where c`; no fields means all. */
export type RelevantFieldsCommand = {
  readonly kind: 'relevantfields';
  readonly span: Span;
  readonly fields: readonly FieldReference[];
  readonly condition: Expression;
};

/** One of a list of expressions, with its alias if it has one. */
export type Item = {
  readonly kind: 'item';
  readonly span: Span;
  readonly value: Expression;
  readonly alias: Name | undefined;
};

export type Expression =
  | FieldReference
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | PeriodLiteral
  | RegexLiteral
  | Negation
  | Not
  | Arithmetic
  | Comparison
  | Match
  | Membership
  | InQuery
  | Logical
  | Call
  | Access;

/** `-x` */
export type Negation = { readonly kind: 'negation'; readonly span: Span; readonly operand: Expression };

/** `not x`, `!x` */
export type Not = { readonly kind: 'not'; readonly span: Span; readonly operand: Expression };

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';

export type Arithmetic = {
  readonly kind: 'arithmetic';
  readonly span: Span;
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
};

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Comparison = {
  readonly kind: 'comparison';
  readonly span: Span;
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
};

/** `x like "text"`, `x not like /re/`, `x =~ /re/` (which is `like`). A quoted pattern after `=~` is a regex. */
export type Match = {
  readonly kind: 'match';
  readonly span: Span;
  readonly negated: boolean;
  readonly value: Expression;
  readonly pattern: Expression;
};

/** `x in [1, 2]`, `x not in ["a"]` */
export type Membership = {
  readonly kind: 'membership';
  readonly span: Span;
  readonly negated: boolean;
  readonly value: Expression;
  readonly list: readonly Expression[];
};

/** `x in (SOURCE 'g' | … | fields y)` */
export type InQuery = {
  readonly kind: 'in-query';
  readonly span: Span;
  readonly negated: boolean;
  readonly value: Expression;
  readonly query: Query;
};

export type Logical = {
  readonly kind: 'logical';
  readonly span: Span;
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
};

/** `name(a, b)`; `star` is the `*` of `count(*)`. `name` as written; function names know no case. */
export type Call = {
  readonly kind: 'call';
  readonly span: Span;
  readonly name: Name;
  readonly args: readonly Expression[];
  readonly star: boolean;
};

/** `jsonParse(x).a[1]`: a part of what a call gives. */
export type Access = {
  readonly kind: 'access';
  readonly span: Span;
  readonly value: Expression;
  readonly path: readonly (string | number)[];
};
