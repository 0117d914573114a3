// What is no filter pattern: where it is wrong, and how the service says it.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { faultOf } from './tables.ts';

type FaultRow = readonly [pattern: string, offset: number, message: string, metricMessage?: string];

const term = (text: string): string => `Invalid character(s) in term '${text}'`;
const shape = ['Invalid filter pattern', 'Invalid metric filter pattern'] as const;

const check = (rows: readonly FaultRow[]): void => {
  for (const [pattern, offset, message, metricMessage = message] of rows) {
    const { cause, ...fault } = faultOf(pattern);
    assert.deepEqual(fault, { offset, message, metricMessage }, pattern);
    assert.notEqual(cause, '', pattern);
  }
};

suite('recorded from the service', () => {
  // The messages; the offsets are ours.
  test('characters that no word may hold', () => {
    check([
      ['ERR*', 3, term('*')],
      ['"ERROR', 0, term('"ERROR')],
      ['%^(ERROR|WARN)%', 2, term('%^(')],
      ['%hello!%', 6, term('%hello!')],
      ['%café%', 4, term('%café')],
      ['{ $.v = %(a|b)% }', 9, term('%(')],
      ['{ !($.v = 1) }', 2, term('!(')],
      ['{ "v": [1] }', 5, term(':')],
      ['{ $..value = "hit" }', 4, term('$..')],
      ['{ $.arr[-1] = "hit" }', 8, term('[-')],
      ['{ $.arr[0:2] = "hit" }', 9, term('[0:')],
    ]);
  });

  test('words in the wrong place', () => {
    check([
      ['{ $.v == 1 }', 7, ...shape],
      ['{ $.v EXISTS }', 6, ...shape],
      ['{ $.v > 0 AND $.v < 2 }', 10, ...shape],
      ['{ $.v = null }', 8, ...shape],
      ['{ $.v IS NOT NULL }', 9, shape[0], term('NOT')],
      ['{ $.v > "Alpha" }', 8, shape[0], term('"Alpha"')],
    ]);
  });

  test('too many of something', () => {
    check([
      [
        '{ $.items[*].* = 1 }',
        13,
        'Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.',
      ],
      [
        '{ $.a[*] = 1 || $.b[*] = 1 || $.* = 1 || $.c[*] = 1 }',
        41,
        'Your input has exceeded the maximum of 3 JSON wildcard selectors allowed per filter pattern.',
      ],
      [
        '{ $.v = %a% || $.v = %b% || $.v = %c% }',
        34,
        'Your input has exceeded the maximum of 2 regular expressions per filter pattern.',
      ],
      ['[..., status, ...]', 14, "Duplicate field '...'"],
      ['[word, word]', 7, "Duplicate field 'word'"],
    ]);
  });

  test('what is no regular expression', () => {
    check([['%[abc%', 1, 'Failed to compile regular expression.']]);
  });
});

test('seen by users of the service', () => {
  check([
    ['?Status: timeout', 7, term(':')],
    ['{ $.a = "x", $.b = "y" }', 11, term(',')],
    ['@message like x', 0, term('@')],
    ['{ $."sc-status" = 5* }', 4, term('$."')],
    ['[...fields, status=FAILED]', 1, term('...fields')],
    ['[a, status = 4* && bytes > 1000]', 19, ...shape],
    ['{ $.v >= someString }', 9, shape[0], term('"someString"')],
  ]);
});

suite('by the same rules', () => {
  test('terms', () => {
    check([
      ['foo.bar', 3, term('.')],
      ['café', 3, term('é')],
      ['ERROR -', 7, term('-')],
      ['? x', 1, term('?')],
      ['--x', 1, term('--')],
      ['%a% %b% %c%', 8, 'Your input has exceeded the maximum of 2 regular expressions per filter pattern.'],
    ]);
  });

  test('regular expressions', () => {
    const broken = 'Failed to compile regular expression.';
    check([
      ['%abc', 0, term('%abc')],
      ['%%', 0, broken],
      ['%a**%', 1, broken],
      ['%+a%', 1, broken],
      ['%[]%', 1, broken],
      ['%[z-a]%', 1, broken],
      [String.raw`%ab\1%`, 3, broken],
      [String.raw`%\bword%`, 1, broken],
      [String.raw`%\x4%`, 1, broken],
      [String.raw`%a\(b%`, 3, term(String.raw`%a\(`)],
    ]);
  });

  test('JSON patterns', () => {
    check([
      ['{}', 1, ...shape],
      ['{ $.a', 5, ...shape],
      ['{ $.a = }', 8, ...shape],
      ['{ $.a = 1', 9, ...shape],
      ['{ $.a = 1 } x', 12, ...shape],
      ['{ ($.a = 1 }', 11, ...shape],
      ['{ $.a = 1 && }', 13, ...shape],
      ['{ a = 1 }', 2, ...shape],
      ['{ $.a NOT NULL }', 10, ...shape],
      ['{ $.a IS MAYBE }', 9, shape[0], term('MAYBE')],
      ['{ $.a IS "NULL" }', 9, ...shape],
      ['{ $.a > 4* }', 8, shape[0], term('"4*"')],
      ['{ $.a > %4% }', 8, shape[0], term('%4%')],
      ['{ $.a & $.b }', 6, term('& ')],
      ['{ $a = 1 }', 2, term('$a')],
      ['{ $.@timestamp = 1 }', 4, term('$.@')],
      ["{ $.['a = 1 }", 13, term("['a = 1 }")],
      ['{ $.a = "x }', 8, term('"x }')],
    ]);
  });

  test('space-delimited patterns', () => {
    check([
      ['[a', 2, ...shape],
      ['[a, b] c', 7, ...shape],
      ['[a b]', 3, ...shape],
      ['[a = ]', 5, ...shape],
      ['[a = 1 ||]', 9, ...shape],
      ['["a"]', 1, ...shape],
      ['[a*]', 1, ...shape],
      ['[$a]', 1, term('$')],
      ['[a = {b}]', 5, term('{')],
      ['[a = 1 && b]', 10, ...shape],
    ]);
  });

  test('more than 1,024 characters', () => {
    check([['x'.repeat(1025), 1024, ...shape]]);
  });
});
