// Percentiles as the service answers them (evidence 1 to 8), against what was recorded of it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addToPercentiles,
  createPercentiles,
  mergePercentiles,
  type PercentileMode,
  percentileOf,
} from '../../../src/engine/aggregates/index.ts';
import { printNumber } from '../../../src/values/index.ts';
import { numbers } from './exact-arithmetic.ts';

const of = (values: readonly number[], mode: PercentileMode = 'service') => {
  const percentiles = createPercentiles(mode);
  for (const value of values) addToPercentiles(percentiles, 0, value);
  return (percent: number): number => percentileOf(percentiles, 0, percent);
};

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

test('below 100 different numbers: the nearest rank, the lower middle one of an even number', () => {
  const pct = of([4, 1, 3, 2]);
  assert.deepEqual([0, 25, 26, 50, 75, 99.9, 100].map(pct), [1, 1, 2, 2, 3, 4, 4]);
});

test('it is different numbers that count, not how many', () => {
  const repeated = upTo(99).flatMap((n) => new Array<number>(50).fill(n));
  assert.equal(of(repeated)(50), 50);
  assert.equal(of(repeated)(99), 99);
});

test('from the 100th different number on: the floor in steps of 0.1 %, but exact ends', () => {
  const pct = of(upTo(100));
  assert.equal(printNumber(pct(50)), printNumber(1.001 ** Math.floor(Math.log(50) / Math.log(1.001))));
  assert.ok(pct(50) <= 50 && pct(50) * 1.001 > 50);
  assert.equal(pct(1), 1);
  assert.equal(pct(0), 1);
  assert.equal(pct(100), 100);
});

test('zero answers 0 and negative numbers mirror', () => {
  const pct = of([...upTo(60), 0, 0, ...upTo(60).map((n) => -n)]);
  assert.equal(pct(50), 0);
  assert.equal(pct(0), -60);
  assert.equal(pct(25), -(1.001 ** Math.floor(Math.log(30) / Math.log(1.001))));
});

test('no number answers 0', () => {
  assert.equal(of([])(50), 0);
  assert.equal(of([Number.NaN])(99), 0);
});

test('p × n ÷ 100 is not spoiled by its rounding', () => {
  assert.equal(of(upTo(1000), 'exact')(99.9), 999);
  assert.equal(of(upTo(10_000), 'exact')(99.99), 9999);
  for (const percent of [0.1, 1.1, 7, 14, 28, 55.5, 56, 57, 99.9])
    assert.equal(of(upTo(1000), 'exact')(percent), Math.round(percent * 10));
});

test('each number lies in the bucket of its answer', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: 2 ** -1022, max: 1e300 }), (value) => {
      const answer = of([...upTo(200).map((n) => -n), ...new Array<number>(1000).fill(value)])(99);
      const k = Math.round(Math.log(answer) / Math.log(1.001));
      assert.equal(answer, 1.001 ** k);
      assert.ok(answer <= value && value < 1.001 ** (k + 1));
    }),
  );
});

test('edges of buckets belong to the bucket above', () => {
  for (let k = -2000; k < 20_000; k += 41)
    assert.equal(
      of([...upTo(200).map((n) => -n), ...new Array<number>(1000).fill(1.001 ** k)])(99),
      1.001 ** k,
    );
});

const percents = [0, 1, 25, 50, 90, 99, 99.9, 100];
const part = fc.integer({ min: 0, max: 3 });
/** Some have few different numbers, some enough for buckets in each part. */
const manyNumbers = fc.oneof(
  fc.array(fc.tuple(numbers, part), { maxLength: 260, size: 'max' }),
  fc.array(fc.tuple(numbers, part), { minLength: 600, maxLength: 900, size: 'max' }),
);

for (const mode of ['service', 'exact'] as const)
  test(`merged parts answer as one pass does (${mode})`, () => {
    fc.assert(
      fc.property(manyNumbers, (pairs) => {
        const whole = createPercentiles(mode);
        for (const turn of [2, 0, 3, 1]) {
          const percentiles = createPercentiles(mode);
          for (const [value, its] of pairs) if (its === turn) addToPercentiles(percentiles, 1, value);
          mergePercentiles(whole, structuredClone(percentiles), [0, 7]);
        }
        const once = of(
          pairs.map(([value]) => value),
          mode,
        );
        for (const percent of percents) assert.equal(percentileOf(whole, 7, percent), once(percent));
        assert.equal(percentileOf(whole, 0, 50), 0);
      }),
    );
  });

test('the exact mode is the nearest rank at any size', () => {
  fc.assert(
    fc.property(
      fc.array(numbers, { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 0, max: 100 }),
      (values, percent) => {
        const rank = Math.max(1, Math.ceil((percent * values.length) / 100));
        const expected = values.toSorted((a, b) => a - b)[rank - 1]!;
        assert.equal(of(values, 'exact')(percent), expected + 0);
      },
    ),
  );
});

// What was recorded of the service is kept beside the repository, not in it.
const recorded = (name: string) => new URL(`../../../../shared/reference/${name}`, import.meta.url);
const readLines = (name: string): unknown[] =>
  readFileSync(recorded(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

type RecordedRow = { grid_eps: number | null; grid_k?: Record<string, number> } & Record<string, unknown>;

test('recorded percentiles lie on the grid', { skip: !existsSync(recorded('percentiles.jsonl')) }, () => {
  const rows = (readLines('percentiles.jsonl') as RecordedRow[]).filter(({ grid_eps }) => grid_eps !== null);
  let numbersSeen = 0;
  for (const row of rows)
    for (const [name, k] of Object.entries(row.grid_k ?? {})) {
      assert.equal(printNumber((1 + row.grid_eps!) ** k), row[name === 'p50' ? 'median' : name]);
      numbersSeen += 1;
    }
  assert.ok(numbersSeen > 500, `${numbersSeen} numbers`);
});

test('a recorded number on the finest grid is its own answer', {
  skip: !existsSync(recorded('percentiles.jsonl')),
}, () => {
  const rows = (readLines('percentiles.jsonl') as RecordedRow[]).filter(({ grid_eps }) => grid_eps === 0.001);
  for (const row of rows)
    for (const k of Object.values(row.grid_k ?? {})) {
      // Raw durations have two decimals or three; take the first such number in the bucket.
      const value = Math.ceil(1.001 ** k * 1000) / 1000;
      const pct = of([...upTo(200).map((n) => -n), ...new Array<number>(1000).fill(value)]);
      assert.equal(pct(50), 1.001 ** k);
    }
});

type RecordedCase = { id: string; values: number[]; expected: { field: string; value: string }[][] };

test('recorded small groups', { skip: !existsSync(recorded('evidence.jsonl')) }, () => {
  const cases = (readLines('evidence.jsonl') as RecordedCase[]).filter(({ id }) =>
    id.startsWith('pct-nearest-rank'),
  );
  assert.equal(cases.length, 8);
  for (const { values, expected } of cases)
    for (const { field, value } of expected[0]!) {
      const percent = /^p(\d+)$/.exec(field)?.[1];
      if (percent !== undefined) assert.equal(printNumber(of(values)(Number(percent))), value);
    }
});
