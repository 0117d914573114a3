// Maps and lists: read from JSON, printed as JSON, entered, compared.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  equal,
  isStructure,
  memberOf,
  naturalOrder,
  numberOf,
  order,
  parseStructure,
  printJson,
  printValue,
  type Structure,
  scalarOf,
  textOf,
  timestamp,
  truthOf,
  unequal,
  type Value,
} from '../../src/values/index.ts';

const read = (text: string): Structure => {
  const structure = parseStructure(text);
  assert.ok(structure !== undefined, text);
  return structure;
};

/** Text of JSON to what it prints as. */
const readings = [
  ['{}', '{}'],
  ['[]', '[]'],
  [' \t\r\n{ "a" : 1 , "b":[ true, null ] } ', '{"a":1,"b":[true,null]}'],
  ['[[],{},[{}]]', '[[],{},[{}]]'],
  // Numbers keep their spelling.
  ['[1.50,1e3,-0,12345678901234567890,0.1E-2]', '[1.50,1e3,-0,12345678901234567890,0.1E-2]'],
  // Of equal keys the last one counts.
  ['{"a":1,"b":2,"a":3}', '{"a":3,"b":2}'],
  ['{"__proto__":1,"constructor":2}', '{"__proto__":1,"constructor":2}'],
  ['["\\u00e9\\n\\"\\\\\\/\\ud83d\\ude00"]', '["é\\n\\"\\\\/😀"]'],
  ['["\\ud83d"]', '["\\ud83d"]'],
  ['{"a\\"b":0}', '{"a\\"b":0}'],
] as const;

test('JSON text to a structure and back', () => {
  for (const [text, printed] of readings) assert.equal(printJson(read(text)), printed);
});

const noStructures = [
  ...['', ' ', 'null', 'true', '1', '"a"', 'text', '{', '[', '}', ']', '{]', '[}'],
  ...['[1,]', '[,1]', '[1 2]', '{"a"}', '{"a":}', '{"a":1,}', '{a:1}', "{'a':1}", '{"a" 1}', '{1:2}'],
  ...['[01]', '[1.]', '[.5]', '[+1]', '[1e]', '[--1]', '[0x1]', '[NaN]', '[Infinity]', '[tru]', '[nulll]'],
  ...[
    '["a]',
    '["\\x"]',
    '["\\u12g4"]',
    '["a\nb"]',
    '["\t"]',
    '[]x',
    '[] []',
    '{"a":1}}',
    '[1]\u00a0',
    '\ufeff[]',
  ],
];

test('what is no JSON object or array is no structure', () => {
  for (const text of noStructures) assert.equal(parseStructure(text), undefined, text);
});

test('a structure is read wherever JSON.parse reads one, and prints what JSON.stringify would', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
      const value: unknown = JSON.parse(json);
      const text = JSON.stringify(value, null, indent);
      const structure = parseStructure(text);
      if (typeof value !== 'object' || value === null) assert.equal(structure, undefined);
      else assert.deepEqual(JSON.parse(printJson(structure!)), value);
    }),
  );
});

test('damaged JSON is refused where JSON.parse refuses it', () => {
  const damaged = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom('', '"', ',', ']', '}', '{', '\\', '0', '-', ':'),
    )
    .map(([json, at, put]) => {
      const place = at % (json.length + 1);
      return `[${json.slice(0, place)}${put}${json.slice(place + 1)}]`;
    });
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(fc.property(damaged, (text) => (parseStructure(text) !== undefined) === isJson(text)));
});

test('printing and reading again gives the same structure', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const structure = read(`[${json}]`);
      assert.deepEqual(read(printJson(structure)), structure);
      assert.deepEqual(structuredClone(structure), structure);
    }),
  );
});

test('no depth overflows the stack', () => {
  for (const [start, end] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const deep = `${start.repeat(100_000)}[]${end.repeat(100_000)}`;
    assert.ok(printJson(read(deep)) === deep);
    assert.equal(parseStructure(start.repeat(100_000)), undefined);
  }
});

