// Maps and lists: reading and printing JSON, members, functions, and how structures count in comparisons.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask } from './asking.ts';
import { printJson, readJson } from './json.ts';

describe('JSON is read and printed', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{"a":1,"b":["x",null]}', '{"a":1,"b":["x",null]}'],
    [' { "a" : 1.50 , "b" : [ 1e3 , -0 ] } ', '{"a":1.50,"b":[1e3,-0]}'],
    ['{"b":1,"2":2,"1":3}', '{"b":1,"2":2,"1":3}'],
    ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
    ['[]', '[]'],
    ['{"a":{},"b":[[]]}', '{"a":{},"b":[[]]}'],
    ['"\\u0041\\"\\n\\/"', '"A\\"\\n/"'],
    ['{"__proto__":true}', '{"__proto__":true}'],
  ];
  for (const [text, printed] of cases) {
    test(text, () => {
      const json = readJson(text);
      assert.ok(json !== undefined);
      assert.equal(printJson(json), printed);
    });
  }

  test('and nothing else is', () => {
    for (const text of ['', '{', '[1,]', "{'a':1}", '[01]', 'x']) assert.equal(readJson(text), undefined);
  });
});

const ORDER = '{"id":"7","items":[{"sku":"a","n":2},{"sku":"b","n":1.50}],"tags":{"1":"one","x.y":"dotted"}}';

describe('members', () => {
  test('are reached by dots and brackets, lists from 0', () => {
    assert.deepEqual(
      ask(
        'fields jsonParse(@message) as o | display o.id, o.items[1].n, o.items.0.sku, o.tags.1, o.items[2]',
        [ORDER],
      ),
      ['o.id | o.items[1].n | o.items.0.sku | o.tags.1 | o.items[2]', '7 | 1.50 | a | one | (missing)'],
    );
  });

  test('with dots in their name are reached in backticks', () => {
    assert.deepEqual(
      ask('fields jsonParse(@message) as o | display o.tags.`x.y` as t, o.tags.x.y as u', [ORDER]),
      ['t | u', 'dotted | (missing)'],
    );
  });

  test('of a call need no alias', () => {
    assert.deepEqual(ask('display jsonParse(@message).items[0].sku', [ORDER]), [
      'jsonParse(@message).items[0].sku',
      'a',
    ]);
  });

  test('of a jsonParse are not there yet in the same command (evidence 47)', () => {
    assert.deepEqual(
      ask('fields jsonParse(@message) as o, o.id as i, strlen(o.id) as n | display i, n', [ORDER]),
      ['i | n', '(missing) | (missing)'],
    );
    assert.deepEqual(ask('fields jsonParse(@message) as o | fields o.id as i | display i', [ORDER]), [
      'i',
      '7',
    ]);
    assert.deepEqual(ask('fields jsonParse(@message).tags as t, t.1 as i | display i', [ORDER]), [
      'i',
      'one',
    ]);
  });

  test('of a text are missing, also where a discovered field has that name', () => {
    const message = '{"a":{"b":"discovered"}}';
    assert.deepEqual(ask('display a.b', [message]), ['a.b', 'discovered']);
    assert.deepEqual(ask('fields "text" as a | display a.b', [message]), ['a.b', '(missing)']);
    assert.deepEqual(ask('fields a | display a.b', [message]), ['a.b', 'discovered']);
  });

  test('belong to the longest name that the query made', () => {
    const query = `fields jsonParse('{"b":{"c":"far"}}') as a, jsonParse('{"c":"near"}') as a.b | display a.b.c`;
    assert.deepEqual(ask(query, ['x']), ['a.b.c', 'near']);
  });

  test('are values: null is missing, true is a boolean, a number its spelling', () => {
    const query = 'fields jsonParse(@message) as o | display o.n, o.t, o.t = 1 as same, o.x + 1 as sum, o.x';
    assert.deepEqual(ask(query, ['{"n":null,"t":true,"x":1.0}']), [
      'o.n | o.t | same | sum | o.x',
      '(missing) | 1 | 1 | 2 | 1.0',
    ]);
  });
});

describe('structures', () => {
  const one = (expression: string, message = '{"m":{"a":1},"l":[1,"2",true,null,[3]]}'): string | undefined =>
    ask(`fields jsonParse(@message) as o | display ${expression} as x`, [message])[1];

  test('print as compact JSON', () => {
    assert.equal(one('o.m'), '{"a":1}');
    assert.equal(one('o'), '{"m":{"a":1},"l":[1,"2",true,null,[3]]}');
    assert.equal(one('split("a,b", ",")'), '["a","b"]');
  });

  const cases: readonly (readonly [string, string])[] = [
    ['o.m = "x"', '0'],
    ['o.m != "x"', '0'],
    ['o.m < 1', '0'],
    ['o.m = o.m', '0'],
    ['o.m = gone', '(missing)'],
    ['o.m in ["x", 1]', '0'],
    ['o.m not in ["x"]', '1'],
    ['1 in [o.m]', '0'],
    ['o.m like "a"', '0'],
    ['o.m like /a/', '0'],
    ['o.m not like "a"', '1'],
    ['o.m like gone', '(missing)'],
    ['not o.m', '0'],
    ['o.m and 1 = 1', '1'],
    ['strlen(o.m)', '(missing)'],
    ['o.m + 1', '(missing)'],
    ['ispresent(o.m)', '1'],
    ['isempty(o.m)', '1'],
    ['isblank(o.l)', '1'],
    ['isnumeric(o.l)', '0'],
    ['coalesce(gone, o.m)', '{"a":1}'],
    ['if(o.m, o.l[0], 0)', '1'],
    ['unmask(o.m)', '{"a":1}'],
    ['jsonParse(o.m)', '(missing)'],
    ['jsonParse("[1,2]")', '[1,2]'],
    ['jsonParse("5")', '(missing)'],
    ['jsonParse("{a}")', '(missing)'],
    ['jsonStringify(o.m)', '{"a":1}'],
    ['strlen(jsonStringify(o.m))', '7'],
    ['jsonStringify("x")', '(missing)'],
    ['jsonArraySize(o.l)', '5'],
    ['jsonArraySize("[1,[2]]")', '2'],
    ['jsonArraySize(o.m)', '(missing)'],
    ['jsonArraySize("x")', '(missing)'],
    ['jsonArrayContains(o.l, 1)', '1'],
    ['jsonArrayContains(o.l, 2)', '1'],
    ['jsonArrayContains(o.l, "true")', '1'],
    ['jsonArrayContains(o.l, 3)', '0'],
    ['jsonArrayContains("[\\"A\\"]", "a")', '0'],
    ['jsonArrayContains("[\\"A\\"]", "A")', '1'],
    ['jsonArrayContains("x", 1)', '0'],
    ['jsonArrayContains(gone, 1)', '(missing)'],
    ['jsonArrayContains(o.l, gone)', '(missing)'],
    ['md5("abc")', '900150983cd24fb0d6963f7d28e17f72'],
  ];
  for (const [expression, printed] of cases) {
    test(`${expression} is ${printed}`, () => assert.equal(one(expression), printed));
  }

  test('are no keys, but count', () => {
    const messages = ['{"k":[1]}', '{"k":[2]}', '{"x":1}'];
    assert.deepEqual(
      ask(
        'fields jsonParse(@message).k as k | stats count(*) as n, count(k) as c, max(k) as m by k',
        messages,
      ),
      ['k | n | c | m', '(missing) | 3 | 2 | (missing)'],
    );
    assert.equal(ask('fields jsonParse(@message).k as k | dedup k', messages).length, 4);
  });
});
