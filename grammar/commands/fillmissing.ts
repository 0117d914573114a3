import type { CstNode } from 'chevrotain';
import { spanFrom } from '../span.ts';
import { nodeOf, nodesOf } from '../syntax.ts';
import type { Fill } from '../syntax-tree.ts';
import { For, With } from '../tokens.ts';
import type { CommandRecord, TreeBuilder } from './command-record.ts';

const fillOf = (node: CstNode, builder: TreeBuilder): Fill => {
  const value = builder.expression(nodeOf(node, 'expression'));
  const field = builder.expression(nodeOf(node, 'fieldOrCall'));
  return { kind: 'fill', span: spanFrom(value.span, field.span), value, field };
};

export const fillmissing: CommandRecord<'fillmissing'> = {
  kind: 'fillmissing',
  words: ['fillmissing'],
  summary: 'adds rows for the bins that have none',
  source: 'CWL_QuerySyntax-Fillmissing',
  keywords: { with: { token: With }, for: { token: For } },
  syntax: (syntax) =>
    syntax.OPTION(() => {
      syntax.CONSUME(With);
      syntax.fills();
    }),
  build: (node, span, builder) => ({
    kind: 'fillmissing',
    span,
    fills: nodesOf(node, 'fill').map((fill) => fillOf(fill, builder)),
  }),
  print: (command, printer) => {
    const fills = command.fills.map(
      ({ value, field }) => `${printer.expression(value)} for ${printer.expression(field)}`,
    );
    return fills.length === 0 ? 'fillmissing' : `fillmissing with ${fills.join(', ')}`;
  },
};
