// Text to tokens: lex, then give words their meaning by their place.

import { type ILexingError, type IToken, Lexer, type TokenType } from 'chevrotain';
import { commandTokens } from './commands/index.ts';
import { type Diagnostic, diagnostic } from './diagnostic.ts';
import { spanOfToken } from './span-of-token.ts';
import { clauseWords, lexedTokens, Name } from './tokens.ts';

// Chevrotain's own check tries each pattern on its own and cannot judge those that look back at other tokens.
const lexer = new Lexer(lexedTokens, { positionTracking: 'onlyOffset', skipValidations: true });

const opensStage = (previous: IToken | undefined): boolean =>
  previous === undefined || previous.tokenType.name === 'Pipe';

const retype = (token: IToken, type: TokenType): void => {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
};

/** A command word counts as one only where a stage begins; clause words everywhere but there. */
const giveMeaning = (tokens: readonly IToken[]): void => {
  tokens.forEach((token, index) => {
    if (token.tokenType !== Name) return;
    const lower = token.image.toLowerCase();
    const type = opensStage(tokens[index - 1]) ? commandTokens.get(lower) : clauseWords.get(lower);
    if (type !== undefined) retype(token, type);
  });
};

const foreignInstead: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '<>': '!=' };

const complaintOf = (token: IToken): Diagnostic | undefined => {
  const span = spanOfToken(token);
  switch (token.tokenType.name) {
    case 'UnterminatedString':
      return diagnostic('unterminated-string', span, { quote: token.image[0] ?? '"' });
    case 'UnterminatedRegex':
      return diagnostic('unterminated-regex', span, {});
    case 'UnterminatedName':
      return diagnostic('unterminated-name', span, {});
    case 'ForeignOperator':
      return diagnostic('foreign-operator', span, {
        written: token.image,
        instead: foreignInstead[token.image] ?? '',
      });
    default:
      return undefined;
  }
};

const complaintOfError = (text: string, error: ILexingError): Diagnostic => {
  const character = String.fromCodePoint(text.codePointAt(error.offset) ?? 0xfffd);
  return diagnostic(
    'unknown-character',
    { start: error.offset, end: error.offset + error.length },
    { character },
  );
};

export type Lexed = { readonly tokens: readonly IToken[]; readonly diagnostics: readonly Diagnostic[] };

export const lex = (text: string): Lexed => {
  const { tokens, errors } = lexer.tokenize(text);
  giveMeaning(tokens);
  const complaints = tokens.map(complaintOf).filter((complaint) => complaint !== undefined);
  return { tokens, diagnostics: [...errors.map((error) => complaintOfError(text, error)), ...complaints] };
};
