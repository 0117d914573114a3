// Where a "/" begins a regular expression, and where that ends.
//
// A slash divides after an operand and begins a regex otherwise; after `parse` and its field it begins one
// too. Inside, a slash behind a backslash never closes, whatever stands before the backslash, and a slash in
// a character class does not close either, unless the class would never end.

import type { IToken } from 'chevrotain';

const operandEnds = new Set([
  'Name',
  'Number',
  'Period',
  'String',
  'Regex',
  'RightParenthesis',
  'RightBracket',
]);
const operatorWords = new Set(['and', 'or', 'not', 'in', 'like', 'by', 'as']);

const isOperatorWord = (token: IToken): boolean =>
  token.tokenType.name === 'Name' && operatorWords.has(token.image.toLowerCase());

/** Is the last token the word of a command? */
const afterCommandWord = (tokens: readonly IToken[]): boolean => {
  const before = tokens[tokens.length - 2];
  return before === undefined || before.tokenType.name === 'Pipe';
};

const stageStart = (tokens: readonly IToken[]): number =>
  tokens.findLastIndex((token) => token.tokenType.name === 'Pipe') + 1;

/** Is what begins at `start` one field, or one call that the last token closes? */
const isWhole = (tokens: readonly IToken[], start: number): boolean => {
  if (tokens.length === start + 1) return true;
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const name = tokens[index]?.tokenType.name;
    if (name === 'LeftParenthesis') depth += 1;
    if (name === 'RightParenthesis') depth -= 1;
    const isLast = index === tokens.length - 1;
    if (depth === 0 && index > start) return isLast && name === 'RightParenthesis';
  }
  return false;
};

/** Is the last token the end of the field of a `parse`, so that a pattern comes next? */
const afterParseField = (tokens: readonly IToken[]): boolean => {
  const start = stageStart(tokens);
  return (
    tokens[start]?.image.toLowerCase() === 'parse' && start + 1 < tokens.length && isWhole(tokens, start + 1)
  );
};

const mayBegin = (tokens: readonly IToken[]): boolean => {
  const last = tokens[tokens.length - 1];
  if (last === undefined || isOperatorWord(last) || !operandEnds.has(last.tokenType.name)) return true;
  return afterCommandWord(tokens) || afterParseField(tokens);
};

/** The offset of the closing slash, or -1. */
const closingSlash = (text: string, open: number, respectClasses: boolean): number => {
  let inClass = false;
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') {
      // The character after a backslash means nothing here; of two backslashes the second may escape a slash.
      if (text[at + 1] !== '\\') at += 1;
    } else if (character === '[') inClass ||= respectClasses;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return at;
  }
  return -1;
};

/** A literal that goes over many lines is rather a forgotten slash; the shorter reading wins. */
const closing = (text: string, open: number): number => {
  const strict = closingSlash(text, open, true);
  return strict === -1 ? closingSlash(text, open, false) : strict;
};

/** What chevrotain wants of a custom pattern. */
const found = (text: string, start: number, end: number): RegExpExecArray => {
  const match = [text.slice(start, end)] as unknown as RegExpExecArray;
  match.index = start;
  return match;
};

/** The regex literal that begins at `offset`, or null. */
export const regexAt = (text: string, offset: number, tokens: IToken[]): RegExpExecArray | null => {
  if (text[offset] !== '/' || !mayBegin(tokens)) return null;
  const end = closing(text, offset);
  return end <= offset + 1 ? null : found(text, offset, end + 1);
};

/** A regex literal that begins at `offset` and never ends: the rest of its line. */
export const unterminatedRegexAt = (
  text: string,
  offset: number,
  tokens: IToken[],
): RegExpExecArray | null => {
  if (text[offset] !== '/' || !mayBegin(tokens) || closing(text, offset) !== -1) return null;
  const lineEnd = text.indexOf('\n', offset);
  return found(text, offset, lineEnd === -1 ? text.length : lineEnd);
};
