import type { CstNode } from 'chevrotain';
import { spanFrom } from '../span.ts';
import { spanOfToken } from '../span-of-token.ts';
import { nodeOf, nodesOf, tokenOf } from '../syntax.ts';
import type { SortKey } from '../syntax-tree.ts';
import { By } from '../tokens.ts';
import type { CommandRecord, TreeBuilder } from './command-record.ts';

const buildKey = (node: CstNode, builder: TreeBuilder): SortKey => {
  const value = builder.expression(nodeOf(node, 'expression'));
  const descending = tokenOf(node, 'Desc');
  const word = descending ?? tokenOf(node, 'Asc');
  const span = word === undefined ? value.span : spanFrom(value.span, spanOfToken(word));
  return { kind: 'sort-key', span, value, direction: descending === undefined ? 'asc' : 'desc' };
};

export const sort: CommandRecord<'sort'> = {
  kind: 'sort',
  words: ['sort', 'order'],
  summary: 'orders the rows by fields in natural order',
  source: 'CWL_QuerySyntax-Sort',
  syntax: (syntax) => {
    syntax.OPTION(() => syntax.CONSUME(By));
    syntax.sortKeys();
  },
  build: (node, span, builder) => ({
    kind: 'sort',
    span,
    keys: nodesOf(node, 'sortKey').map((key) => buildKey(key, builder)),
  }),
  print: (command, printer) =>
    `sort ${command.keys
      .map((key) => `${printer.expression(key.value)}${key.direction === 'desc' ? ' desc' : ''}`)
      .join(', ')}`,
};
