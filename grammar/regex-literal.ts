// Where a "/" begins a regular expression, and where that ends.
//
// A slash divides after an operand and begins a regex otherwise; after `parse` and its field it begins one
// too. Inside, a slash behind a backslash never closes, whatever stands before the backslash, and a slash in
// a character class does not close either, unless the class would never end.

import type { IToken } from 'chevrotain';

const operandEnds = new Set(['Name', 'Number', 'Period', 'String', 'RightParenthesis', 'RightBracket']);
const operatorWords = new Set(['and', 'or', 'not', 'in', 'like', 'by', 'as', 'filter', 'where', 'parse']);

const isOperatorWord = (token: IToken | undefined): boolean =>
  token !== undefined && token.tokenType.name === 'Name' && operatorWords.has(token.image.toLowerCase());

const beginsStage = (tokens: readonly IToken[], index: number): boolean => {
  const before = tokens[index - 1];
  return before === undefined || before.tokenType.name === 'Pipe';
};

/** Is the last token the field of a `parse`, so that a pattern comes next? */
const afterParseField = (tokens: readonly IToken[]): boolean => {
  const last = tokens.length - 1;
  for (let index = last; index >= 0 && last - index < 64; index -= 1) {
    const token = tokens[index];
    if (token === undefined || token.tokenType.name === 'Pipe') return false;
    if (!beginsStage(tokens, index)) continue;
    if (token.image.toLowerCase() !== 'parse') return false;
    const field = tokens[index + 1];
    return field !== undefined && (last === index + 1 || tokens[last]?.tokenType.name === 'RightParenthesis');
  }
  return false;
};

const mayBegin = (tokens: readonly IToken[]): boolean => {
  const last = tokens[tokens.length - 1];
  if (last === undefined || isOperatorWord(last) || !operandEnds.has(last.tokenType.name)) return true;
  return afterParseField(tokens);
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

/** Chevrotain's custom pattern: the regex literal that begins at `offset`, or null. */
export const regexAt = (text: string, offset: number, tokens: IToken[]): RegExpExecArray | null => {
  if (text[offset] !== '/' || !mayBegin(tokens)) return null;
  const end = closing(text, offset);
  if (end <= offset + 1) return null;
  const match = [text.slice(offset, end + 1)] as unknown as RegExpExecArray;
  match.index = offset;
  return match;
};
