import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const filterIndex: CommandRecord<'filterIndex'> = {
  kind: 'filterIndex',
  words: ['filterIndex'],
  summary: 'keeps the events whose indexed field has this value, or one of these',
  source: 'CWL_QuerySyntax-FilterIndex',
  syntax: (syntax) => syntax.expression(),
  build: (node, span, builder) => ({
    kind: 'filterIndex',
    span,
    condition: builder.expression(nodeOf(node, 'expression')),
  }),
  print: (command, printer) => `filterIndex ${printer.expression(command.condition)}`,
};
