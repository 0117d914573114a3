import { invariant } from '../invariant.ts';
import { nodeOf, tokenOf } from '../syntax.ts';
import { Into, Word } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const unnest: CommandRecord<'unnest'> = {
  kind: 'unnest',
  words: ['unnest'],
  summary: 'makes a row for each element of a list',
  source: 'CWL_QuerySyntax-Unnest',
  keywords: { into: { token: Into } },
  syntax: (syntax) => {
    syntax.expression();
    syntax.CONSUME(Into);
    syntax.CONSUME(Word);
  },
  build: (node, span, builder) => {
    const word = tokenOf(node, 'Word');
    invariant(word, 'an unnest has a name');
    return {
      kind: 'unnest',
      span,
      value: builder.expression(nodeOf(node, 'expression')),
      into: builder.name(word),
    };
  },
  print: (command, printer) =>
    `unnest ${printer.expression(command.value)} into ${printer.name(command.into)}`,
};
