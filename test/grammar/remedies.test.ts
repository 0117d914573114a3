// A remedy with an edit: made, it puts right what was complained of.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits, editsFor, parseQuery } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';

const cases: readonly (readonly [wrong: string, right: string])[] = [
  ['filter a = 1 && b = 2', 'filter a = 1 and b = 2'],
  ['filter a <> 1 || b = 2', 'filter a != 1 or b = 2'],
  ['fields @message | | limit 5', 'fields @message  | limit 5'],
  ['filter @message like /error/i', 'filter @message like /(?i)error/'],
  ['filter @message like /error/ | diff', 'filter @message like /error/ | pattern @message | diff'],
  ['fitler a = 1', 'filter a = 1'],
  ['fields strlenn(a)', 'fields strlen(a)'],
  ['stats count(*) as total by a | stats max(totl)', 'stats count(*) as total by a | stats max(total)'],
  ['outlier acton=remove a', 'outlier action=remove a'],
];

suite('remedies', () => {
  for (const [wrong, right] of cases)
    test(`${wrong} → ${right}`, () => {
      const edits = planQuery(wrong).diagnostics.flatMap(editsFor);
      assert.equal(applyEdits(wrong, edits), right);
      assert.deepEqual(planQuery(right).diagnostics, []);
    });

  test('what the user must decide has no edit', () => {
    for (const text of ['limit 0', 'filter a = ', 'fields a as x, b as x', 'parse @message "*" as a, b'])
      assert.deepEqual(planQuery(text).diagnostics.flatMap(editsFor), [], text);
  });

  test('edits of several mistakes of one text can be made together', () => {
    const wrong = 'fitler a = 1 | fields strlenn(a) | limit 5 | | sort a';
    const { diagnostics } = planQuery(wrong);
    assert.equal(
      applyEdits(wrong, diagnostics.flatMap(editsFor)),
      'filter a = 1 | fields strlen(a) | limit 5  | sort a',
    );
    assert.equal(parseQuery(wrong).query, undefined);
  });
});
