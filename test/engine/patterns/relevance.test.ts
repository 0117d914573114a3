// Which fields tell the events that meet a condition from the others.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  addFieldValue,
  countRow,
  createRelevance,
  type RelevantField,
  relevantFields,
} from '../../../src/engine/patterns/index.ts';
import { repeat } from './mining.ts';

type Fields = Readonly<Record<string, string | number>>;

const fieldsOf = (
  inside: readonly Fields[],
  outside: readonly Fields[],
  valuesMost?: number,
): readonly RelevantField[] => {
  const state = createRelevance(valuesMost);
  for (const [list, isInside] of [
    [inside, true],
    [outside, false],
  ] as const)
    for (const fields of list) {
      countRow(state, isInside);
      for (const [field, value] of Object.entries(fields))
        addFieldValue(state, field, String(value), isInside);
    }
  return relevantFields(state);
};

const only = (inside: readonly Fields[], outside: readonly Fields[], valuesMost?: number): RelevantField =>
  fieldsOf(inside, outside, valuesMost)[0]!;

suite('relevant fields', () => {
  test('a field whose values never meet scores 1, and its values say so', () => {
    const field = only(
      repeat(10, () => ({ level: 'ERROR' })),
      repeat(30, () => ({ level: 'INFO' })),
    );
    assert.equal(field.score, 1);
    assert.equal(field.contributors, 'ERROR (100% vs 0%)');
  });

  test('a field that is the same on both sides scores 0', () => {
    const values = repeat(100, (i) => ({ region: i % 2 === 0 ? 'east' : 'west' }));
    assert.equal(only(values, values).score, 0);
  });

  test('the divergence, less what chance gives', () => {
    const side = (a: number, b: number): Fields[] => [
      ...repeat(a, () => ({ host: 'a' })),
      ...repeat(b, () => ({ host: 'b' })),
    ];
    const field = only(side(80, 20), side(10, 90));
    assert.equal(field.contributors, 'a (80% vs 10%)');
    // 1/2 Σ p log2(p/m) + q log2(q/m) with m = 0.45, 0.55.
    const divergence =
      (0.8 * Math.log2(0.8 / 0.45) +
        0.1 * Math.log2(0.1 / 0.45) +
        0.2 * Math.log2(0.2 / 0.55) +
        0.9 * Math.log2(0.9 / 0.55)) /
      2;
    const chance = (1 / 100 + 1 / 100) / (8 * Math.LN2);
    assert.ok(Math.abs(field.score - (divergence - chance) / (1 - chance)) < 1e-12);
  });

  test('to be missing is a value', () => {
    const field = only(
      repeat(20, () => ({})),
      [...repeat(20, () => ({ user: 'x' })), { user: 'y' }],
    );
    assert.equal(field.contributors, '(missing) (100% vs 0%)');
    assert.ok(field.score > 0.99);
  });

  test('identifiers are not relevant', () => {
    const ids = (from: number): Fields[] => repeat(100, (i) => ({ id: `r${from + i}` }));
    const field = only(ids(0), ids(1000));
    assert.equal(field.score, 0);
    assert.equal(field.contributors, undefined);
  });

  test('at most five contributors, the greatest shift first', () => {
    const inside = [...'aaaaaaaabbbbbbbcccccc'].map((host) => ({ host }));
    const more = [...'dddddeeeeffff'].map((host) => ({ host }));
    const outside = repeat(34, () => ({ host: 'z' }));
    const { contributors } = only([...inside, ...more], outside);
    assert.deepEqual(contributors!.match(/[a-z](?= \()/g), ['a', 'b', 'c', 'd', 'e']);
  });

  test('numbers are compared as numbers, with medians', () => {
    const field = only(
      repeat(50, (i) => ({ ms: 1000 + i })),
      repeat(100, (i) => ({ ms: i + 1 })),
    );
    assert.equal(field.score, 1);
    assert.equal(field.contributors, undefined);
    assert.equal(field.conditionalMedian, 1024);
    assert.equal(field.baselineMedian, 50);
  });

  test('one word makes a field of words', () => {
    const numbers = repeat(20, () => ({ size: 5 }));
    assert.equal(only([...numbers, { size: '-' }], numbers).conditionalMedian, undefined);
  });

  test('more numbers than are kept still have medians, to a thirty-second', () => {
    const field = only(
      repeat(500, (i) => ({ ms: 10_000 + i })),
      repeat(500, (i) => ({ ms: 100 + i })),
      100,
    );
    assert.equal(field.score, 1);
    assert.ok(Math.abs(field.conditionalMedian! / 10_250 - 1) < 1 / 16);
    assert.ok(Math.abs(field.baselineMedian! / 350 - 1) < 1 / 16);
  });

  test('fields come by score, then by name', () => {
    const inside = repeat(20, (i) => ({ z: 'in', b: i % 2 ? 'x' : 'y', a: i % 2 ? 'x' : 'y' }));
    const outside = repeat(20, (i) => ({ z: 'out', b: i % 2 ? 'x' : 'y', a: i % 2 ? 'x' : 'y' }));
    assert.deepEqual(
      fieldsOf(inside, outside).map(({ field }) => field),
      ['z', 'a', 'b'],
    );
  });

  test('without events on both sides nothing is relevant', () => {
    for (const [inside, outside] of [
      [[{ a: 'x', n: 1 }], []],
      [[], [{ a: 'x', n: 1 }]],
    ] as const)
      for (const { score, contributors } of fieldsOf(inside, outside)) {
        assert.equal(score, 0);
        assert.equal(contributors, undefined);
      }
    assert.deepEqual(fieldsOf([], []), []);
  });
});
