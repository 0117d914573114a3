// The kinds of token. Words are lexed as names first and told apart afterwards (lexer.ts), because every
// keyword may also be a name: a command word is one only where a command begins.

import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { ForeignComment, ForeignOperator } from './foreign-tokens.ts';
import { namePattern } from './name-characters.ts';
import { periodAt } from './period-literal.ts';
import { regexAt, unterminatedRegexAt } from './regex-literal.ts';

/** Any name of a field in an expression; the words below that join this category may be fields too. */
export const Identifier = createToken({ name: 'Identifier', pattern: Lexer.NA, label: 'a field' });
/** Any word after `as`, operators' words included. */
export const Word = createToken({ name: 'Word', pattern: Lexer.NA, label: 'a name' });

const quotedPart = '`[^`]+`';
const nameIn = namePattern(
  (start, part) =>
    new RegExp(`(?:@?${quotedPart}|${start}${part}*)(?:\\.(?:${quotedPart}|${part}+)|\\[\\d+\\])*`, 'uy'),
);

export const Name = createToken({
  name: 'Name',
  label: 'a name',
  pattern: {
    exec: (text: string, offset: number) => {
      const pattern = nameIn(text);
      pattern.lastIndex = offset;
      const match = pattern.exec(text);
      // `a in[1]` is a list, not the second part of a field named "in".
      if (match !== null && /^in\[/i.test(match[0])) match[0] = match[0].slice(0, 2);
      return match;
    },
  },
  line_breaks: false,
  categories: [Identifier, Word],
});

const word = (name: string, label: string, categories: readonly TokenType[]): TokenType =>
  createToken({ name, pattern: Lexer.NA, label, categories: [...categories] });

/** Words that mean something in the middle of a command, and may still be fields. */
export const Asc = word('Asc', '"asc"', [Identifier, Word]);
export const Desc = word('Desc', '"desc"', [Identifier, Word]);
export const Group = word('Group', '"group"', [Identifier, Word]);
/** Words that are operators or clauses: fields of these names need backticks. */
export const By = word('By', '"by"', [Word]);
export const As = word('As', '"as"', [Word]);
export const And = word('And', '"and"', [Word]);
export const Or = word('Or', '"or"', [Word]);
export const Not = word('Not', '"not"', [Word]);
export const In = word('In', '"in"', [Word]);
export const Like = word('Like', '"like"', [Word]);
export const True = word('True', '"true"', [Word]);
export const False = word('False', '"false"', [Word]);

const keyword = (text: string): TokenType =>
  createToken({
    name: text.charAt(0).toUpperCase() + text.slice(1),
    pattern: Lexer.NA,
    label: `"${text}"`,
  });

/** Words of single commands: they mean something only there (`keywords` of the command's record). */
export const Any = keyword('any');
export const Csv = keyword('csv');
export const For = keyword('for');
export const Into = keyword('into');
export const Logfmt = keyword('logfmt');
export const Maxspan = keyword('maxspan');
export const Multi = keyword('multi');
export const Offset = keyword('offset');
export const Output = keyword('output');
export const Outputnew = keyword('outputnew');
export const Timeshift = keyword('timeshift');
export const Where = keyword('where');
export const With = keyword('with');
export const Xml = keyword('xml');

export const keywordTokens: readonly TokenType[] = [
  Any,
  Csv,
  For,
  Into,
  Logfmt,
  Maxspan,
  Multi,
  Offset,
  Output,
  Outputnew,
  Timeshift,
  Where,
  With,
  Xml,
];

export const clauseWords: ReadonlyMap<string, TokenType> = new Map([
  ['asc', Asc],
  ['desc', Desc],
  ['group', Group],
  ['by', By],
  ['as', As],
  ['and', And],
  ['or', Or],
  ['not', Not],
  ['in', In],
  ['like', Like],
  ['true', True],
  ['false', False],
]);

const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[\s\ufeff]+/, group: Lexer.SKIPPED });
const Comment = createToken({ name: 'Comment', pattern: /#[^\n\r]*/, group: Lexer.SKIPPED });

export const StringToken = createToken({
  name: 'String',
  label: 'a quoted text',
  pattern: /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/,
  line_breaks: true,
});
export const RegexToken = createToken({
  name: 'Regex',
  label: 'a regular expression',
  pattern: { exec: regexAt },
  line_breaks: true,
  start_chars_hint: ['/'],
});
export const PeriodToken = createToken({
  name: 'Period',
  label: 'a period such as 5m',
  pattern: { exec: periodAt },
  line_breaks: false,
  start_chars_hint: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
});
export const NumberToken = createToken({ name: 'Number', label: 'a number', pattern: /\d+(?:\.\d+)?/ });

const symbol = (name: string, pattern: string): TokenType =>
  createToken({ name, pattern, label: `"${pattern}"` });

export const Pipe = symbol('Pipe', '|');
export const Comma = symbol('Comma', ',');
export const LeftParenthesis = symbol('LeftParenthesis', '(');
export const RightParenthesis = symbol('RightParenthesis', ')');
/** The "(" behind which a query begins; told from others by its place. */
export const OpenQuery = createToken({ name: 'OpenQuery', pattern: Lexer.NA, label: '"("' });
export const LeftBrace = symbol('LeftBrace', '{');
export const RightBrace = symbol('RightBrace', '}');
export const Colon = symbol('Colon', ':');
export const LeftBracket = symbol('LeftBracket', '[');
export const RightBracket = symbol('RightBracket', ']');
export const Plus = symbol('Plus', '+');
export const Minus = symbol('Minus', '-');
export const Star = symbol('Star', '*');
export const Slash = symbol('Slash', '/');
export const Percent = symbol('Percent', '%');
export const Caret = symbol('Caret', '^');
export const Bang = symbol('Bang', '!');
export const Equal = createToken({ name: 'Equal', pattern: /==?/, label: '"="' });
export const NotEqual = symbol('NotEqual', '!=');
export const LessEqual = symbol('LessEqual', '<=');
export const GreaterEqual = symbol('GreaterEqual', '>=');
export const Less = symbol('Less', '<');
export const Greater = symbol('Greater', '>');
/** `=~` and its deployed reversal `~=`. */
export const Matches = createToken({ name: 'Matches', pattern: /=~|~=/, label: '"=~"' });

export const UnterminatedString = createToken({
  name: 'UnterminatedString',
  pattern: /["'\u201c\u201d\u2018\u2019][^\n\r]*/,
});
export const UnterminatedRegex = createToken({
  name: 'UnterminatedRegex',
  pattern: { exec: unterminatedRegexAt },
  line_breaks: false,
  start_chars_hint: ['/'],
});
const accessIn = namePattern((_, part) => new RegExp(`(?:\\.(?:${quotedPart}|${part}+)|\\[\\d+\\])+`, 'uy'));
/** `.b[1]` behind a closing bracket: access to a part of a result. */
export const Access = createToken({
  name: 'Access',
  label: 'a part such as .name or [0]',
  pattern: {
    exec: (text: string, offset: number, tokens: IToken[]): RegExpExecArray | null => {
      const last = tokens.at(-1);
      if (last?.tokenType.name !== 'RightParenthesis' || last.startOffset + 1 !== offset) return null;
      const pattern = accessIn(text);
      pattern.lastIndex = offset;
      return pattern.exec(text);
    },
  },
  line_breaks: false,
  start_chars_hint: ['.', '['],
});
export const UnterminatedName = createToken({ name: 'UnterminatedName', pattern: /`[^\n\r]*/ });

/** In the order they are tried. */
export const lexedTokens: TokenType[] = [
  WhiteSpace,
  Comment,
  ForeignComment,
  StringToken,
  UnterminatedString,
  RegexToken,
  UnterminatedRegex,
  PeriodToken,
  NumberToken,
  Name,
  UnterminatedName,
  Access,
  ForeignOperator,
  Pipe,
  Comma,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Colon,
  Matches,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Equal,
  Less,
  Greater,
  Bang,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Caret,
];

export const wordTokens: TokenType[] = [
  Identifier,
  Word,
  ...clauseWords.values(),
  ...keywordTokens,
  OpenQuery,
];
