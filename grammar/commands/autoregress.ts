import { diagnostic } from '../diagnostic.ts';
import { invariant } from '../invariant.ts';
import { tokenOf } from '../syntax.ts';
import { As, Identifier, Word } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';
import { readOptions } from './read-options.ts';

export const autoregress: CommandRecord<'autoregress'> = {
  kind: 'autoregress',
  words: ['autoregress'],
  summary: 'takes the values of rows before into each row',
  source: 'CWL_QuerySyntax-Autoregress',
  syntax: (syntax) => {
    syntax.CONSUME(Identifier);
    syntax.OPTION(() => {
      syntax.CONSUME(As);
      syntax.CONSUME(Word);
    });
    syntax.options();
  },
  build: (node, span, builder) => {
    const field = tokenOf(node, 'Identifier');
    const word = tokenOf(node, 'Word');
    invariant(field, 'an autoregress has a field');
    const { from, to } = readOptions(node, 'autoregress', ['p'], builder).range('p', 1);
    const name = word && builder.name(word);
    if (name !== undefined && from !== to)
      builder.complain(
        diagnostic('wrong-option', name.span, { name: 'as', wanted: 'left out where p is a range' }),
      );
    return { kind: 'autoregress', span, field: builder.field(field), name, from, to };
  },
  print: (command, printer) => {
    const name = command.name === undefined ? '' : ` as ${printer.name(command.name)}`;
    const range = command.from === command.to ? `${command.from}` : `${command.from}-${command.to}`;
    return `autoregress ${printer.expression(command.field)}${name}${range === '1' ? '' : ` p=${range}`}`;
  },
};
