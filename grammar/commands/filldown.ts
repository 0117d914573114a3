import type { IToken } from 'chevrotain';
import { nameOfPath, readPath } from '../field-name.ts';
import { spanFrom } from '../span.ts';
import { spanOfToken } from '../span-of-token.ts';
import { tokensOf } from '../syntax.ts';
import type { Name } from '../syntax-tree.ts';
import { Comma, Identifier, Star } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

const textOf = (token: IToken): string =>
  token.tokenType.name === 'Star' ? '*' : nameOfPath(readPath(token.image));

/** `cpu*` is two tokens without a blank between them. */
const namesOf = (tokens: readonly IToken[]): readonly Name[] => {
  const names: Name[] = [];
  for (const token of tokens) {
    const span = spanOfToken(token);
    const last = names.at(-1);
    if (last?.span.end === span.start)
      names[names.length - 1] = { ...last, span: spanFrom(last.span, span), name: last.name + textOf(token) };
    else names.push({ kind: 'name', span, name: textOf(token) });
  }
  return names;
};

export const filldown: CommandRecord<'filldown'> = {
  kind: 'filldown',
  words: ['filldown'],
  summary: 'fills missing values with the last one above',
  source: 'CWL_QuerySyntax-Filldown',
  syntax: (syntax) =>
    syntax.MANY(() =>
      syntax.OR([
        { ALT: () => syntax.CONSUME(Identifier) },
        { ALT: () => syntax.CONSUME(Star) },
        { ALT: () => syntax.CONSUME(Comma) },
      ]),
    ),
  build: (node, span) => ({
    kind: 'filldown',
    span,
    fields: namesOf(
      [...tokensOf(node, 'Identifier'), ...tokensOf(node, 'Star')].sort(
        (a, b) => a.startOffset - b.startOffset,
      ),
    ),
  }),
  print: (command, printer) =>
    ['filldown', ...command.fields.map((field) => printWildcard(field, printer.identifier))].join(' '),
};

/** Stars stand outside backticks. */
const printWildcard = (field: Name, print: (name: Name) => string): string =>
  field.name
    .split('*')
    .map((part) => (part === '' ? '' : print({ ...field, name: part })))
    .join('*');
