// Sums are the doubles nearest to the true sums, whatever the order and the division.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addAllToSums,
  addToSum,
  countOf,
  createSums,
  mergeSums,
  sumOf,
} from '../../../src/engine/aggregates/index.ts';
import { printNumber } from '../../../src/values/index.ts';
import { isNearest, numbers, partitioned, unitsOf } from './exact-arithmetic.ts';

const sumOfAll = (values: readonly number[], group = 0): number => {
  const sums = createSums();
  for (const value of values) addToSum(sums, group, value);
  return sumOf(sums, group);
};

test('tenths add up', () => {
  assert.equal(sumOfAll(new Array(10).fill(0.1)), 1);
  assert.equal(printNumber(sumOfAll([0.1, 0.2, 0.3])), '0.6');
  assert.equal(sumOfAll([1e100, 1, -1e100]), 1);
  assert.equal(sumOfAll([1e16, 1, 1e-16]), 10_000_000_000_000_002);
  assert.equal(sumOfAll([2 ** 53, 1, 2 ** -60]), 2 ** 53 + 2);
});

test('no number, no sum; NaN is none', () => {
  assert.ok(Number.isNaN(sumOfAll([])));
  assert.ok(Number.isNaN(sumOfAll([Number.NaN])));
  assert.equal(sumOfAll([Number.NaN, 2, Number.POSITIVE_INFINITY]), 2);
});

test('a sum may pass the range of doubles on its way, not at its end', () => {
  const largest = Number.MAX_VALUE;
  assert.equal(sumOfAll([largest, largest, -largest, 1]), largest);
  assert.equal(sumOfAll([largest, largest, -largest, -largest, 0.5]), 0.5);
  assert.ok(Number.isNaN(sumOfAll([largest, largest])));
});

test('the sum is the double nearest to the true sum', () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 300 }), (values) => {
      const exact = values.map(unitsOf).reduce((a, b) => a + b, 0n);
      return isNearest(sumOfAll(values), exact);
    }),
  );
});

test('order makes no difference', () => {
  fc.assert(
    fc.property(fc.array(numbers), (values) => {
      const ascending = values.toSorted((a, b) => a - b);
      assert.equal(sumOfAll(ascending), sumOfAll(values));
      assert.equal(sumOfAll(ascending.toReversed()), sumOfAll(values));
    }),
  );
});

test('division into parts makes no difference', () => {
  fc.assert(
    fc.property(partitioned, (pairs) => {
      const whole = createSums();
      for (let part = 0; part < 4; part += 1) {
        const sums = createSums();
        for (const [value, its] of pairs) if (its === part) addToSum(sums, 1, value);
        mergeSums(whole, structuredClone(sums), [5, 40]);
      }
      assert.equal(sumOf(whole, 40), sumOfAll(pairs.map(([value]) => value)));
      assert.equal(countOf(whole, 40), pairs.length);
      assert.equal(countOf(whole, 5), 0);
    }),
  );
});

test('nothing is lost in parts: what cancels leaves what is left', () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 5 }), numbers, (values, left) => {
      const whole = createSums();
      for (const part of [values, [left], values.toReversed().map((value) => -value)]) {
        const sums = createSums();
        for (const value of part) addToSum(sums, 0, value);
        mergeSums(whole, sums, [0]);
      }
      assert.equal(sumOf(whole, 0), left + 0);
    }),
  );
});

test('groups do not touch each other', () => {
  const sums = createSums();
  for (let i = 0; i < 1000; i += 1) addToSum(sums, i % 100, i);
  assert.equal(sumOf(sums, 99), 99 + 199 + 299 + 399 + 499 + 599 + 699 + 799 + 899 + 999);
  assert.equal(countOf(sums, 7), 10);
});

test('numbers added all at once are the numbers added one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), fc.double()), { maxLength: 50 }), (pairs) => {
      const [oneByOne, together] = [createSums(), createSums()];
      for (const [group, value] of pairs) addToSum(oneByOne, group, value);
      const groups = Uint32Array.from(pairs, ([group]) => group);
      addAllToSums(
        together,
        groups,
        Float64Array.from(pairs, ([, value]) => value),
        4,
      );
      assert.deepEqual(together, oneByOne);
    }),
  );
});
