// Saved queries called from queries: what stands in the text then, and how long it may become.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { expandSavedQueries, MAX_QUERY_LENGTH, type SavedQuery } from '../../grammar/index.ts';

const none = new Map<string, string>();

const saved = (text: string, ...parameters: SavedQuery['parameters']): readonly SavedQuery[] => [
  { name: 'Q', text, parameters },
];

suite('calls of saved queries', () => {
  test('are replaced by their texts, each with its values', () => {
    const level = saved(' filter level = {{level}} ', { name: 'level', defaultValue: '"INFO"' });
    const { text, diagnostics } = expandSavedQueries('$Q() | $Q(level = "WARN")', level, none);
    assert.deepEqual(diagnostics, []);
    assert.equal(text, 'filter level = "INFO" | filter level = "WARN"');
  });

  test('a comment at the end of one does not take what follows', () => {
    const { text } = expandSavedQueries('$Q() | limit 1', saved('fields a # note'), none);
    assert.equal(text, 'fields a # note\n | limit 1');
  });

  test('may make a query as long as a query may be, and no longer', () => {
    const filler = 'a'.repeat(MAX_QUERY_LENGTH - 'fields  | limit 1'.length);
    const most = expandSavedQueries('$Q() | limit 1', saved(`  fields ${filler}  `), none);
    assert.deepEqual(most.diagnostics, []);
    assert.equal(most.text.length, MAX_QUERY_LENGTH);
    const more = expandSavedQueries('limit 9 | $Q() | $Q()', saved(`fields ${filler}`), none);
    const [fault] = more.diagnostics;
    assert.equal(fault?.code, 'query-too-long');
    assert.deepEqual(fault.span, { start: 17, end: 21 });
    assert.equal(more.text, 'limit 9 | $Q() | $Q()');
  });

  test('that make megabytes are refused without making them', () => {
    const calls = Array.from({ length: 1500 }, () => '$Q()').join('|');
    const startMs = performance.now();
    const long = saved(`fields ${'abcde, '.repeat(1200)}z`);
    const { text, diagnostics } = expandSavedQueries(calls, long, none);
    assert.deepEqual(
      diagnostics.map(({ code, facts }) => ({ code, facts })),
      [{ code: 'query-too-long', facts: { most: MAX_QUERY_LENGTH, length: 1500 * 8408 + 1499 } }],
    );
    assert.equal(text, calls);
    // To look through the saved query for each of its calls took some seconds.
    assert.ok(performance.now() - startMs < 1000);
  });

  test('that repeat a long value are refused too', () => {
    const many = saved(`fields ${'{{a}},'.repeat(1500)}z`);
    const { diagnostics } = expandSavedQueries(`$Q(a = "${'x'.repeat(9000)}")`, many, none);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['query-too-long'],
    );
  });
});
