import type { CstNode, IToken } from 'chevrotain';
import { invariant } from '../invariant.ts';
import { spanOfToken } from '../span-of-token.ts';
import { nodeOf, tokenOf } from '../syntax.ts';
import type { Expression, ParseCommand } from '../syntax-tree.ts';
import { quote, unquote } from '../text-literal.ts';
import { As, Csv, Logfmt, Multi, RegexToken, StringToken, Xml } from '../tokens.ts';
import type { CommandRecord, Keyword } from './command-record.ts';

const printPattern = (pattern: ParseCommand['pattern']): string => {
  switch (pattern.kind) {
    case 'glob':
      return quote(pattern.value);
    case 'regex':
      return `/${pattern.pattern}/`;
    case 'xml':
      return `xml ${quote(pattern.path)}`;
    default:
      return pattern.kind;
  }
};

const isAs = (token: IToken | undefined): boolean => token?.image.toLowerCase() === 'as';
const endsStage = (token: IToken | undefined): boolean =>
  token === undefined || token.tokenType.name === 'Pipe' || token.tokenType.name === 'RightParenthesis';
/** A way of reading stands before `as`, and behind the command's word or its field: `logfmt logfmt as x`. */
const modeBefore = (wanted: (after: IToken | undefined) => boolean, token: Keyword['token']): Keyword => ({
  token,
  isAt: (before, after) => wanted(after) && !isAs(before),
});

const patternOf = (node: CstNode): ParseCommand['pattern'] => {
  const text = tokenOf(node, 'String');
  const regex = tokenOf(node, 'Regex');
  const mode = tokenOf(node, 'Logfmt') ?? tokenOf(node, 'Csv') ?? tokenOf(node, 'Xml');
  const token = mode ?? text ?? regex;
  invariant(token, 'a parse has a pattern');
  const span = spanOfToken(token);
  if (mode !== undefined && text !== undefined)
    return { kind: 'xml', span: spanOfToken(text), path: unquote(text.image) };
  if (mode !== undefined) return { kind: mode.tokenType.name === 'Csv' ? 'csv' : 'logfmt', span };
  return text === undefined
    ? { kind: 'regex', span, pattern: token.image.slice(1, -1) }
    : { kind: 'glob', span, value: unquote(token.image) };
};

const sourceOf = (source: Expression | undefined, print: (e: Expression) => string): string =>
  source === undefined ? '' : `${print(source)} `;

export const parse: CommandRecord<'parse'> = {
  kind: 'parse',
  words: ['parse'],
  summary:
    'takes parts of a text as new fields, by a pattern with * or a regular expression with named groups',
  source: 'CWL_QuerySyntax-Parse',
  keywords: {
    logfmt: modeBefore(isAs, Logfmt),
    csv: modeBefore(isAs, Csv),
    xml: modeBefore((after) => after?.tokenType.name === 'String', Xml),
    multi: {
      token: Multi,
      // At the end of the command, which in a subquery is its bracket.
      isAt: (before, after, isOutside) =>
        isOutside && endsStage(after) && !isAs(before) && before.image !== ',',
    },
  },
  syntax: (syntax) => {
    syntax.OPTION(() => syntax.fieldOrCall());
    syntax.OR([
      { ALT: () => syntax.CONSUME(StringToken) },
      { ALT: () => syntax.CONSUME(RegexToken) },
      { ALT: () => syntax.CONSUME(Logfmt) },
      { ALT: () => syntax.CONSUME(Csv) },
      {
        ALT: () => {
          syntax.CONSUME(Xml);
          syntax.CONSUME1(StringToken);
        },
      },
    ]);
    // Deployed queries leave out `as` after a glob (query forms 24).
    syntax.OPTION1(() => {
      syntax.OPTION2(() => syntax.CONSUME(As));
      syntax.names();
    });
    syntax.OPTION3(() => syntax.CONSUME(Multi));
  },
  build: (node, span, builder) => {
    const source = nodeOf(node, 'fieldOrCall');
    return {
      kind: 'parse',
      span,
      source: source === undefined ? undefined : builder.expression(source),
      pattern: patternOf(node),
      names: builder.names(nodeOf(node, 'names')),
      multi: tokenOf(node, 'Multi') !== undefined,
    };
  },
  print: (command, printer) => {
    const names = command.names.length > 0 ? ` as ${printer.names(command.names)}` : '';
    return `parse ${sourceOf(command.source, printer.expression)}${printPattern(command.pattern)}${names}${command.multi ? ' multi' : ''}`;
  },
};
