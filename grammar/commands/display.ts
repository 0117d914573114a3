import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const display: CommandRecord<'display'> = {
  kind: 'display',
  words: ['display'],
  summary: 'shows only the listed fields; the last display decides',
  source: 'CWL_QuerySyntax-Display',
  syntax: (syntax) => syntax.items(),
  build: (node, span, builder) => ({ kind: 'display', span, items: builder.items(nodeOf(node, 'items')) }),
  print: (command, printer) => `display ${printer.items(command.items)}`,
};
