// Every diagnostic code has an example that provokes it, it alone, and at the right place.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type DiagnosticCode, diagnosticCodes, wordingOf } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { planWith } from '../../src/tasks/index.ts';
import { type ErrorExample, errorExamples } from './error-examples.ts';
import { nothingAround } from './nothing-around.ts';

const plannedOf = ({ query, surroundings }: ErrorExample) =>
  planWith(query, { ...nothingAround, ...surroundings });

/** The example's diagnostic is there, and no other. */
const assertProvoked = async (code: DiagnosticCode): Promise<void> => {
  const example = errorExamples[code];
  const { query, at, after = '' } = example;
  const { plan, diagnostics } = await plannedOf(example);
  assert.equal(plan, undefined);
  const start = query.indexOf(at, query.indexOf(after) + after.length);
  assert.ok(start >= 0, `the example does not hold "${at}"`);
  assert.deepEqual(
    diagnostics.map((found) => [found.code, found.span]),
    [[code, { start, end: start + at.length }]],
  );
};

suite('every diagnostic has an example', () => {
  for (const code of diagnosticCodes) test(code, () => assertProvoked(code));

  test('there are no examples of what is no diagnostic', () => {
    assert.deepEqual(Object.keys(errorExamples).toSorted(), [...diagnosticCodes].toSorted());
  });

  test('what needs surroundings is no mistake without them, and what needs none is told without', () => {
    for (const code of diagnosticCodes) {
      const { query, surroundings } = errorExamples[code];
      const alone = planQuery(query).diagnostics.some((found) => found.code === code);
      assert.equal(alone, surroundings === undefined, code);
    }
  });

  test('every sentence is one, without capital, full stop or gap', async () => {
    for (const code of diagnosticCodes)
      for (const found of (await plannedOf(errorExamples[code])).diagnostics) {
        const { sentence, help } = wordingOf(found);
        for (const text of help === undefined ? [sentence] : [sentence, help]) {
          assert.doesNotMatch(text, /undefined|NaN|\[object|^\s|\s$|\s\s/, code);
          assert.doesNotMatch(text, /[^.]\.$/, code);
        }
        assert.doesNotMatch(sentence, /^[A-Z][a-z]+ /, code);
      }
  });
});
