import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const dedup: CommandRecord<'dedup'> = {
  kind: 'dedup',
  words: ['dedup'],
  summary: 'keeps the first row of each combination of values; rows without one of them all stay',
  source: 'CWL_QuerySyntax-Dedup',
  syntax: (syntax) => syntax.expressions(),
  build: (node, span, builder) => ({
    kind: 'dedup',
    span,
    keys: builder.expressions(nodeOf(node, 'expressions')),
  }),
  print: (command, printer) => `dedup ${command.keys.map(printer.expression).join(', ')}`,
};
