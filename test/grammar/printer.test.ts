// Printing and parsing undo each other, and no text makes the parser throw, hang or point outside.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseQuery, wordingOf } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { query } from './arbitrary-queries.ts';
import { mutated, tokenSoup } from './arbitrary-texts.ts';
import { assertLaws, assertRoundTrip, secondsOf } from './text-laws.ts';

/** More of them: INSITU_RUNS=20000. */
const RUNS = Number(process.env.INSITU_RUNS ?? 250);

/** A property that gives something back would be taken by it. */
const holds = (text: string): void => void assertLaws(text);

suite('printer and parser', () => {
  test('a tree that is printed and parsed is the same tree', () => {
    fc.assert(fc.property(query, assertRoundTrip), { numRuns: RUNS });
  });

  test('any text: no throw, no hang, places within it, what is taken comes back', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), holds), { numRuns: RUNS / 2 });
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), holds), { numRuns: RUNS / 2 });
  });

  test('any soup of tokens', () => {
    fc.assert(fc.property(tokenSoup, holds), { numRuns: 2 * RUNS });
  });

  test('any valid query with a few characters changed', () => {
    fc.assert(fc.property(mutated, holds), { numRuns: RUNS });
  });

  test('texts that are made to be slow', () => {
    const hostile = [
      '('.repeat(5000),
      `filter ${'not '.repeat(2400)}x`,
      `filter ${'-'.repeat(9000)}1`,
      `filter x${' and x'.repeat(1600)}`,
      `filter 2${'+2'.repeat(4900)}`,
      `filter a${' like a'.repeat(1400)}`,
      `filter ${'/a/ like '.repeat(1100)}b`,
      `fields a${'|fields a'.repeat(1100)}`,
      `filter x in [${'1,'.repeat(4900)}1]`,
      `filter ${'a(b['.repeat(2400)}`,
      `fields ${'a as b, '.repeat(1200)}c`,
      `filter x like /${'('.repeat(4900)}/`,
      `filter x like /${'[^/]'.repeat(2400)}`,
      `filter x = "${'\\"'.repeat(4900)}`,
      '/'.repeat(9999),
      '"'.repeat(9999),
      '`'.repeat(9999),
      '|'.repeat(9999),
      '\\'.repeat(9999),
      `parse ${'/a'.repeat(4900)}`,
      `filter 2${'^2'.repeat(4900)}`,
      `fields a${'.1'.repeat(4900)}`,
      `fields a${'[1]'.repeat(3000)}`,
      ' '.repeat(9999),
      'x'.repeat(1_000_000),
    ];
    for (const text of hostile) {
      assertLaws(text);
      // The shorter of two times: the first may have compiled, or collected what others left.
      const times = [secondsOf(() => planQuery(text)), secondsOf(() => planQuery(text))];
      assert.ok(Math.min(...times) < 1, `${text.slice(0, 20)}… took ${times.join(' and ')} seconds`);
    }
  });
});

suite('mistakes', () => {
  const codes = (text: string): readonly string[] => planQuery(text).diagnostics.map(({ code }) => code);
  const helps = (text: string) => planQuery(text).diagnostics.map((found) => wordingOf(found).help);

  test('three mistakes in three commands are three diagnostics, in the order of the text', () => {
    const text = 'feilds @message | filter level = | sort by, x | limit 5';
    assert.deepEqual(codes(text), ['unknown-command', 'unexpected-token', 'unexpected-token']);
    assert.deepEqual(codes('limit x | filter a like /b/i | fields a as'), [
      'unexpected-token',
      'regex-flags',
      'unexpected-token',
    ]);
  });

  test('mistakes of the lexer and of the parser are told together', () => {
    assert.deepEqual(codes('filter a && b | limt 5 | sort "x'), [
      'foreign-operator',
      'unknown-command',
      'unterminated-string',
    ]);
  });

  test('three mistakes in three commands that parse are told together too', () => {
    assert.deepEqual(codes('fields strlne(a) | filter max(b) > 1 | limit 0'), [
      'unknown-function',
      'aggregate-outside-stats',
      'limit-out-of-range',
    ]);
  });

  test('the nearest of several near words is offered', () => {
    assert.deepEqual(helps('dispaly a'), ['did you mean "display"?']);
    assert.deepEqual(helps('stat count(*)'), ['did you mean "stats"?']);
    assert.deepEqual(helps('fitler a'), ['did you mean "filter"?']);
    // As near to "filter" as to nothing else, though "filterindex" begins like it.
    assert.deepEqual(helps('filtre a'), ['did you mean "filter"?']);
    // "strlen" and "strcontains" begin alike; "ltrim", "rtrim" and "trim" end alike.
    assert.deepEqual(helps('fields strln(a)'), ['did you mean "strlen"?']);
    assert.deepEqual(helps('fields ltirm(a)'), ['did you mean "ltrim"?']);
    assert.deepEqual(helps('stats maxx(a)'), ['did you mean "max"?']);
    assert.deepEqual(helps('stats count(*) as hits, max(a) as hats | sort hits | display hitz'), [
      'did you mean "hits"?',
    ]);
    assert.deepEqual(helps('stats count(*) as hats, max(a) as hits | sort hits | display hitz'), [
      'did you mean "hits"?',
    ]);
  });

  test('where nothing is near, nothing is offered', () => {
    assert.deepEqual(helps('frobnicate a'), [undefined]);
    assert.deepEqual(helps('fields frobnicate(a)'), [undefined]);
  });

  test('a place at the end of the text is a place', () => {
    for (const text of [
      'filter a =',
      'fields a,',
      'stats',
      'limit',
      'sort by',
      'parse @message',
      'filter (a',
    ])
      for (const { code, span } of parseQuery(text).diagnostics)
        assert.deepEqual([code, span], ['unexpected-token', { start: text.length, end: text.length }]);
  });
});
