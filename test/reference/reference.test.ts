// The parts of the reference engine that are more than a few plain lines, checked on their own.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ceiling, decimal, divide, sumOf, toDouble } from './exact.ts';
import { compareNatural } from './natural-order.ts';
import { printNumber } from './print-number.ts';
import { compileRegex } from './regex.ts';
import { ceilInstant, floorInstant, unitNamed } from './time.ts';

describe('exact sums', () => {
  test('a double is a fraction and back', () => {
    for (const number of [0.1, -1 / 3, 5e-324, 1.7976931348623157e308, 2 ** 60 + 4096, 123.456, -0.5, 0]) {
      assert.equal(toDouble(sumOf([number])), number);
    }
  });

  test('are rounded once', () => {
    assert.equal(toDouble(sumOf([1e16, 1, -1e16])), 1);
    assert.equal(toDouble(sumOf([0.1, 0.2])), 0.1 + 0.2);
    assert.equal(toDouble(sumOf(Array.from({ length: 10 }, () => 0.1))), 1);
    assert.equal(toDouble(divide(sumOf([1, 1, 0]), 3)), 2 / 3);
    assert.equal(toDouble(sumOf([2 ** 53, 1])), 2 ** 53);
    assert.equal(toDouble(sumOf([2 ** 53, 1, 2 ** -40])), 2 ** 53 + 2);
    assert.equal(toDouble(sumOf([1e308, 1e308])), Number.POSITIVE_INFINITY);
  });

  test('a decimal is the number as it is spelled', () => {
    assert.deepEqual(decimal(99.9), { above: 999n, below: 10n });
    assert.deepEqual(decimal(1e21), { above: 10n ** 21n, below: 1n });
    assert.equal(toDouble(decimal(1.5e-7)), 1.5e-7);
    assert.equal(ceiling(divide(decimal(99.9), 1)), 100);
    assert.equal(ceiling(decimal(7)), 7);
  });
});

describe('numbers print', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [1.00004, '1'],
    [0.99999, '1'],
    [0.000048321, '0.00004832'],
    [3.334375e-9, '0.000000003334'],
    [-1.6671875e-9, '-0.000000001667'],
    [1e-20, '0.00000000000000000001'],
    [1e21, '1000000000000000000000'],
    [14.135355, '14.1354'],
    [256000000, '256000000'],
    [100, '100'],
  ];
  for (const [number, printed] of cases) {
    test(`${number} as ${printed}`, () => assert.equal(printNumber(number), printed));
  }
});

describe('regular expressions of RE2', () => {
  const finds = (pattern: string, text: string): boolean => compileRegex(pattern).regex.test(text);
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['(?i)abc', 'xABCx', true],
    ['a(?i)b', 'AB', false],
    ['a(?i)b|c', 'C', true],
    ['(a(?i)b)c', 'aBC', false],
    ['^(?i)Exception$', 'EXCEPTION', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?s:a.)b.c', 'a\nb\nc', false],
    ['a.b', 'a\rb', true],
    ['a$', 'a\n', false],
    ['(?m)^b$', 'a\nb', true],
    ['\\s', '\v', false],
    ['\\s', '\u00a0', false],
    ['[\\S]', '\u00a0', true],
    ['[^\\s]', ' ', false],
    ['{foo}', '{foo}', true],
    ['a{2}', 'aa', true],
    ['a]', 'a]', true],
    ['\\"\\-\\/', '"-/', true],
    ['[\\w.-]+@', 'a.b-c@', true],
    ['[]a]', ']', true],
    ['\\Qa.b\\E', 'axb', false],
    ['[[:upper:]]', 'a', false],
    ['\\x{1F600}', '😀', true],
    ['^.$', '😀', true],
  ];
  for (const [pattern, text, found] of cases) {
    test(`/${pattern}/ ${found ? 'finds' : 'does not find'} ${JSON.stringify(text)}`, () =>
      assert.equal(finds(pattern, text), found));
  }

  test('groups keep names that JavaScript forbids', () => {
    assert.deepEqual(compileRegex('(?<@a>.)(?P<b_1>.)(x)(?:y)').groupNames, ['@a', 'b_1']);
  });
});

test('natural order compares runs of digits by length, then the rest by code point', () => {
  const sorted = [
    '',
    '!',
    '0#',
    '5A',
    '5A1',
    '111A',
    'A',
    'a',
    'a1',
    'a1b',
    'a9',
    'a09',
    'a10',
    'ab',
    '￿',
    '😀',
  ];
  assert.deepEqual(sorted.toReversed().toSorted(compareNatural), sorted);
});

describe('periods', () => {
  const at = (text: string): number => Date.parse(text);
  const floor = (text: string, count: number, unit: string): string => {
    const known = unitNamed(unit);
    assert.ok(known);
    return new Date(floorInstant(at(text), { count, unit: known })).toISOString();
  };

  test('restart within their parent', () => {
    assert.equal(floor('2024-04-06T12:55:00Z', 25, 'min'), '2024-04-06T12:50:00.000Z');
    assert.equal(floor('2024-03-31T12:00:00Z', 7, 'days'), '2024-03-29T00:00:00.000Z');
    assert.equal(floor('2024-12-31T12:00:00Z', 5, 'mo'), '2024-11-01T00:00:00.000Z');
    assert.equal(floor('2024-04-07T23:59:59Z', 1, 'w'), '2024-04-01T00:00:00.000Z');
    assert.equal(floor('1969-12-31T23:59:59Z', 1, 'hrs'), '1969-12-31T23:00:00.000Z');
  });

  test('end where the next begins', () => {
    const ceil = (text: string, count: number) =>
      new Date(ceilInstant(at(text), { count, unit: 'd' })).toISOString();
    assert.equal(ceil('2024-02-28T00:00:01Z', 7), '2024-02-29T00:00:00.000Z');
    assert.equal(ceil('2024-02-29T00:00:01Z', 7), '2024-03-01T00:00:00.000Z');
    assert.equal(ceil('2024-02-29T00:00:00Z', 7), '2024-02-29T00:00:00.000Z');
  });
});
