// Answers depend on which events there were: not on their order, the cuts between batches, or the merges.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  addFieldValue,
  countRow,
  createPatterns,
  createRelevance,
  findAnomalies,
  mergePatterns,
  mergeRelevance,
  minePatterns,
  type PatternState,
  type RelevanceState,
  relevantFields,
} from '../../../src/engine/patterns/index.ts';
import { type Logged, stateOf } from './mining.ts';

const DAY_MS = 86_400_000;
const range = { startMs: 0, endMs: DAY_MS };

const words = fc.constantFrom(
  'alice',
  'bob',
  'ERROR',
  'user',
  'took',
  '"a":',
  'x=',
  '"b":"c",',
  '{',
  '\n',
  '<Time-1>',
);
const typed = fc.oneof(
  fc.integer({ min: -5, max: 700 }).map(String),
  fc.constantFrom(
    '-0',
    '0',
    '0.0',
    '200',
    '503',
    '10.0.0.1',
    '2024-01-05T12:00:00Z',
    'a1b2c3d4e5',
    '12 ms',
    '1e300',
  ),
);
const messages = fc.oneof(
  fc.array(fc.oneof(words, typed), { maxLength: 8 }).map((parts) => parts.join(' ')),
  fc.record({ user: fc.constantFrom('alice', 'bob', 'eve'), ms: fc.nat(999) }).map((o) => JSON.stringify(o)),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const events: fc.Arbitrary<Logged> = fc.record({
  message: messages,
  ms: fc.oneof(fc.integer({ min: 0, max: DAY_MS }), fc.constant(Number.NaN)),
  side: fc.constantFrom('current', 'baseline'),
});

/** Events, and the same events shuffled and dealt to parts that are merged in some order. */
const dealt = <T>(items: fc.Arbitrary<T>, maxLength: number) =>
  fc
    .array(fc.tuple(items, fc.nat(3)), { maxLength })
    .chain((list) =>
      fc.tuple(
        fc.constant(list.map(([item]) => item)),
        fc.shuffledSubarray(list, { minLength: list.length }),
      ),
    );

const partsOf = <T>(shuffled: readonly (readonly [T, number])[]): readonly (readonly T[])[] =>
  [0, 1, 2, 3].map((part) => shuffled.filter(([, at]) => at === part).map(([item]) => item));

const answers = (state: PatternState) => {
  const patterns = minePatterns(state);
  return { patterns, anomalies: findAnomalies(patterns, range) };
};

const mergedPatterns = (parts: readonly (readonly Logged[])[], room?: number): PatternState => {
  const whole = createPatterns(room);
  for (const part of parts) mergePatterns(whole, structuredClone(stateOf(part, room)));
  return whole;
};

suite('patterns and anomalies', () => {
  for (const [name, room] of [
    ['with room for all', undefined],
    ['with little room', 1500],
  ] as const)
    test(`are the same in any order, cut and merge, ${name}`, () => {
      fc.assert(
        fc.property(dealt(events, 60), ([list, shuffled]) => {
          const whole = answers(stateOf(list, room));
          assert.deepEqual(answers(mergedPatterns(partsOf(shuffled), room)), whole);
          assert.equal(
            whole.patterns.reduce((sum, { count, baselineCount }) => sum + count + baselineCount, 0),
            list.length,
          );
        }),
        { numRuns: 300 },
      );
    });

  test('are the same where times fill more slots than are kept', () => {
    const spread = fc.constantFrom(1000, 7000, 90_000, 1e9);
    fc.assert(
      fc.property(spread, fc.integer({ min: 1, max: 2000 }), (everyMs, cut) => {
        const list = Array.from(
          { length: 2000 },
          (_, i): Logged => ({
            message: `GET /x ${i % 3 === 0 ? 500 : 200}`,
            ms: (i * 7919 * everyMs) % (2000 * everyMs),
            side: 'current',
          }),
        );
        const whole = minePatterns(stateOf(list));
        const merged = mergedPatterns([list.slice(cut).reverse(), list.slice(0, cut)]);
        assert.deepEqual(minePatterns(merged), whole);
        assert.ok(whole[0]!.slots.counts.size <= 512);
      }),
      { numRuns: 20 },
    );
  });

  test('no text of a pattern stands twice, and none holds a mark', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), (list) => {
        const texts = minePatterns(stateOf(list)).map(({ pattern }) => pattern);
        assert.equal(new Set(texts).size, texts.length);
        for (const text of texts) assert.doesNotMatch(text, /[\ufdd0-\ufdef]/);
      }),
    );
  });

  test('a merge leaves what is merged as it was', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 20 }), fc.array(events, { maxLength: 20 }), (a, b) => {
        const from = stateOf(a);
        const copy = structuredClone(from);
        const into = createPatterns();
        mergePatterns(into, from);
        mergePatterns(into, stateOf(b));
        assert.deepEqual(from, copy);
      }),
    );
  });
});

type Row = { readonly isInside: boolean; readonly fields: Readonly<Record<string, string>> };

const rows: fc.Arbitrary<Row> = fc.record({
  isInside: fc.boolean(),
  fields: fc.dictionary(
    fc.constantFrom('status', 'ms', 'name', '__proto__'),
    fc.oneof(fc.constantFrom('a', 'b', '1.0', '1', '-0', '0', ''), fc.nat(50).map(String)),
  ),
});

const relevanceOf = (list: readonly Row[], valuesMost: number): RelevanceState => {
  const state = createRelevance(valuesMost);
  for (const { isInside, fields } of list) {
    countRow(state, isInside);
    for (const [field, value] of Object.entries(fields)) addFieldValue(state, field, value, isInside);
  }
  return state;
};

test('relevant fields are the same in any order, cut and merge', () => {
  fc.assert(
    fc.property(dealt(rows, 80), fc.constantFrom(5, 20, 1000), ([list, shuffled], most) => {
      const whole = createRelevance(most);
      for (const part of partsOf(shuffled)) mergeRelevance(whole, structuredClone(relevanceOf(part, most)));
      const expected = relevantFields(relevanceOf(list, most));
      assert.deepEqual(relevantFields(whole), expected);
      for (const { score } of expected) assert.ok(score >= 0 && score <= 1);
    }),
    { numRuns: 500 },
  );
});
