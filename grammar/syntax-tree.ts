// The readonly syntax tree of a query. Every node has the span of text it came from; nothing here is
// resolved or checked. `kind` tags every union; kinds are listed in the order of the language reference.

import type { Span } from './span.ts';

export type Query = { readonly kind: 'query'; readonly span: Span; readonly commands: readonly Command[] };

export type Command =
  | FieldsCommand
  | DisplayCommand
  | FilterCommand
  | ParseCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | DedupCommand;

export type CommandKind = Command['kind'];

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

/** `parse source pattern as …`; without a source, `@message` is read. */
export type ParseCommand = {
  readonly kind: 'parse';
  readonly span: Span;
  readonly source: Expression | undefined;
  readonly pattern: GlobPattern | RegexLiteral;
  /** The names after `as`; empty for a regex, whose named groups name the fields. */
  readonly names: readonly Name[];
};

/** The quoted pattern of a parse, in which `*` stands for what is captured; `value` has its escapes resolved. */
export type GlobPattern = { readonly kind: 'glob'; readonly span: Span; readonly value: string };

/** `stats a as x, b by c as y` */
export type StatsCommand = {
  readonly kind: 'stats';
  readonly span: Span;
  readonly aggregates: readonly Item[];
  readonly by: readonly Item[];
};

/** `sort a desc, b` */
export type SortCommand = { readonly kind: 'sort'; readonly span: Span; readonly keys: readonly SortKey[] };

export type SortKey = {
  readonly kind: 'sort-key';
  readonly span: Span;
  readonly value: Expression;
  readonly direction: 'asc' | 'desc';
};

/** `limit 20` */
export type LimitCommand = { readonly kind: 'limit'; readonly span: Span; readonly count: number };

/** `dedup a, b` */
export type DedupCommand = {
  readonly kind: 'dedup';
  readonly span: Span;
  readonly keys: readonly Expression[];
};

/** One of a list of expressions, with its alias if it has one. */
export type Item = {
  readonly kind: 'item';
  readonly span: Span;
  readonly value: Expression;
  readonly alias: Name | undefined;
};

/** A name that the query gives: an alias or a parsed field. */
export type Name = { readonly kind: 'name'; readonly span: Span; readonly name: string };

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
  | Logical
  | Call;

/**
 * A field by name. `path` are the parts between dots and brackets (`a.b[1]` is ['a', 'b', 1]); `name` is
 * the dotted spelling under which fields are discovered ('a.b.1').
 */
export type FieldReference = {
  readonly kind: 'field';
  readonly span: Span;
  readonly name: string;
  readonly path: readonly (string | number)[];
};

/** `text` is the spelling in the query. */
export type NumberLiteral = {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
  readonly text: string;
};

/** `value` has its escapes resolved. */
export type StringLiteral = { readonly kind: 'string'; readonly span: Span; readonly value: string };

export type BooleanLiteral = { readonly kind: 'boolean'; readonly span: Span; readonly value: boolean };

/** `5m`, `5 min`; `unit` as written, in lower case. */
export type PeriodLiteral = {
  readonly kind: 'period';
  readonly span: Span;
  readonly count: number;
  readonly unit: string;
};

/** `/…/`; `pattern` is the text between the slashes, untouched. */
export type RegexLiteral = { readonly kind: 'regex'; readonly span: Span; readonly pattern: string };

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
