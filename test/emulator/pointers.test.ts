// Which rows end in the pointer of their event: those that are events still (evidence 21).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planQuery } from '../../src/plan/index.ts';

const headings = (query: string, withPointer: boolean): readonly string[] | undefined =>
  planQuery(query, { withPointer }).plan?.output.map(({ heading }) => heading);

test('rows that are events end in @ptr, where it is wanted', () => {
  const cases: readonly (readonly [query: string, ...headings: string[]])[] = [
    ['filter a = 1', '@timestamp', '@message', '@ptr'],
    ['fields a, b', 'a', 'b', '@ptr'],
    ['display a', 'a', '@ptr'],
    ['fields @ptr, a', 'a', '@ptr'],
    ['parse @message "* *" as x, y | display x', 'x', '@ptr'],
    ['fields a | sort a | limit 5 | dedup a', 'a', '@ptr'],
    ['stats count(*) by a', 'a', 'count(*)'],
    ['fields a | stats count(*) as n | filter n > 1', 'n'],
    ['pattern @message | display @pattern', '@pattern'],
  ];
  for (const [query, ...expected] of cases) assert.deepEqual(headings(query, true), expected, query);
  assert.deepEqual(headings('fields a', false), ['a']);
});

test('a query within another one has none', () => {
  const { plan } = planQuery('filter a in (SOURCE "b" | fields c)', { withPointer: true });
  assert.deepEqual(
    plan?.inner.map(({ output }) => output.map(({ heading }) => heading)),
    [['c']],
  );
});
