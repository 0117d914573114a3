// Text to tokens of their kinds, by the patterns alone: at every place the first kind that matches is taken.
// Chevrotain's own lexer does the same, but takes longer to begin (it analyses the patterns for what several of
// them, being code, rule out) than to read any query; a test compares the two.

import { type IToken, Lexer, type TokenType } from 'chevrotain';
import { lexedTokens } from './tokens.ts';

/** A stretch in which no token begins. */
export type Unknown = { readonly offset: number; readonly length: number };

export type Tokenized = { readonly tokens: IToken[]; readonly unknown: readonly Unknown[] };

/** The length of what stands at the offset, if it is of this kind; never 0. `before`: the tokens up to there. */
type Match = (text: string, offset: number, before: IToken[]) => number;

type Kind = { readonly type: TokenType; readonly isSkipped: boolean; readonly match: Match };

const matchOf = ({ PATTERN: pattern }: TokenType): Match => {
  if (typeof pattern === 'string')
    return (text, offset) => (text.startsWith(pattern, offset) ? pattern.length : 0);
  if (pattern instanceof RegExp) {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    return (text, offset) => {
      sticky.lastIndex = offset;
      return sticky.test(text) ? sticky.lastIndex - offset : 0;
    };
  }
  const exec = typeof pattern === 'function' ? pattern : pattern?.exec;
  return (text, offset, before) => exec?.(text, offset, before, {})?.[0].length ?? 0;
};

const kinds: readonly Kind[] = lexedTokens.map((type) => ({
  type,
  isSkipped: type.GROUP === Lexer.SKIPPED,
  match: matchOf(type),
}));

export const tokenize = (text: string): Tokenized => {
  const tokens: IToken[] = [];
  const unknown: Unknown[] = [];
  let unknownFrom: number | undefined;
  let offset = 0;
  while (offset < text.length) {
    let length = 0;
    const kind = kinds.find(({ match }) => {
      length = match(text, offset, tokens);
      return length > 0;
    });
    if (kind === undefined) {
      unknownFrom ??= offset;
      offset += 1;
      continue;
    }
    if (unknownFrom !== undefined) unknown.push({ offset: unknownFrom, length: offset - unknownFrom });
    unknownFrom = undefined;
    const { type, isSkipped } = kind;
    const image = text.slice(offset, offset + length);
    if (!isSkipped)
      tokens.push({ image, startOffset: offset, tokenTypeIdx: type.tokenTypeIdx ?? 0, tokenType: type });
    offset += length;
  }
  if (unknownFrom !== undefined) unknown.push({ offset: unknownFrom, length: offset - unknownFrom });
  return { tokens, unknown };
};
