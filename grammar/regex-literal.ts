// Where a "/" begins a regular expression, and where that ends.
//
// A slash divides after an operand and begins a regex otherwise; after `parse` and its field it begins one
// too. Inside, a slash behind a backslash never closes, whatever stands before the backslash, and a slash in
// a character class does not close either, unless the class would never end.

import type { IToken } from 'chevrotain';
import { foreignOperator } from './foreign-words.ts';

const operandEnds = new Set([
  'Name',
  'Number',
  'Period',
  'String',
  'Regex',
  'RightParenthesis',
  'RightBracket',
  'Access',
]);
const operatorWords = new Set(['and', 'or', 'not', 'in', 'like', 'by', 'as']);

const isOperatorWord = (token: IToken): boolean =>
  token.tokenType.name === 'Name' && operatorWords.has(token.image.toLowerCase());

/** Commands in whose brackets a query stands (`takesQuery` of their records). */
const queryTakers = new Set(['join', 'appendcols']);

/** Where the stage of the last token begins: behind a pipe, or behind the bracket of a query. */
const stageStart = (tokens: readonly IToken[]): number => {
  const places = [{ start: 0, depth: 0 }];
  for (let index = 0; index < tokens.length; index += 1) {
    const place = places[places.length - 1]!;
    const name = tokens[index]!.tokenType.name;
    if (name === 'Pipe') Object.assign(place, { start: index + 1, depth: 0 });
    else if (name === 'LeftParenthesis') {
      const isTaken = place.depth === 0 && queryTakers.has(tokens[place.start]!.image.toLowerCase());
      if (isTaken || tokens[index - 1]?.image.toLowerCase() === 'in')
        places.push({ start: index + 1, depth: 0 });
      else place.depth += 1;
    } else if (name === 'RightParenthesis') {
      if (place.depth > 0) place.depth -= 1;
      else if (places.length > 1) places.pop();
    }
  }
  return places[places.length - 1]!.start;
};

/** Is what begins at `start` one field, or one call (perhaps with a part of its result) up to the end? */
const isWhole = (tokens: readonly IToken[], start: number): boolean => {
  const end = tokens.at(-1)?.tokenType.name === 'Access' ? tokens.length - 1 : tokens.length;
  if (end === start + 1) return true;
  let depth = 0;
  for (let index = start; index < end; index += 1) {
    const name = tokens[index]?.tokenType.name;
    if (name === 'LeftParenthesis') depth += 1;
    if (name === 'RightParenthesis') depth -= 1;
    if (depth === 0 && index > start) return index === end - 1 && name === 'RightParenthesis';
  }
  return false;
};

/** Words behind which an expression begins, in one command alone. */
const wordBefore: Readonly<Record<string, string>> = { relevantfields: 'where', fillmissing: 'with' };

/** Is the last token the word of a command, or the end of the field of a `parse`? */
const afterStart = (tokens: readonly IToken[], last: IToken): boolean => {
  const start = stageStart(tokens);
  // A text may begin a first stage, and is divided.
  if (start === tokens.length - 1) return last.tokenType.name === 'Name';
  const command = tokens[start]?.image.toLowerCase() ?? '';
  if (command === 'parse') return start + 1 < tokens.length && isWhole(tokens, start + 1);
  return Object.hasOwn(wordBefore, command) && wordBefore[command] === last.image.toLowerCase();
};

/** `a matches /x.y/`, where only an operator's place keeps a field of such a name from being divided. */
const afterForeignOperator = (tokens: readonly IToken[], last: IToken): boolean => {
  if (foreignOperator(last.image) === undefined) return false;
  const isNot = tokens[tokens.length - 2]?.image.toLowerCase() === 'not';
  const at = tokens.length - (isNot ? 3 : 2);
  const operand = tokens[at];
  if (operand === undefined || at <= stageStart(tokens) || isOperatorWord(operand)) return false;
  return (
    operandEnds.has(operand.tokenType.name) &&
    !Object.values(wordBefore).includes(operand.image.toLowerCase())
  );
};

const mayBegin = (tokens: readonly IToken[]): boolean => {
  const last = tokens[tokens.length - 1];
  if (last === undefined || isOperatorWord(last) || !operandEnds.has(last.tokenType.name)) return true;
  return afterForeignOperator(tokens, last) || afterStart(tokens, last);
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
