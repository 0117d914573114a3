import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const fields: CommandRecord<'fields'> = {
  kind: 'fields',
  words: ['fields'],
  summary: 'shows the listed fields and computes new ones; several accumulate',
  source: 'CWL_QuerySyntax-Fields',
  syntax: (syntax) => syntax.items(),
  build: (node, span, builder) => ({ kind: 'fields', span, items: builder.items(nodeOf(node, 'items')) }),
  print: (command, printer) => `fields ${printer.items(command.items)}`,
};
