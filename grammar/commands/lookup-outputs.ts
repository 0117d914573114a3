// `OUTPUT a, b as c`: the part that lookup and cidrlookup have in common.

import type { CstNode } from 'chevrotain';
import { spanFrom } from '../span.ts';
import { nodesOf, tokenOf, tokensOf } from '../syntax.ts';
import type { LookupOutput, Name } from '../syntax-tree.ts';
import { Output, Outputnew } from '../tokens.ts';
import type { TreeBuilder, TreePrinter } from './command-record.ts';

export const outputKeywords = { output: { token: Output }, outputnew: { token: Outputnew } } as const;

/** The first word is the table's column, the second the field's name. */
const outputOf = (node: CstNode, builder: TreeBuilder): LookupOutput => {
  const [column, alias] = tokensOf(node, 'Word').map(builder.name) as [Name, Name | undefined];
  const name = alias ?? column;
  return { kind: 'lookup-output', span: spanFrom(column.span, name.span), column, name };
};

export const outputsOf = (
  node: CstNode,
  builder: TreeBuilder,
): { readonly keepPresent: boolean; readonly outputs: readonly LookupOutput[] } => ({
  keepPresent: tokenOf(node, 'Outputnew') !== undefined,
  outputs: nodesOf(node, 'lookupOutput').map((output) => outputOf(output, builder)),
});

export const printOutputs = (
  command: { readonly keepPresent: boolean; readonly outputs: readonly LookupOutput[] },
  printer: TreePrinter,
): string => {
  const outputs = command.outputs.map(({ column, name }) =>
    column.name === name.name ? printer.name(name) : `${printer.name(column)} as ${printer.name(name)}`,
  );
  return `${command.keepPresent ? 'OUTPUTNEW' : 'OUTPUT'} ${outputs.join(', ')}`;
};
