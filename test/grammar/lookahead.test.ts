// A parser that reads its lookahead from the table and one that chevrotain has analysed: the same trees, the
// same mistakes. (That the table is what the analysis finds, ebnf.test.ts says.)

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { IToken } from 'chevrotain';
import fc from 'fast-check';
import { printQuery } from '../../grammar/index.ts';
import { lex } from '../../grammar/lexer.ts';
import { QueryParser, readCommand } from '../../grammar/parser.ts';
import { query } from './arbitrary-queries.ts';
import { corpusRows } from './corpus-rows.ts';
import { mutate, randomFrom } from './mutate-text.ts';
import { queryLines, rejectedLines } from './query-lines.ts';

const analysed = new QueryParser({ isAnalysed: true });
const fromTable = new QueryParser();

const readWith = (parser: QueryParser, tokens: readonly IToken[]) => {
  parser.input = [...tokens];
  const concrete = parser.command();
  return { concrete, errors: parser.errors.map(({ name, message, token }) => ({ name, message, token })) };
};

/** Undefined where the table says only that no way is open. */
const readFromTable = (tokens: readonly IToken[]) => {
  try {
    return readWith(fromTable, tokens);
  } catch (error) {
    assert.equal((error as Error).constructor.name, 'NotAnalysed');
    return undefined;
  }
};

/** The stages of a text, cut at every pipe: those within brackets are cut too, and are then mistakes. */
const stagesOf = (text: string): readonly (readonly IToken[])[] => {
  const stages: IToken[][] = [[]];
  for (const token of lex(text).tokens)
    if (token.tokenType.name === 'Pipe') stages.push([]);
    else stages.at(-1)?.push(token);
  return stages;
};

/** How many stages were read, and how many of them the table alone could not. */
const compare = (texts: readonly string[]): { readonly read: number; readonly begunAgain: number } => {
  const counts = { read: 0, begunAgain: 0 };
  for (const text of texts)
    for (const tokens of [lex(text).tokens, ...stagesOf(text)]) {
      const wanted = readWith(analysed, tokens);
      const found = readFromTable(tokens);
      counts.read += 1;
      if (found !== undefined) assert.deepEqual(found, wanted, text);
      else {
        counts.begunAgain += 1;
        assert.ok(wanted.errors.length > 0, text);
      }
    }
  return counts;
};

const written = [
  ...queryLines('accepted.txt').map(({ text }) => text),
  ...rejectedLines().map(({ text }) => text),
  ...corpusRows().map((row) => row.query),
];

suite('lookahead from the table', () => {
  test('finds in the written queries what the analysis finds', () => {
    const { read, begunAgain } = compare(written);
    assert.ok(read > 1000 && begunAgain > 20, `${read} read, ${begunAgain} begun again`);
  });

  test('finds in random queries, whole and tampered with, what the analysis finds', () => {
    const random = randomFrom(7);
    const made = fc.sample(query, { seed: 7, numRuns: 300 }).map(printQuery);
    compare(made);
    compare(made.map((text) => mutate(text, random, written[random(written.length)] ?? '')));
  });

  test('begins again where a mistake can only be told by the analysis', () => {
    const { tokens } = lex('filter )');
    assert.equal(readFromTable(tokens), undefined);
    const [wanted] = readWith(analysed, tokens).errors;
    assert.equal(readCommand(tokens).error?.message, wanted?.message);
  });
});
