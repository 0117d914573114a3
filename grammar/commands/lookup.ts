import type { CstNode } from 'chevrotain';
import { invariant } from '../invariant.ts';
import { spanFrom } from '../span.ts';
import { nodesOf, tokenOf } from '../syntax.ts';
import type { LookupMatch } from '../syntax-tree.ts';
import { Identifier } from '../tokens.ts';
import type { CommandRecord, TreeBuilder } from './command-record.ts';
import { outputKeywords, outputsOf, printOutputs } from './lookup-outputs.ts';

/** Without `as` the column and the field have the same name. */
const matchOf = (node: CstNode, builder: TreeBuilder): LookupMatch => {
  const word = tokenOf(node, 'Word');
  const token = tokenOf(node, 'Identifier');
  invariant(word, 'a match has a column');
  const column = builder.name(word);
  const field = builder.field(token ?? word);
  return { kind: 'lookup-match', span: spanFrom(column.span, field.span), column, field };
};

export const lookup: CommandRecord<'lookup'> = {
  kind: 'lookup',
  words: ['lookup'],
  summary: 'adds columns of a table to the events whose fields match it',
  source: 'CWL_QuerySyntax-Lookup',
  keywords: outputKeywords,
  syntax: (syntax) => {
    syntax.CONSUME(Identifier);
    syntax.lookupMatches();
    syntax.lookupOutputs();
  },
  build: (node, span, builder) => {
    const table = tokenOf(node, 'Identifier');
    invariant(table, 'a lookup has a table');
    return {
      kind: 'lookup',
      span,
      table: builder.name(table),
      matches: nodesOf(node, 'lookupMatch').map((match) => matchOf(match, builder)),
      ...outputsOf(node, builder),
    };
  },
  print: (command, printer) => {
    const matches = command.matches.map(({ column, field }) => {
      const [name, value] = [printer.name(column), printer.expression(field)];
      return name === value ? name : `${name} as ${value}`;
    });
    return `lookup ${printer.identifier(command.table)} ${matches.join(', ')} ${printOutputs(command, printer)}`;
  },
};
