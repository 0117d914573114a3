// What is known of a command: its words, its rule, how its tree is built and printed. Adding a command is
// adding a record (and its node to syntax-tree.ts).

import type { CstNode, IToken, TokenType } from 'chevrotain';
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../span.ts';
import type { Syntax } from '../syntax.ts';
import type { Command, CommandKind, Expression, FieldReference, Item, Name, Query } from '../syntax-tree.ts';

/** What a record's `build` may call. */
export type TreeBuilder = {
  readonly items: (node: CstNode | undefined) => readonly Item[];
  readonly expression: (node: CstNode | undefined) => Expression;
  readonly expressions: (node: CstNode | undefined) => readonly Expression[];
  readonly names: (node: CstNode | undefined) => readonly Name[];
  readonly name: (token: IToken) => Name;
  readonly field: (token: IToken) => FieldReference;
  readonly fields: (node: CstNode | undefined) => readonly FieldReference[];
  readonly query: (node: CstNode | undefined) => Query;
  /** For what a rule cannot say, such as the names of options. */
  readonly complain: (complaint: Diagnostic) => void;
};

/** What a record's `print` may call. */
export type TreePrinter = {
  readonly items: (items: readonly Item[]) => string;
  readonly expression: (expression: Expression) => string;
  readonly expressions: (expressions: readonly Expression[]) => string;
  readonly name: (name: Name) => string;
  readonly names: (names: readonly Name[]) => string;
  /** A name that stands in the place of a field, such as that of a table. */
  readonly identifier: (name: Name) => string;
  /** In brackets, indented. */
  readonly query: (query: Query) => string;
};

/**
 * A word that means something in one command alone: everywhere in it, or where `isAt` says. `isOutside`: no
 * bracket of the command is open.
 */
export type Keyword = {
  readonly token: TokenType;
  readonly isAt?: (before: IToken, after: IToken | undefined, isOutside: boolean) => boolean;
};

export type CommandRecord<Kind extends CommandKind = CommandKind> = {
  readonly kind: Kind;
  /** The words that begin it, the canonical one first. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly source: string;
  /** By their lower-case spelling. */
  readonly keywords?: Readonly<Record<string, Keyword>>;
  /** Does a "(" outside other brackets begin a query? */
  readonly takesQuery?: boolean;
  readonly syntax: (syntax: Syntax) => void;
  readonly build: (node: CstNode, span: Span, builder: TreeBuilder) => Extract<Command, { kind: Kind }>;
  readonly print: (command: Extract<Command, { kind: Kind }>, printer: TreePrinter) => string;
};
