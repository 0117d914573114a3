import { invariant } from '../invariant.ts';
import { spanOfToken } from '../span-of-token.ts';
import { nodeOf, tokenOf } from '../syntax.ts';
import type { Expression, ParseCommand } from '../syntax-tree.ts';
import { quote, unquote } from '../text-literal.ts';
import { As, RegexToken, StringToken } from '../tokens.ts';
import type { CommandRecord } from './command-record.ts';

const patternOf = (pattern: ParseCommand['pattern']): string =>
  pattern.kind === 'glob' ? quote(pattern.value) : `/${pattern.pattern}/`;

const sourceOf = (source: Expression | undefined, print: (e: Expression) => string): string =>
  source === undefined ? '' : `${print(source)} `;

export const parse: CommandRecord<'parse'> = {
  kind: 'parse',
  words: ['parse'],
  summary:
    'takes parts of a text as new fields, by a pattern with * or a regular expression with named groups',
  source: 'CWL_QuerySyntax-Parse',
  syntax: (syntax) => {
    syntax.OPTION(() => syntax.fieldOrCall());
    syntax.OR([{ ALT: () => syntax.CONSUME(StringToken) }, { ALT: () => syntax.CONSUME(RegexToken) }]);
    // Deployed queries leave out `as` after a glob (query forms 24).
    syntax.OPTION1(() => {
      syntax.OPTION2(() => syntax.CONSUME(As));
      syntax.names();
    });
  },
  build: (node, span, builder) => {
    const text = tokenOf(node, 'String');
    const regex = tokenOf(node, 'Regex');
    const token = text ?? regex;
    invariant(token, 'a parse has a pattern');
    const at = spanOfToken(token);
    const source = nodeOf(node, 'fieldOrCall');
    return {
      kind: 'parse',
      span,
      source: source === undefined ? undefined : builder.expression(source),
      pattern:
        text === undefined
          ? { kind: 'regex', span: at, pattern: token.image.slice(1, -1) }
          : { kind: 'glob', span: at, value: unquote(token.image) },
      names: builder.names(nodeOf(node, 'names')),
    };
  },
  print: (command, printer) => {
    const names = command.names.length > 0 ? ` as ${printer.names(command.names)}` : '';
    return `parse ${sourceOf(command.source, printer.expression)}${patternOf(command.pattern)}${names}`;
  },
};
