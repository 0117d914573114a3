// Text to tokens: lex, then give words their meaning by their place.

import type { IToken, TokenType } from 'chevrotain';
import { type AnyCommandRecord, commandOfWord, commandTokens } from './commands/index.ts';
import { type Diagnostic, diagnostic, type Hint } from './diagnostic.ts';
import { printAccess } from './field-name.ts';
import { foreignSigns } from './foreign-words.ts';
import { spanOfToken } from './span-of-token.ts';
import { tokenize, type Unknown } from './tokenize.ts';
import { clauseWords, LeftParenthesis, Name, OpenQuery } from './tokens.ts';

const retype = (token: IToken, type: TokenType): void => {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
};

/** The query that a place belongs to: its command there, and how many other brackets are open in it. */
type Place = { command: AnyCommandRecord | undefined; isStart: boolean; depth: number };

/** Does a query begin behind this bracket: `in (SOURCE`, `join … (`? */
const opensQuery = (place: Place, before: IToken | undefined, after: IToken | undefined): boolean =>
  before?.tokenType.name === 'In'
    ? commandTokens.has(after?.image.toLowerCase() ?? '')
    : place.command?.takesQuery === true && place.depth === 0;

const meaningOf = (
  token: IToken,
  place: Place,
  before: IToken | undefined,
  after: IToken | undefined,
): TokenType | undefined => {
  const lower = token.image.toLowerCase();
  // A first stage without a command word may begin with `not`.
  if (place.isStart || before === undefined)
    return commandTokens.get(lower) ?? (lower === 'not' ? clauseWords.get(lower) : undefined);
  const keyword = Object.hasOwn(place.command?.keywords ?? {}, lower)
    ? place.command?.keywords?.[lower]
    : undefined;
  return keyword !== undefined && keyword.isAt?.(before, after, place.depth === 0) !== false
    ? keyword.token
    : clauseWords.get(lower);
};

/** Brackets open and close; a query begins in some and ends with them. */
const followBracket = (
  token: IToken,
  places: Place[],
  before: IToken | undefined,
  after: IToken | undefined,
) => {
  const place = places.at(-1)!;
  if (token.tokenType.name === 'RightParenthesis') {
    if (place.depth > 0) place.depth -= 1;
    else if (places.length > 1) places.pop();
  } else if (opensQuery(place, before, after)) {
    retype(token, OpenQuery);
    places.push({ command: undefined, isStart: true, depth: 0 });
  } else place.depth += 1;
};

/**
 * A command word counts as one only where a stage begins, keywords of a command only in it, clause words
 * everywhere but at the beginning of a stage.
 */
const giveMeaning = (tokens: readonly IToken[]): void => {
  const places: Place[] = [{ command: undefined, isStart: true, depth: 0 }];
  tokens.forEach((token, index) => {
    const place = places.at(-1)!;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const { isStart } = place;
    if (token.tokenType.name === 'Pipe') {
      Object.assign(place, { command: undefined, isStart: true, depth: 0 });
      return;
    }
    if (token.tokenType === Name) {
      const type = meaningOf(token, place, before, after);
      if (type !== undefined) retype(token, type);
      if (isStart) place.command = commandOfWord(token.image);
    } else if (token.tokenType === LeftParenthesis || token.tokenType.name === 'RightParenthesis')
      followBracket(token, places, before, after);
    place.isStart = false;
  });
};

const complaintOf = (token: IToken): Diagnostic | undefined => {
  const span = spanOfToken(token);
  switch (token.tokenType.name) {
    case 'UnterminatedString':
      return diagnostic('unterminated-string', span, { quote: token.image[0] ?? '"' });
    case 'UnterminatedRegex':
      return diagnostic('unterminated-regex', span, {});
    case 'UnterminatedName':
      return diagnostic('unterminated-name', span, {});
    case 'ForeignComment':
      return diagnostic('foreign-comment', span, { sign: token.image.slice(0, 2) });
    case 'ForeignOperator':
      return diagnostic('foreign-operator', span, {
        written: token.image,
        instead: foreignSigns[token.image] ?? '',
      });
    default:
      return undefined;
  }
};

/** What a character that means nothing was written for. */
const hintAtCharacter = (text: string, offset: number): Hint | undefined => {
  const before = text.slice(0, offset).trimEnd();
  const isStart = before === '' || before.endsWith('|');
  const [, saved] = /^\$(\w+)(?!\w|\s*\()/.exec(text.slice(offset, offset + 200)) ?? [];
  if (saved !== undefined && isStart)
    return {
      help: `a saved query is called with brackets: $${saved}()`,
      edits: [{ span: { start: offset + 1 + saved.length, end: offset + 1 + saved.length }, text: '()' }],
    };
  const [, parameter] = /^\$\{?([A-Za-z_]\w*)/.exec(text.slice(offset, offset + 200)) ?? [];
  if (parameter !== undefined && !isStart) return { help: `a parameter is written {{${parameter}}}` };
  const [part, name] = /^\."([^"`\\\n]+)"/.exec(text.slice(offset, offset + 200)) ?? [];
  if (part === undefined || name === undefined) return undefined;
  const access = printAccess([name]);
  return {
    help: `write ${access}`,
    edits: [{ span: { start: offset, end: offset + part.length }, text: access }],
  };
};

const complaintOfUnknown = (text: string, { offset, length }: Unknown): Diagnostic => {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0xfffd);
  const span = { start: offset, end: offset + length };
  return diagnostic('unknown-character', span, { character }, hintAtCharacter(text, offset));
};

export type Lexed = { readonly tokens: readonly IToken[]; readonly diagnostics: readonly Diagnostic[] };

export const lex = (text: string): Lexed => {
  const { tokens, unknown } = tokenize(text);
  giveMeaning(tokens);
  const complaints = tokens.map(complaintOf).filter((complaint) => complaint !== undefined);
  return {
    tokens,
    diagnostics: [...unknown.map((stretch) => complaintOfUnknown(text, stretch)), ...complaints],
  };
};
