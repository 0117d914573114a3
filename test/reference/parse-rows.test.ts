// Values out of texts and structures: the modes of `parse`, `json`, `unnest`, `expand`.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask } from './asking.ts';
import { printJson } from './json.ts';
import { readCsv, readLogfmt, readXml } from './parse-formats.ts';

describe('logfmt', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a=1 b=two', '{"a":"1","b":"two"}'],
    ['a=  b="x y" c', '{"a":"","b":"x y","c":"true"}'],
    ['a="say \\"hi\\"\\n\\d" b="open', '{"a":"say \\"hi\\"\\n\\\\d","b":"open"}'],
    ['==" a=x=y b=1 a=2', '{"a":"2","b":"1"}'],
    ['a="x"b=1\tc=2\n', '{"a":"x","b":"1","c":"2"}'],
  ];
  for (const [text, map] of cases) {
    test(text, () => {
      const found = readLogfmt(text);
      assert.equal(found && printJson(found), map);
    });
  }

  test('needs one pair', () => assert.equal(readLogfmt('only words'), undefined));

  test('becomes a map under its name', () => {
    assert.deepEqual(
      ask('parse @message logfmt as m | display m.status, m.msg', ['status=200 msg="a b"', 'none']),
      ['m.status | m.msg', '(missing) | (missing)', '200 | a b'],
    );
  });
});

describe('CSV', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['a, b ,c\n', ['a', 'b', 'c']],
    ['a,,', ['a', '', '']],
    ['', ['']],
    ['"a,b" , "say ""x""","two\nlines"', ['a,b', 'say "x"', 'two\nlines']],
    ['a"b,"open, to the end', ['a"b', 'open, to the end']],
    ['"a"kept,b', ['akept', 'b']],
  ];
  for (const [text, fields] of cases)
    test(JSON.stringify(text), () => assert.deepEqual(readCsv(text), fields));

  test('gives values by position', () => {
    assert.deepEqual(ask('parse @message csv as a, b', ['1,2,3', '1']), [
      '@timestamp | @message | a | b',
      '2024-01-01 10:00:02.000 | 1 | 1 | (missing)',
      '2024-01-01 10:00:01.000 | 1,2,3 | 1 | 2',
    ]);
  });
});

describe('XML', () => {
  const document = '<a id="7"><b>one</b><b>two <i>x</i></b></a>';
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['/a/b', 'one'],
    ['/a/b[2]', 'two x'],
    ['/a/@id', '7'],
    ['/a/b/text()', 'one'],
    ['count(//b)', '2'],
    ['string(/a/b[1])', 'one'],
    ['/a/c', undefined],
  ];
  for (const [path, found] of cases) test(path, () => assert.equal(readXml(document, path), found));

  test('has to be well-formed', () => {
    for (const text of ['<a>', 'text', '<a b=1/>', '']) assert.equal(readXml(text, '/a'), undefined);
  });

  test('is read by a path', () => {
    assert.deepEqual(ask(`parse @message xml '/a/@id' as id | display id`, [document]), ['id', '7']);
  });
});

describe('regular expressions', () => {
  test('with plain groups are read by position', () => {
    assert.deepEqual(ask('parse /(\\d+)-(\\d+)/ as a, b | display a, b', ['x 1-2 3-4']), ['a | b', '1 | 2']);
  });

  test('with multi make a row for each match, which keep their order', () => {
    const query = 'parse /(?<n>\\d)/ multi | display n';
    assert.deepEqual(ask(query, ['1 2', 'none', '3 4']), ['n', '3', '4', '(missing)', '1', '2']);
    assert.deepEqual(ask(`${query} | sort @timestamp`, ['1 2', 'none', '3 4']), [
      'n',
      '1',
      '2',
      '(missing)',
      '3',
      '4',
    ]);
    assert.deepEqual(ask(`${query} | sort @timestamp`, ['10:05 1 2', '10:05 3 4']), [
      'n',
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  test('an empty match goes on by a character', () => {
    assert.deepEqual(ask('parse /(?<x>a*)/ multi | display x', ['b😀a']), ['x', '', '', 'a', '']);
  });
});

describe('json', () => {
  const read = (path: string, message: string, field = ''): string | undefined =>
    ask(`json ${field} "${path}" as x | display x`, [message])[1];

  test('reads the message', () => {
    assert.equal(read('a.b[0].c', '{"a":{"b":[{"c":1.0}]}}'), '1.0');
    assert.equal(read('a.b.0.c', '{"a":{"b":[{"c":1.0}]}}'), '1.0');
    assert.equal(read('a', '{"a":{"b":[]}}'), '{"b":[]}');
    assert.equal(read('a', 'no JSON'), '(missing)');
  });

  test('takes the whole path for a key where its parts lead nowhere', () => {
    assert.equal(read('a.b', '{"a.b":"whole","a":{"b":"nested"}}'), 'nested');
    assert.equal(read('a.b', '{"a.b":"whole","a":{"c":1}}'), 'whole');
    assert.equal(read('x.a.b', '{"x":{"a.b":"whole"}}'), 'whole');
  });

  test('reads texts, maps and objects that were discovered', () => {
    assert.equal(read('b', '{"a":"{\\"b\\":2}"}', 'field=a'), '2');
    assert.equal(read('b[0].c', '{"a":{"b":[{"c":3}]}}', 'field=a'), '3');
    assert.deepEqual(
      ask('fields jsonParse(@message) as j | json field=j "a" as x | display x', ['{"a":4}']),
      ['x', '4'],
    );
  });
});

describe('unnest', () => {
  const rows = (value: string): string[] =>
    ask('fields jsonParse(@message).v as v | unnest v into n | display n', [`{"v":${value}}`]).slice(1);

  test('makes a row for each element', () => {
    assert.deepEqual(rows('["a",{"b":1},null]'), ['a', '{"b":1}', '(missing)']);
  });

  test('takes anything else for a list of one', () => {
    assert.deepEqual(rows('{"b":1}'), ['{"b":1}']);
    assert.deepEqual(rows('"text"'), ['text']);
  });

  test('of nothing makes no row', () => {
    assert.deepEqual(rows('[]'), []);
    assert.deepEqual(rows('null'), []);
  });

  test('shows its field and copies the others', () => {
    assert.deepEqual(ask('fields jsonParse(@message) as j | unnest j.l into e', ['{"l":[1,2]}']), [
      'j | e',
      '{"l":[1,2]} | 1',
      '{"l":[1,2]} | 2',
    ]);
  });
});

describe('expand', () => {
  test('makes a row for each element under the same name', () => {
    const query = 'parse @message "items: *" as items | expand items | display items, items.a';
    assert.deepEqual(ask(query, ['items: ["apple",{"a":1}]']), [
      'items | items.a',
      'apple | (missing)',
      '{"a":1} | 1',
    ]);
    assert.deepEqual(ask(query, ['items: []', 'items: {"a":1}', 'none']), [
      'items | items.a',
      '(missing) | (missing)',
      '{"a":1} | (missing)',
    ]);
  });

  test('leaves what split made', () => {
    assert.deepEqual(ask('fields split(@message, ",") as l | expand l', ['a,b']), ['l', '["a","b"]']);
  });
});
