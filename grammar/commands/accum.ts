import { invariant } from '../invariant.ts';
import { tokenOf } from '../syntax.ts';
import { As, Identifier, Word } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const accum: CommandRecord<'accum'> = {
  kind: 'accum',
  words: ['accum'],
  summary: 'adds up a field from row to row',
  source: 'CWL_QuerySyntax-Accum',
  syntax: (syntax) => {
    syntax.CONSUME(Identifier);
    syntax.OPTION(() => {
      syntax.CONSUME(As);
      syntax.CONSUME(Word);
    });
  },
  build: (node, span, builder) => {
    const field = tokenOf(node, 'Identifier');
    const word = tokenOf(node, 'Word');
    invariant(field, 'an accum has a field');
    return { kind: 'accum', span, field: builder.field(field), name: word && builder.name(word) };
  },
  print: (command, printer) => {
    const name = command.name === undefined ? '' : ` as ${printer.name(command.name)}`;
    return `accum ${printer.expression(command.field)}${name}`;
  },
};
