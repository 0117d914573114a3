import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const pattern: CommandRecord<'pattern'> = {
  kind: 'pattern',
  words: ['pattern'],
  summary: 'groups texts that are alike and counts them',
  source: 'CWL_QuerySyntax-Pattern',
  syntax: (syntax) => syntax.expression(),
  build: (node, span, builder) => ({
    kind: 'pattern',
    span,
    value: builder.expression(nodeOf(node, 'expression')),
  }),
  print: (command, printer) => `pattern ${printer.expression(command.value)}`,
};
