// Where a text could be cut into tokens in two ways: each case once, by the shortest query that shows it.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseQuery, printQuery } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { bareTree } from './bare-tree.ts';

const accepts = (text: string): string => {
  const { query, diagnostics } = parseQuery(text);
  assert.deepEqual(
    diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
    [],
    text,
  );
  return query === undefined ? '' : printQuery(query);
};

const codes = (text: string): readonly string[] => planQuery(text).diagnostics.map(({ code }) => code);

const roundTrips = (text: string): void => {
  const printed = accepts(text);
  accepts(printed);
  assert.equal(bareTree(parseQuery(printed).query), bareTree(parseQuery(text).query));
};

suite('a slash', () => {
  test('divides behind fields that have the name of a command', () => {
    assert.equal(accepts('fields filter / 2, where / 3'), 'fields filter / 2, where / 3');
    assert.equal(accepts('fields parse/1000/60'), 'fields parse / 1000 / 60');
  });

  test('divides in the call that a parse reads', () => {
    accepts('parse concat((a) / 2, (b) / 3) "*" as c');
    accepts('parse concat(x, (a) / 2) /(?<b>y)/');
  });

  test('begins a regular expression behind a long call that a parse reads', () => {
    accepts(`parse concat(${'a, '.repeat(40)}a) /(?<b>y)/`);
  });

  test('begins a regular expression behind every command word, though none may stand there', () => {
    for (const text of ['fields /x/', 'display /x/', 'sort /x/', 'sort by /x/', 'stats /x/', 'dedup /x/'])
      assert.ok(!codes(text).includes('unterminated-regex'), text);
    assert.deepEqual(codes('fields /x/'), ['regex-misplaced']);
  });

  test('divides behind a regular expression', () => {
    roundTrips('filter (/a/) / 2 = b / 3');
  });

  test('behind a backslash leaves a regular expression open, and that is what is told', () => {
    assert.deepEqual(codes('filter a like /x\\/'), ['unterminated-regex']);
    assert.deepEqual(codes('filter a like /c:\\dir\\/'), ['unterminated-regex']);
  });
});

suite('a name', () => {
  test('ends at every kind of blank', () => {
    for (const blank of ['\u00a0', '\u2003', '\u2028', '\u3000', '\u202f']) {
      assert.equal(accepts(`fields${blank}a${blank}| limit${blank}5`), 'fields a\n| limit 5');
      assert.equal(accepts(`fields a as${blank}b`), 'fields a as b');
    }
  });

  test('ends at a typographic quote', () => {
    assert.deepEqual(codes('filter a = x”'), ['unterminated-string']);
    assert.deepEqual(codes('filter a = b’s'), ['unterminated-string']);
  });

  test('is no operator with an index', () => {
    assert.equal(accepts('filter a in[1]'), 'filter a in [1]');
    assert.equal(accepts('filter a not in[404] and b IN[5]'), 'filter a not in [404] and b in [5]');
    assert.equal(accepts('fields a[1]'), 'fields a[1]');
  });

  test('of a call may need backticks', () => {
    roundTrips('fields `as`(x), `NOT`(x), `a b`(x)');
  });
});

suite('what is not built yet is told, and nothing else', () => {
  const only = (text: string): void => assert.deepEqual([...new Set(codes(text))], ['not-built-yet'], text);

  test('a part of what a call gives', () => {
    only('fields jsonParse(a)[0] as b');
    only('fields jsonParse(a).b as c');
  });

  test('a subquery with pipes', () => {
    only('filter a in (SOURCE "g" | filter b = 1 | fields a) | limit 5');
  });

  test('a parse of many matches', () => {
    only('parse @message /(?<a>x)/ multi');
  });
});

suite('long queries', () => {
  const answers = (text: string): void => {
    assert.ok(text.length <= 10_000);
    assert.doesNotThrow(() => planQuery(text), `${text.slice(0, 20)}…`);
  };

  test('long chains of operators do not exhaust the stack', () => {
    answers(`filter 2${'^2'.repeat(4900)}`);
    answers(`filter 2${'+2'.repeat(4900)}`);
    answers(`filter a${' or a'.repeat(1900)}`);
    answers(`filter a${'=a'.repeat(4900)}`);
    answers(`filter a${'^-a'.repeat(3000)}`);
  });

  test('a hundred alternatives are a query like others', () => {
    const alternatives = Array.from({ length: 100 }, (_, index) => `id = "${index}"`).join(' or ');
    assert.deepEqual(codes(`filter ${alternatives}`), []);
  });
});

suite('a mistake is told by its own name', () => {
  test('a field beside aggregates that is no key', () => {
    assert.deepEqual(codes('stats count(*), level by host'), ['aggregate-needed']);
  });
});
