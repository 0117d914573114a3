// values, topk, histogram and rate, and the other names of count and sum.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stateKind } from '../../../src/engine/aggregate-functions.ts';
import { parseStructure, printNumber, timestamp, type Value } from '../../../src/values/index.ts';
import { answerOf, type Event, eventsOf } from './answers.ts';

const of = (name: Parameters<typeof answerOf>[0], parameter: number, values: readonly Value[]) =>
  answerOf(name, parameter, [eventsOf(values)]);

const list = parseStructure('[1]');

test('values: the different ones in natural order, as texts', () => {
  for (const [values, answer] of [
    [['b', 'a', 'b', 'a10', 'a9'], 'a, a9, a10, b'],
    [['200', 404, '200', 200, 'x', undefined], 'x, 200, 404'],
    [[true, '1', 'true'], 'true, 1'],
    [[timestamp(1000), '1000'], '1000'],
    [['', 'a'], ', a'],
    [[list, 'a'], 'a'],
    [[list, undefined], undefined],
    [[], undefined],
  ] as const)
    assert.equal(of('values', 0, values), answer);
});

test('topk: the most frequent first, equally frequent ones in natural order', () => {
  const values = ['c', 'b', 'a', 'c', 'b', 'd', 10, '9', 10, undefined, list, list, list];
  for (const [k, answer] of [
    [1, 'b'],
    [3, 'b, c, 10'],
    [4, 'b, c, 10, a'],
    [10_000, 'b, c, 10, a, d, 9'],
  ] as const)
    assert.equal(of('topk', k, values), answer);
  assert.equal(of('topk', 3, []), undefined);
});

test('histogram: equal ranges from the least to the most, the last with its end', () => {
  for (const [ranges, values, answer] of [
    [2, [0, 4, 5, 9, 10], '{"0":2,"5":3}'],
    [5, ['0', 10], '{"0":1,"2":0,"4":0,"6":0,"8":1}'],
    [4, [-1, 1], '{"-1":1,"-0.5":0,"0":0,"0.5":1}'],
    [3, [7, 7, '7'], '{"7":3}'],
    [1, [1, 2, 3], '{"1":3}'],
    // A tenth is no double; each bound belongs to the range that begins with it.
    [
      10,
      [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      '{"0":1,"0.1":1,"0.2":1,"0.3":1,"0.4":1,"0.5":1,"0.6":1,"0.7":1,"0.8":1,"0.9":2}',
    ],
    [2, ['x', undefined, list], undefined],
    [2, [], undefined],
  ] as const)
    assert.equal(of('histogram', ranges, values), answer);
});

test('histogram: no width overflows', () => {
  const answer = of('histogram', 2, [-Number.MAX_VALUE, 1, Number.MAX_VALUE]);
  assert.equal(answer, `{"${printNumber(-Number.MAX_VALUE)}":1,"0":2}`);
});

test('histogram: no number is lost, and each lies in its range', () => {
  const numbers = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 20 }), (values, ranges) => {
      const counts = Object.values(JSON.parse(of('histogram', ranges, values)!) as Record<string, number>);
      assert.equal(
        counts.reduce((a, b) => a + b),
        values.length,
      );
      const least = Math.min(...values);
      assert.ok(counts.length <= ranges && values.includes(least));
    }),
  );
});

const MINUTE = 60_000;
const at = (ms: number, value: Value, sequence = ms): Event => ({ ms, sequence, value });

test('rate: from the earliest number to the latest, for the period', () => {
  for (const [events, answer] of [
    // 10 in two minutes are 5 a minute; what lies between does not count.
    [[at(0, 5), at(MINUTE, 99), at(2 * MINUTE, 15)], '5'],
    [[at(2 * MINUTE, 5), at(0, 15)], '-5'],
    [[at(0, '5'), at(MINUTE / 2, '6')], '2'],
    [[at(0, 'x'), at(1, 1), at(1 + MINUTE, 3), at(9 * MINUTE, undefined), at(10 * MINUTE, list)], '2'],
    // A constant has the rate 0 (evidence 53).
    [[at(0, 7), at(MINUTE, 7)], '0'],
    [[at(0, 7)], '0'],
    [[at(0, 7, 1), at(0, 7, 2)], '0'],
    [[at(0, 7, 1), at(0, 8, 2)], undefined],
    // Of equal times the arrival decides.
    [[at(0, 7, 2), at(0, 1, 1), at(MINUTE, 5, 4), at(MINUTE, 3, 3)], '4'],
    [[at(Number.NaN, 7), at(0, 1), at(MINUTE, 2)], '1'],
    [[at(0, 'x')], undefined],
    [[], undefined],
  ] as const)
    assert.equal(answerOf('rate', MINUTE, [events]), answer);
  assert.equal(answerOf('rate', 1000, [[at(0, 0), at(MINUTE, 60)]]), '1');
});

test('countOverTime and sumOverTime are count and sum, of the same states', () => {
  const values = ['1', 'x', undefined, 2.5, list];
  assert.equal(of('countOverTime', 0, values), '4');
  assert.equal(of('sumOverTime', 0, values), '3.5');
  assert.equal(stateKind('countOverTime'), stateKind('count'));
  assert.equal(stateKind('sumOverTime'), stateKind('avg'));
});

test('a structure counts for count alone', () => {
  for (const [name, answer] of [
    ['count', '2'],
    ['countDistinct', '1'],
    ['sum', '3'],
    ['max', '3'],
    ['latest', '3'],
    ['earliest', '3'],
    ['sortsFirst', '3'],
  ] as const)
    assert.equal(of(name, 0, [list, '3']), answer, name);
});

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>('a', 'b', 'c', '1', '01', 1, 2, -3.5, true, timestamp(1), undefined, list),
  fc.double({ noNaN: true, min: -1000, max: 1000 }),
);
const events = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), value, fc.nat(2)))
  .map((all) => all.map(([ms, one, part], sequence) => ({ ms, sequence, value: one, part })));

for (const [name, parameter] of [
  ['values', 0],
  ['topk', 3],
  ['histogram', 4],
  ['rate', MINUTE],
  ['latest', 0],
] as const)
  test(`neither order nor division into parts makes a difference to ${name}`, () => {
    fc.assert(
      fc.property(events, (all) => {
        const parts = [1, 0, 2].map((turn) => all.filter(({ part }) => part === turn).toReversed());
        assert.equal(answerOf(name, parameter, parts), answerOf(name, parameter, [all]));
      }),
    );
  });
