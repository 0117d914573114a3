import { invariant } from '../invariant.ts';
import { tokenOf } from '../syntax.ts';
import { Identifier } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const expand: CommandRecord<'expand'> = {
  kind: 'expand',
  words: ['expand'],
  summary: 'makes a row for each element of a JSON array, under the same name',
  source: 'CWL_QuerySyntax-Expand',
  syntax: (syntax) => void syntax.CONSUME(Identifier),
  build: (node, span, builder) => {
    const token = tokenOf(node, 'Identifier');
    invariant(token, 'an expand has a field');
    return { kind: 'expand', span, field: builder.field(token) };
  },
  print: (command, printer) => `expand ${printer.expression(command.field)}`,
};
