import { nodeOf } from '../syntax.ts';
import type { CommandRecord } from './command-record.ts';

export const search: CommandRecord<'search'> = {
  kind: 'search',
  words: ['search'],
  summary: 'keeps the events whose message has the quoted texts; as the first stage it needs no command word',
  source: 'query-forms 14; the service names K_SEARCH among its commands (evidence F)',
  syntax: (syntax) => syntax.expression(),
  build: (node, span, builder) => ({
    kind: 'search',
    span,
    condition: builder.expression(nodeOf(node, 'expression')),
  }),
  print: (command, printer) => `search ${printer.expression(command.condition)}`,
};
