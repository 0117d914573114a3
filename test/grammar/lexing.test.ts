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

suite('a word of one command', () => {
  test('is a name in every other', () => {
    roundTrips('fields any, csv, for, into, logfmt, maxspan, multi, offset, output, where, with, xml');
    roundTrips('stats max(offset) as offset by offset | sort offset');
  });

  test('is one only where it can be', () => {
    assert.equal(
      accepts('stats max(offset) by bin(5m) offset 1m'),
      'stats max(`offset`) by bin(5m) offset 1m',
    );
    assert.equal(accepts('parse csv "*" as xml, multi'), 'parse `csv` "*" as `xml`, `multi`');
    assert.equal(accepts('parse logfmt as logfmt'), 'parse logfmt as `logfmt`');
    assert.equal(accepts('parse xml xml "/a" as as'), 'parse `xml` xml "/a" as `as`');
    assert.equal(accepts('parse multi /(?<a>b)/ multi'), 'parse `multi` /(?<a>b)/ multi');
  });

  test('in backticks is a name there, too', () => {
    roundTrips('lookup `output` `output` as `output` OUTPUT `output` as `outputnew`');
    roundTrips('unnest `into` into `into`');
    roundTrips('relevantfields `where` where `where` = 1');
    roundTrips('sessionize `maxspan` maxspan 5m as `maxspan`');
    roundTrips('fillmissing with 0 for `for`, 1 for `with`');
  });
});

suite('a query in brackets', () => {
  test('begins behind "in" with the word of a command, and with nothing else', () => {
    assert.equal(accepts('filter a in (display a)'), 'filter a in (\n  display a\n)');
    assert.deepEqual(codes('filter a in (b, c)'), ['list-in-parentheses']);
    assert.deepEqual(codes('filter a in ("display")'), ['list-in-parentheses']);
  });

  test('begins in no other brackets', () => {
    accepts('filter (fields = 1) and f(stats, limit) in [1]');
  });

  test('has its own pipes, and its own regular expressions', () => {
    roundTrips('filter a in (parse /(?<b>[^|/]+)/ multi | filter b / 2 > 1 | display b) | limit 5');
    roundTrips('appendcols (parse f(a / 2, b) /x(?<c>y)/) | fields a / 2 / 3');
    roundTrips('join left=a right=b where a.x = b.x (SOURCE "b") | filter a.x / 2 = 1 / 3');
  });

  test('keeps the line breaks of its texts', () => {
    roundTrips('filter a in (filter b like /x\ny/ or `c\nd` = "\u2028e" | display b)');
  });

  test('that is a search says so', () => {
    assert.equal(accepts('"a" or "b" | limit 5'), '"a" or "b"\n| limit 5');
    assert.equal(accepts('SOURCE "g" | not "a"'), 'SOURCE "g"\n| not "a"');
    assert.equal(accepts('limit 5 | search "a"'), 'limit 5\n| search "a"');
    assert.equal(accepts('appendcols (search "a" | limit 5)'), 'appendcols (\n  search "a"\n  | limit 5\n)');
  });

  test('with a mistake in it is told of its place', () => {
    assert.deepEqual(codes('filter a in (selct b)'), ['list-in-parentheses']);
    assert.deepEqual(codes('appendcols (stat count(*))'), ['unknown-command']);
    assert.deepEqual(codes('filter a in (SOURCE "b" | feilds a)'), ['unknown-command']);
  });
});

suite('a part of what a call gives', () => {
  test('stands directly behind its bracket, and is an operand', () => {
    roundTrips('fields jsonParse(a).b[0].`c d` / 2 / 3, jsonParse(a)[1] like /x/');
    roundTrips('parse jsonParse(a).b /(?<c>x)/');
    assert.deepEqual(codes('fields jsonParse(a) .b'), ['unknown-character']);
  });
});

suite('numbers', () => {
  test('too great or too small for digits are printed in digits', () => {
    roundTrips(`limit ${'9'.repeat(400)}`);
    roundTrips('tail 123456789012345678901234567890');
    roundTrips('outlier param=0.00000000012 min');
    roundTrips('fields a[99999999999999999999999]');
    roundTrips('SOURCE "a" START=-99999999999999999999999d END=0s');
  });
});

suite('canonical text', () => {
  test('a time before now stands in its largest whole unit', () => {
    assert.equal(accepts('SOURCE "g" START=-3600s end=0ms'), 'SOURCE "g" start=-1h end=0s');
    assert.equal(accepts('SOURCE "g" start=-7d end=-90m'), 'SOURCE "g" start=-7d end=-90m');
    assert.equal(accepts('SOURCE "g" start=-1500ms'), 'SOURCE "g" start=-1500ms');
  });

  test('options of outlier stand in the order of the documentation', () => {
    assert.equal(
      accepts('outlier mark=true uselower=true param=3 action=remove a'),
      'outlier action=remove param=3 uselower=true mark=true a',
    );
    assert.equal(accepts('outlier param=3 a'), 'outlier param=3 a');
    // A number before a field that is named like a unit would be a period.
    assert.equal(accepts('outlier param=3 min'), 'outlier param=3 uselower=false min');
    roundTrips('outlier param=3 mark=true h');
    roundTrips('appendcols (outlier param=3 uselower=false ms)');
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
