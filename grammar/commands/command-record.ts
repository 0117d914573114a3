// What is known of a command: its words, its rule, how its tree is built and printed. Adding a command is
// adding a record (and its node to syntax-tree.ts).

import type { CstNode } from 'chevrotain';
import type { Span } from '../span.ts';
import type { Syntax } from '../syntax.ts';
import type { Command, CommandKind, Expression, Item, Name } from '../syntax-tree.ts';

/** What a record's `build` may call. */
export type TreeBuilder = {
  readonly items: (node: CstNode | undefined) => readonly Item[];
  readonly expression: (node: CstNode | undefined) => Expression;
  readonly expressions: (node: CstNode | undefined) => readonly Expression[];
  readonly names: (node: CstNode | undefined) => readonly Name[];
};

/** What a record's `print` may call. */
export type TreePrinter = {
  readonly items: (items: readonly Item[]) => string;
  readonly expression: (expression: Expression) => string;
  readonly names: (names: readonly Name[]) => string;
};

export type CommandRecord<Kind extends CommandKind = CommandKind> = {
  readonly kind: Kind;
  /** The words that begin it, the canonical one first. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly source: string;
  readonly syntax: (syntax: Syntax) => void;
  readonly build: (node: CstNode, span: Span, builder: TreeBuilder) => Extract<Command, { kind: Kind }>;
  readonly print: (command: Extract<Command, { kind: Kind }>, printer: TreePrinter) => string;
};
