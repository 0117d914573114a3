// Aggregates of the whole language, commands in other words, and what is left out.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseQuery } from '../../grammar/index.ts';
import { ask } from './asking.ts';
import { isInReference, NotInReference } from './index.ts';

const numbers = (...values: readonly (number | string)[]): string[] =>
  values.map((value) => `{"n":${JSON.stringify(value)}}`);

describe('aggregates', () => {
  const one = (aggregate: string, messages: readonly string[]): string | undefined =>
    ask(`stats ${aggregate} as x`, messages)[1];

  test('values are distinct and in order', () => {
    assert.equal(one('values(n)', numbers(10, 9, 'b', 'a', 9)), 'a, b, 9, 10');
    assert.equal(one('collect_values(gone)', numbers(1)), '(missing)');
  });

  test('topk takes the most frequent, of equals the first in order', () => {
    assert.equal(one('topk(2, n)', numbers('c', 'b', 'b', 'a')), 'b, a');
    assert.equal(one('topk(9, gone)', numbers(1)), '(missing)');
  });

  test('over time they count and add', () => {
    assert.equal(one('countOverTime(*)', numbers(1, 2)), '2');
    assert.equal(one('count_over_time(gone)', numbers(1, 2)), '0');
    assert.equal(one('sumOverTime(n)', numbers(1, 2)), '3');
  });

  test('rate is the change for each period', () => {
    assert.equal(one('rate(n, 1m)', ['10:00 {"n":10}', '10:02 {"n":30}', '10:01 {"n":99}']), '10');
    assert.equal(one('rate(n, 1m)', ['10:00 {"n":5}', '10:02 {"n":5}']), '0');
    assert.equal(one('rate(n, 1m)', ['10:00 {"n":5}', '10:00 {"n":6}']), '(missing)');
    assert.equal(one('rate(n, 1m)', ['10:00 {"n":"x"}']), '(missing)');
  });

  test('histogram counts in ranges of one width', () => {
    assert.equal(one('histogram(n, 4)', numbers(0, 1, 2, 9, 10, 'x')), '{"0":3,"2.5":0,"5":0,"7.5":2}');
    assert.equal(one('histogram(n, 4)', numbers(7, 7)), '{"7":2}');
    assert.equal(one('histogram(gone, 4)', numbers(7)), '(missing)');
    assert.deepEqual(ask('stats histogram(n, 2) as h | display h.0, h.5', numbers(0, 10)), [
      'h.0 | h.5',
      '1 | 1',
    ]);
  });

  test('histogram as a key is the lower bound of a bucket', () => {
    assert.deepEqual(ask('stats count(*) as c by histogram(n, 50)', numbers(0, 49, 50, -1)), [
      'histogram(n, 50) | c',
      '-50 | 1',
      '0 | 2',
      '50 | 1',
    ]);
  });

  test('offset moves the beginning of bins', () => {
    assert.deepEqual(ask('stats count(*) as c by bin(5m) offset 2m', ['10:01 x', '10:02 x', '10:06 x']), [
      'bin(5m) | c',
      '2024-01-01 10:02:00.000 | 2',
      '2024-01-01 09:57:00.000 | 1',
    ]);
  });
});

describe('in other words', () => {
  const messages = ['{"a":1,"t":"one"}', '{"a":2,"t":"two"}'];

  test('a search is for texts in the message', () => {
    assert.deepEqual(ask('"one" or "none" | display a', messages), ['a', '1']);
    assert.deepEqual(ask('search not "one" and a = 2 | display a', messages), ['a', '2']);
  });

  test('filterIndex is filter', () => {
    assert.deepEqual(ask('filterIndex a in [2, 3] | display a', messages), ['a', '2']);
  });

  test('a filter behind a stats acts before it when it asks for other fields', () => {
    assert.deepEqual(
      ask('fields jsonParse(@message) as j | stats count(*) as n by j.t | filter j.a = 2', messages),
      ['j.t | n', 'two | 1'],
    );
    assert.deepEqual(ask('stats histogram(a, 2) as h | filter h.1 = 1 | display h.1', messages), [
      'h.1',
      '1',
    ]);
  });
});

describe('the reference engine leaves out', () => {
  const treeOf = (query: string) => {
    const { query: tree } = parseQuery(query);
    assert.ok(tree);
    return tree;
  };

  test('patterns and scores', () => {
    for (const query of [
      'pattern @message',
      'filter a = 1 | logcompare timeshift 1d',
      'fields a | estimate',
    ]) {
      assert.equal(isInReference(treeOf(query)), false);
      assert.throws(() => ask(query, ['{"a":1}']), NotInReference);
    }
  });

  test('nothing else', () => {
    assert.equal(isInReference(treeOf("filter `pattern` in (SOURCE 'g' | display x)")), true);
    assert.equal(isInReference(treeOf("filter x in (SOURCE 'g' | pattern x)")), false);
  });
});
