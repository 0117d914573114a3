import { nodeOf } from '../syntax.ts';
import { Where } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const relevantfields: CommandRecord<'relevantfields'> = {
  kind: 'relevantfields',
  words: ['relevantfields'],
  summary: 'finds the fields whose values differ most where the condition holds',
  source: 'CWL_QuerySyntax-RelevantFields',
  keywords: { where: { token: Where } },
  syntax: (syntax) => {
    syntax.OPTION(() => syntax.fieldList());
    syntax.CONSUME(Where);
    syntax.expression();
  },
  build: (node, span, builder) => ({
    kind: 'relevantfields',
    span,
    fields: builder.fields(nodeOf(node, 'fieldList')),
    condition: builder.expression(nodeOf(node, 'expression')),
  }),
  print: (command, printer) => {
    const fields = command.fields.length === 0 ? '' : `${printer.expressions(command.fields)} `;
    return `relevantfields ${fields}where ${printer.expression(command.condition)}`;
  },
};
