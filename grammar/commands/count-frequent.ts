import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const countFrequent: CommandRecord<'countFrequent'> = {
  kind: 'countFrequent',
  words: ['countFrequent', 'count_frequent'],
  summary: 'counts each combination of values, the most frequent first',
  source: 'CWL_QuerySyntax-CountFrequent',
  syntax: (syntax) => syntax.fieldList(),
  build: (node, span, builder) => ({
    kind: 'countFrequent',
    span,
    fields: builder.fields(nodeOf(node, 'fieldList')),
  }),
  print: (command, printer) => `countFrequent ${printer.expressions(command.fields)}`,
};