const structure = read('{"a":{"b":[10,"x",true,null,{"c":1.50}]},"0":"zero","a.b":"dots","e":{}}');

/** A path to what stands there, as JSON would print it. */
const members: readonly (readonly [readonly (string | number)[], Value])[] = [
  [['a', 'b', 0], '10'],
  [['a', 'b', '1'], 'x'],
  [['a', 'b', 2], true],
  [['a', 'b', 3], undefined],
  [['a', 'b', 4, 'c'], '1.50'],
  [['a', 'b', 5], undefined],
  [['a', 'b', -1], undefined],
  [['a', 'b', '01'], undefined],
  [['a', 'b', 'length'], undefined],
  [['a', 'b', 0, 'x'], undefined],
  [['a', 'x'], undefined],
  [[0], 'zero'],
  [['0'], 'zero'],
  [['a.b'], 'dots'],
  [['constructor'], undefined],
];

test('members', () => {
  for (const [path, value] of members) assert.equal(memberOf(structure, path), value, path.join('.'));
  assert.equal(printValue(memberOf(structure, ['a', 'b', 4])), '{"c":1.50}');
  assert.equal(printValue(memberOf(structure, ['e'])), '{}');
  assert.equal(memberOf(structure, []), structure);
});

test('only structures have members', () => {
  for (const value of ['{"a":1}', 1, true, timestamp(0), undefined]) {
    assert.equal(memberOf(value, ['a']), undefined);
    assert.equal(memberOf(value, []), value);
  }
});

test('the members of an object are what JSON.parse finds', () => {
  const path = fc.array(fc.oneof(fc.string({ maxLength: 2 }), fc.nat(3)), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 2 }), fc.jsonValue()), path, (object, parts) => {
      const found = parts.reduce<unknown>(
        (value, part) =>
          typeof value === 'object' && value !== null && Object.hasOwn(value, part)
            ? (value as Record<string | number, unknown>)[part]
            : undefined,
        object,
      );
      const isLength = parts.includes('length');
      fc.pre(!isLength);
      const member = memberOf(read(JSON.stringify(object)), parts);
      const expected =
        typeof found === 'object' && found !== null
          ? JSON.stringify(found)
          : found === null
            ? undefined
            : found;
      if (typeof found === 'number') assert.equal(member, JSON.stringify(found));
      else if (isStructure(member)) assert.deepEqual(JSON.parse(printJson(member)), found);
      else assert.equal(member, expected);
    }),
  );
});

const others: readonly Value[] = ['{}', '', 'a', 0, 1, true, timestamp(0), read('{}'), read('[1]')];

test('a comparison with a structure is false, != too; with a missing value it is missing', () => {
  for (const one of [read('{}'), read('[1]')]) {
    for (const other of others)
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const) {
        assert.equal(equal(a, b), false);
        assert.equal(unequal(a, b), false);
        assert.ok(Number.isNaN(order(a, b)));
      }
    assert.deepEqual(
      [equal, unequal, order].map((compare) => compare(one, undefined)),
      [undefined, undefined, undefined],
    );
  }
});

test('unequal is not equal for all else', () => {
  assert.equal(unequal('a', 'b'), true);
  assert.equal(unequal('1', 1), false);
  assert.equal(unequal(undefined, 1), undefined);
});

test('a structure is no number and no text, is true, and sorts as missing', () => {
  for (const one of [read('{}'), read('[1]')]) {
    assert.ok(Number.isNaN(numberOf(one)));
    assert.equal(textOf(one), undefined);
    assert.equal(truthOf(one), true);
    assert.equal(scalarOf(one), undefined);
    assert.equal(naturalOrder(one, undefined), 0);
    assert.ok(naturalOrder(one, 'a') < 0);
  }
});
