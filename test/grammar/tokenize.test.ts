// Our tokens are those that chevrotain's lexer makes of the same patterns.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Lexer } from 'chevrotain';
import fc from 'fast-check';
import { printQuery } from '../../grammar/index.ts';
import { namePart, namePattern, nameStart } from '../../grammar/name-characters.ts';
import { tokenize } from '../../grammar/tokenize.ts';
import { lexedTokens } from '../../grammar/tokens.ts';
import { query } from './arbitrary-queries.ts';
import { corpusRows } from './corpus-rows.ts';
import { mutate, randomFrom } from './mutate-text.ts';
import { queryLines, rejectedLines } from './query-lines.ts';

// Its own check tries each pattern on its own and cannot judge those that look back at other tokens.
const lexer = new Lexer(lexedTokens, { positionTracking: 'onlyOffset', skipValidations: true });

const assertSame = (text: string): void => {
  const { tokens, errors } = lexer.tokenize(text);
  const unknown = errors.map(({ offset, length }) => ({ offset, length }));
  assert.deepEqual(tokenize(text), { tokens, unknown }, JSON.stringify(text));
};

const written = [
  ...queryLines('accepted.txt').map(({ text }) => text),
  ...rejectedLines().map(({ text }) => text),
  ...corpusRows().map((row) => row.query),
];

suite('tokens', () => {
  test('of written queries', () => {
    for (const text of written) assertSame(text);
  });

  test('of queries that have been tampered with', () => {
    const random = randomFrom(11);
    const made = fc.sample(query, { seed: 11, numRuns: 500 }).map(printQuery);
    for (const text of [...written, ...made])
      assertSame(mutate(text, random, made[random(made.length)] ?? ''));
  });

  test('of any characters', () => {
    const signs = fc.constantFrom(...'|,()[]{}"\'`/\\=~<>!&*%^+-.:;$?@#_ \n\t09azé\u{1f600}\u2028\ud800');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 40 }), (characters) => assertSame(characters.join(''))),
      { numRuns: 3000, seed: 11 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), assertSame), {
      numRuns: 1000,
      seed: 11,
    });
  });

  test('an unknown stretch ends where a token begins, or a blank', () => {
    const { tokens, unknown } = tokenize('a ;; b ;');
    assert.deepEqual(
      tokens.map(({ image }) => image),
      ['a', 'b'],
    );
    assert.deepEqual(unknown, [
      { offset: 2, length: 2 },
      { offset: 7, length: 1 },
    ]);
  });
});

suite('characters of names', () => {
  test('are in ASCII the same by both patterns', () => {
    const makers = [
      (start: string) => new RegExp(`^${start}$`, 'u'),
      (_: string, part: string) => new RegExp(`^${part}$`, 'u'),
    ];
    for (const make of makers)
      for (let code = 0; code < 0x80; code++) {
        const character = String.fromCodePoint(code);
        const wanted = make(nameStart, namePart).test(character);
        assert.equal(namePattern(make)(character).test(character), wanted, JSON.stringify(character));
      }
  });

  test('beyond ASCII make the other pattern', () => {
    const patternOf = namePattern((start, part) => new RegExp(`^${start}${part}*$`, 'u'));
    assert.ok(patternOf('größe').test('größe'));
    assert.ok(patternOf('名前').test('名前'));
    assert.ok(!patternOf('a b').test('a b'));
  });
});
