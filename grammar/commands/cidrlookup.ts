import { invariant } from '../invariant.ts';
import { tokenOf, tokensOf } from '../syntax.ts';
import { As, Identifier, Word } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';
import { outputKeywords, outputsOf, printOutputs } from './lookup-outputs.ts';

export const cidrlookup: CommandRecord<'cidrlookup'> = {
  kind: 'cidrlookup',
  words: ['cidrlookup'],
  summary: 'adds columns of a table of networks to the events whose address lies in one',
  source: 'CWL_QuerySyntax-Cidrlookup',
  keywords: outputKeywords,
  syntax: (syntax) => {
    syntax.CONSUME(Identifier);
    syntax.CONSUME1(Identifier);
    syntax.OPTION(() => {
      syntax.CONSUME(As);
      syntax.CONSUME(Word);
    });
    syntax.lookupOutputs();
  },
  build: (node, span, builder) => {
    const [table, field] = tokensOf(node, 'Identifier');
    const column = tokenOf(node, 'Word');
    invariant(table && field, 'a cidrlookup has a table and a field');
    return {
      kind: 'cidrlookup',
      span,
      table: builder.name(table),
      field: builder.field(field),
      column: column && builder.name(column),
      ...outputsOf(node, builder),
    };
  },
  print: (command, printer) => {
    const column = command.column === undefined ? '' : ` as ${printer.name(command.column)}`;
    const field = printer.expression(command.field);
    return `cidrlookup ${printer.identifier(command.table)} ${field}${column} ${printOutputs(command, printer)}`;
  },
};
