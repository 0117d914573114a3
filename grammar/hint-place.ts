// The place where the parser stopped, and how hints look at the words around it.

import type { IToken } from 'chevrotain';
import { commandTokens } from './commands/index.ts';
import type { Edit, Hint } from './diagnostic.ts';
import type { Foreign } from './foreign-words.ts';
import { spanOfToken } from './span-of-token.ts';

/** The place where the parser stopped. */
export type Stop = {
  readonly tokens: readonly IToken[];
  readonly index: number;
  readonly found: IToken;
  readonly before: IToken;
  /** The word of the command around it, and the index of that. */
  readonly command: string;
  readonly start: number;
  /** The command was complete before it. */
  readonly isComplete: boolean;
};

export const lower = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
export const is = (token: IToken | undefined, ...names: readonly string[]): boolean =>
  token !== undefined && names.includes(token.tokenType.name);
export const replace = (token: IToken, text: string): Edit => ({ span: spanOfToken(token), text });
export const insert = (offset: number, text: string): Edit => ({
  span: { start: offset, end: offset },
  text,
});
export const endOf = (token: IToken): number => spanOfToken(token).end;
export const touch = (left: IToken | undefined, right: IToken | undefined): boolean =>
  left !== undefined && right !== undefined && endOf(left) === right.startOffset;

/** With the word replaced, where that is enough. */
export const hintOf = ({ help, instead }: Foreign, token: IToken): Hint =>
  instead === undefined ? { help } : { help, edits: [replace(token, instead)] };

export const isCommandWord = (token: IToken): boolean => commandTokens.has(lower(token));
export const isCommand = (token: IToken): boolean => commandTokens.get(lower(token)) === token.tokenType;
export const operandEnds = [
  'Name',
  'String',
  'Number',
  'Period',
  'Regex',
  'RightParenthesis',
  'RightBracket',
  'Access',
];
export const endsOperand = (token: IToken | undefined): boolean => is(token, ...operandEnds);

/** A field that is a whole operand: no operator before it takes it. */
export const isAlone = ({ tokens, start }: Stop, index: number): boolean =>
  is(tokens[index], 'Name') &&
  (index === start + 1 || is(tokens[index - 1], 'And', 'Or', 'LeftParenthesis', 'Comma'));

export const isOutsideBrackets = ({ tokens, start }: Stop, index: number): boolean => {
  const inside = tokens.slice(start + 1, index);
  const count = (...names: readonly string[]): number => inside.filter((token) => is(token, ...names)).length;
  return count('LeftParenthesis', 'OpenQuery', 'LeftBracket') === count('RightParenthesis', 'RightBracket');
};

/** As they are written, but for the width of the gaps. */
export const imagesOf = (tokens: readonly IToken[]): string =>
  tokens.map((token, i) => (i === 0 || touch(tokens[i - 1], token) ? '' : ' ') + token.image).join('');
