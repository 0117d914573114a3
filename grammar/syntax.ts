// The words in which rules are written: chevrotain's own, made visible to the command records, and the
// rules that several commands share. Rules are pure: they say what may follow what, and nothing else.

import type { CstNode, IToken, TokenType } from 'chevrotain';

type Body = () => void;
type Alternatives = { ALT: () => unknown }[];
type Separated = { SEP: TokenType; DEF: Body };

/** Chevrotain's words, as far as the grammar uses them. */
export type RuleWords = {
  CONSUME(token: TokenType): unknown;
  CONSUME1(token: TokenType): unknown;
  CONSUME2(token: TokenType): unknown;
  CONSUME3(token: TokenType): unknown;
  OPTION(body: Body): void;
  OPTION1(body: Body): void;
  OPTION2(body: Body): void;
  OPTION3(body: Body): void;
  MANY(body: Body): void;
  MANY1(body: Body): void;
  MANY_SEP(options: Separated): void;
  AT_LEAST_ONE_SEP(options: Separated): void;
  AT_LEAST_ONE_SEP1(options: Separated): void;
  OR(alternatives: Alternatives): unknown;
  OR1(alternatives: Alternatives): unknown;
};

/** What a command's rule may use. */
export type Syntax = RuleWords & {
  /** `a, b as c` */
  items(): void;
  /** A second `items` in the same rule. */
  moreItems(): void;
  expression(): void;
  /** `a, b` without aliases */
  expressions(): void;
  /** `a, b` after `as` */
  names(): void;
  /** `a` or `f(a)` */
  fieldOrCall(): void;
  /** `a, b` or `a b`: fields by their names */
  fieldList(): void;
  /** `name=value name=value`, perhaps none */
  options(): void;
  /** `left.a = right.b and …` */
  joinKeys(): void;
  /** `column as field, …` */
  lookupMatches(): void;
  /** `OUTPUT column as field, …` */
  lookupOutputs(): void;
  /** `0 for a, 1 for b` */
  fills(): void;
  /** `( SOURCE 'g' | … )` */
  subquery(): void;
  /** `'group'`, `logGroups(namePrefix: ['a']) logGroupTags([{"key": "b"}])`, with `start=` and `end=` */
  sourceSelectors(): void;
  /** `a desc, b` */
  sortKeys(): void;
};

/** The children of a CST node by rule or token name. */
export const nodesOf = (node: CstNode, name: string): readonly CstNode[] =>
  (node.children[name] ?? []) as readonly CstNode[];
export const nodeOf = (node: CstNode, name: string): CstNode | undefined => nodesOf(node, name)[0];
export const tokensOf = (node: CstNode, name: string): readonly IToken[] =>
  (node.children[name] ?? []) as readonly IToken[];
export const tokenOf = (node: CstNode, name: string): IToken | undefined => tokensOf(node, name)[0];
