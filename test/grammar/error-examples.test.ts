// Every diagnostic code has an example that provokes it, it alone, and at the right place.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { diagnosticCodes, wordingOf } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { errorExamples } from './error-examples.ts';

suite('every diagnostic has an example', () => {
  for (const code of diagnosticCodes)
    test(code, () => {
      const { query, at, after = '' } = errorExamples[code];
      const { plan, diagnostics } = planQuery(query);
      assert.equal(plan, undefined);
      const start = query.indexOf(at, query.indexOf(after) + after.length);
      assert.ok(start >= 0, `the example does not hold "${at}"`);
      assert.deepEqual(
        diagnostics.map((found) => [found.code, found.span]),
        [[code, { start, end: start + at.length }]],
      );
    });

  test('every sentence is one, without capital, full stop or gap', () => {
    for (const code of diagnosticCodes)
      for (const found of planQuery(errorExamples[code].query).diagnostics) {
        const { sentence, help } = wordingOf(found);
        for (const text of help === undefined ? [sentence] : [sentence, help]) {
          assert.doesNotMatch(text, /undefined|NaN|\[object|^\s|\s$|\s\s/, code);
          assert.doesNotMatch(text, /[^.]\.$/, code);
        }
        assert.doesNotMatch(sentence, /^[A-Z][a-z]+ /, code);
      }
  });
});
