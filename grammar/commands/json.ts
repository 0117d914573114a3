import { diagnostic } from '../diagnostic.ts';
import { invariant } from '../invariant.ts';
import { spanOfToken } from '../span-of-token.ts';
import { tokenOf, tokensOf } from '../syntax.ts';
import { quote, unquote } from '../text-literal.ts';
import { As, Equal, Identifier, StringToken, Word } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

export const json: CommandRecord<'json'> = {
  kind: 'json',
  words: ['json'],
  summary: 'takes a part of a JSON text or structure as a new field',
  source: 'CWL_QuerySyntax-Parse, JSON field extraction',
  syntax: (syntax) => {
    syntax.OPTION(() => {
      syntax.CONSUME(Identifier);
      syntax.CONSUME(Equal);
      syntax.CONSUME1(Identifier);
    });
    syntax.CONSUME(StringToken);
    syntax.CONSUME(As);
    syntax.CONSUME(Word);
  },
  build: (node, span, builder) => {
    const [option, field] = tokensOf(node, 'Identifier');
    const path = tokenOf(node, 'String');
    const word = tokenOf(node, 'Word');
    invariant(path && word, 'a json has a path and a name');
    if (option !== undefined && option.image.toLowerCase() !== 'field')
      builder.complain(
        diagnostic('unknown-option', spanOfToken(option), {
          command: 'json',
          name: option.image,
          nearest: undefined,
          allowed: ['field'],
        }),
      );
    return {
      kind: 'json',
      span,
      source: field && builder.field(field),
      path: { kind: 'string', span: spanOfToken(path), value: unquote(path.image) },
      name: builder.name(word),
    };
  },
  print: (command, printer) => {
    const source = command.source === undefined ? '' : `field=${printer.expression(command.source)} `;
    return `json ${source}${quote(command.path.value)} as ${printer.name(command.name)}`;
  },
};
