// Variance and standard deviation of the population, exact to the last bit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addToMoments,
  createMoments,
  mergeMoments,
  stddevOf,
  varianceOf,
} from '../../../src/engine/aggregates/index.ts';
import { isNearest, numbers, partitioned, unitsOf } from './exact-arithmetic.ts';

const momentsOf = (values: readonly number[]) => {
  const moments = createMoments();
  for (const value of values) addToMoments(moments, 0, value);
  return moments;
};

test('of the population: divided by n', () => {
  const moments = momentsOf([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.equal(varianceOf(moments, 0), 4);
  assert.equal(stddevOf(moments, 0), 2);
});

test('one number has no spread, no number has none to tell', () => {
  assert.equal(varianceOf(momentsOf([3.7]), 0), 0);
  assert.ok(Number.isNaN(varianceOf(momentsOf([]), 0)));
  assert.ok(Number.isNaN(stddevOf(momentsOf([Number.NaN]), 0)));
});

test('large numbers close together do not cancel', () => {
  assert.equal(varianceOf(momentsOf([1e15 + 1, 1e15 + 2, 1e15 + 3]), 0), 2 / 3);
  assert.equal(varianceOf(momentsOf(new Array(10).fill(0.1)), 0), 0);
  assert.equal(varianceOf(momentsOf([1e-300, 3e-300]), 0), 0);
  assert.equal(varianceOf(momentsOf([2 ** 500, 2 ** 501]), 0), 2 ** 998);
  assert.ok(Number.isNaN(varianceOf(momentsOf([0, Number.MAX_VALUE]), 0)));
});

test('the variance is the double nearest to the true one', () => {
  const moderate = numbers.filter((n) => Math.abs(n) < 1e100 && (n === 0 || Math.abs(n) > 1e-100));
  fc.assert(
    fc.property(fc.array(moderate, { minLength: 1, maxLength: 100 }), (values) => {
      const n = BigInt(values.length);
      const units = values.map(unitsOf);
      const sum = units.reduce((a, b) => a + b, 0n);
      const squares = units.reduce((a, b) => a + b * b, 0n);
      // The square of a unit is 2^-2148; a variance is told in units of 2^-1074.
      return isNearest(varianceOf(momentsOf(values), 0), n * squares - sum * sum, (n * n) << 1074n);
    }),
  );
});

test('division into parts makes no difference', () => {
  fc.assert(
    fc.property(partitioned, (pairs) => {
      const whole = createMoments();
      for (let part = 0; part < 4; part += 1) {
        const moments = createMoments();
        for (const [value, its] of pairs) if (its === part) addToMoments(moments, 0, value);
        mergeMoments(whole, structuredClone(moments), [3]);
      }
      assert.equal(varianceOf(whole, 3), varianceOf(momentsOf(pairs.map(([value]) => value)), 0));
    }),
  );
});
