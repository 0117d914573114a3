import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const filter: CommandRecord<'filter'> = {
  kind: 'filter',
  words: ['filter', 'where'],
  summary: 'keeps the events for which the condition is true',
  source: 'CWL_QuerySyntax-Filter, CWL_QuerySyntax-Where',
  syntax: (syntax) => syntax.expression(),
  build: (node, span, builder) => ({
    kind: 'filter',
    span,
    condition: builder.expression(nodeOf(node, 'expression')),
  }),
  print: (command, printer) => `filter ${printer.expression(command.condition)}`,
};
