// The TextMate grammar knows every word, and colours what the lexer takes as the lexer takes it.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { IToken } from 'chevrotain';
import { allCommands, functionSpellings, parseQuery } from '../../grammar/index.ts';
import { lex } from '../../grammar/lexer.ts';
import { printTextmate, textmateGrammar } from '../../grammar/textmate.ts';
import { clauseWords, keywordTokens } from '../../grammar/tokens.ts';
import { colourText, scopeAt } from './colour-text.ts';
import { corpusRows } from './corpus-rows.ts';
import { queryLines } from './query-lines.ts';

const grammar = textmateGrammar();

const commands = new Set(allCommands.map(({ kind }) => kind.charAt(0).toUpperCase() + kind.slice(1)));
const keywords = new Set(keywordTokens.map(({ name }) => name));
const symbols: Readonly<Record<string, RegExp>> = {
  String: /^(string\.quoted|constant\.character)/,
  Regex: /^string\.regexp/,
  Number: /^constant\.numeric\.insights/,
  Period: /^constant\.numeric\.period/,
  Name: /^(variable|entity\.name\.function|support\.function)/,
  Access: /^variable\.other\.member/,
  Pipe: /^keyword\.operator\.pipe/,
  OpenQuery: /^punctuation\.section\.query/,
  Comma: /^punctuation\.separator/,
  Colon: /^punctuation\.separator/,
  True: /^constant\.language/,
  False: /^constant\.language/,
  And: /^keyword\.operator\.word/,
  Or: /^keyword\.operator\.word/,
  Not: /^keyword\.operator\.word/,
  In: /^keyword\.operator\.word/,
  Like: /^keyword\.operator\.word/,
};
const clause = /^keyword\.other\.clause/;

/** Behind `as` every word is a name, also a second `as`. */
const isAlias = (tokens: readonly IToken[], index: number): boolean =>
  tokens[index - 1]?.tokenType.name === 'As' && !isAlias(tokens, index - 1);

/** What a token should be coloured as. */
const wanted = (tokens: readonly IToken[], index: number): RegExp => {
  const name = tokens[index]?.tokenType.name ?? '';
  if (isAlias(tokens, index)) return /^variable/;
  if (commands.has(name)) return /^keyword\.control\.command/;
  if (keywords.has(name) || ['By', 'As', 'Asc', 'Desc', 'Group'].includes(name)) return clause;
  if (/Parenthesis|Bracket|Brace/.test(name)) return /^punctuation\.section/;
  return symbols[name] ?? /^keyword\.operator/;
};

/** Tokens that are coloured as something else than they are. */
const surprises = (text: string): readonly string[] => {
  const coloured = colourText(grammar, text);
  const { tokens } = lex(text);
  const wrong = tokens.flatMap((token, index) => {
    const scope = scopeAt(coloured, token.startOffset);
    const last = scopeAt(coloured, token.startOffset + token.image.length - 1);
    const pattern = wanted(tokens, index);
    return pattern.test(scope) && pattern.test(last)
      ? []
      : [`${text}\n  ${token.image} is ${token.tokenType.name}, coloured ${scope} to ${last}`];
  });
  const comments = [...text.matchAll(/#/g)].flatMap(({ index }) => {
    const isInToken = tokens.some(
      ({ startOffset, image }) => startOffset <= index && index < startOffset + image.length,
    );
    const isComment = scopeAt(coloured, index).startsWith('comment');
    return isComment === !isInToken ? [] : [`${text}\n  a # at ${index} is coloured wrongly`];
  });
  return [...wrong, ...comments];
};

suite('the TextMate grammar', () => {
  test('has every word of the language', () => {
    const text = printTextmate();
    const words = [
      ...allCommands.flatMap((record) => record.words),
      ...functionSpellings,
      ...clauseWords.keys(),
      ...allCommands.flatMap(({ keywords: own = {} }) => Object.keys(own)),
    ];
    assert.deepEqual(
      words.filter((word) => !new RegExp(`[(:|]${word}[)|]`).test(text)),
      [],
    );
  });

  test('colours the queries of accepted.txt as the lexer takes them', () => {
    assert.deepEqual(
      queryLines('accepted.txt').flatMap(({ text }) => surprises(text)),
      [],
    );
  });

  const rows = corpusRows().filter(({ query }) => parseQuery(query).query !== undefined);
  test('colours the queries of the corpus so, too', { skip: rows.length === 0 }, () => {
    assert.deepEqual(
      rows.flatMap(({ query }) => surprises(query)),
      [],
    );
  });
});
