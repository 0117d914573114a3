// The fields that are discovered in messages: JSON leaves and their rules, Lambda's own fields.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { discoverLambda, flattenJson, MAX_JSON_DEPTH } from '../../src/events/index.ts';

type Leaf = readonly [path: string, kind: string, value: string];

const leavesOf = (text: string, wanted?: ReadonlySet<string>): Leaf[] | undefined => {
  const leaves: Leaf[] = [];
  const isObject = flattenJson(text, (path, kind, value) => leaves.push([path, kind, value]), wanted);
  return isObject ? leaves : undefined;
};

test('leaves have dotted paths, in the order of the text', () => {
  const text = ' {"z":"a\\n\\u00e9","items":[{"id":1.50},-2e+3,[true]],"b":{"c":null,"d":{}},"e":[]}\r\n';
  assert.deepEqual(leavesOf(text), [
    ['z', 'text', 'a\né'],
    ['items.0.id', 'number', '1.50'],
    ['items.1', 'number', '-2e+3'],
    ['items.2.0', 'true', 'true'],
    ['b.c', 'null', 'null'],
  ]);
});

test('a first key with @ gets another one; collisions are told twice, the last is to win', () => {
  assert.deepEqual(leavesOf('{"@m":1,"a":{"@b":2},"a.@b":3,"x":4,"x":5,"":6}'), [
    ['@@m', 'number', '1'],
    ['a.@b', 'number', '2'],
    ['a.@b', 'number', '3'],
    ['x', 'number', '4'],
    ['x', 'number', '5'],
    ['', 'number', '6'],
  ]);
});

test('the first 200 leaves count, nulls among them; wanted paths are counted the same way', () => {
  const entries = Array.from({ length: 300 }, (_, i) => [`k${i}`, i === 0 ? null : { v: i }]);
  const text = JSON.stringify(Object.fromEntries(entries));
  assert.equal(leavesOf(text)?.length, 200);
  assert.deepEqual(leavesOf(text)?.at(-1), ['k199.v', 'number', '199']);
  assert.deepEqual(leavesOf(text, new Set(['k199.v', 'k200.v'])), [['k199.v', 'number', '199']]);
  assert.equal(leavesOf(text.replace('"k250":{"v"', '"k250":{v')), undefined);
  // What was learnt past the 200th leaf must not mislead the next event.
  assert.deepEqual(leavesOf('{"k0":{"k1":1},"k1":{"v":2}}'), [
    ['k0.k1', 'number', '1'],
    ['k1.v', 'number', '2'],
  ]);
});

test('only one JSON object from end to end has fields', () => {
  for (const text of [
    '',
    ' ',
    '[1]',
    '1',
    '"a"',
    '{"a":1} x',
    'x {"a":1}',
    '{"a":1}{"a":1}',
    '{"a":1',
    '\uFEFF{}',
    '{"a":1}\0',
  ]) {
    assert.equal(leavesOf(text), undefined, JSON.stringify(text));
  }
  assert.deepEqual(leavesOf('{}'), []);
});

test('depth is limited', () => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}1${']'.repeat(depth - 1)}}`;
  assert.equal(leavesOf(nested(MAX_JSON_DEPTH))?.length, 1);
  assert.equal(leavesOf(nested(MAX_JSON_DEPTH + 1)), undefined);
});

test('more paths than are remembered are still right', () => {
  for (let i = 0; i < 1200; i++) {
    const keys = Array.from({ length: 100 }, (_, k) => `id-${i}-${k}`);
    const text = JSON.stringify(Object.fromEntries(keys.map((key) => [key, 1])));
    assert.deepEqual(
      leavesOf(text)?.map(([path]) => path),
      keys,
    );
  }
});

/** The same from the value that was written, for values without duplicate or integer-like keys. */
const naiveLeaves = (value: unknown, path: string): Leaf[] => {
  if (value === null) return [[path, 'null', 'null']];
  if (typeof value === 'string') return [[path, 'text', value]];
  if (typeof value === 'number') return [[path, 'number', JSON.stringify(value)]];
  if (typeof value === 'boolean') return [[path, String(value), String(value)]];
  const join = (key: string) => (path === '' ? (key.startsWith('@') ? `@${key}` : key) : `${path}.${key}`);
  return Object.entries(value as object).flatMap(([key, child]) => naiveLeaves(child, join(key)));
};

const key = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: fc.constantFrom('a', '@', '"', '\\', '.', 'é', '😀', '\n'), minLength: 1 }),
  )
  .filter((name) => !/^\d+$/.test(name) && name !== '__proto__');
const json = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    tie('object'),
    fc.array(tie('value')),
  ),
  object: fc.dictionary(key, tie('value')),
})).object;

// The value, not JSON.parse of its text: V8 13.6 reads the key "\\n" as "\\" where it has just seen such a key.
test('flattenJson agrees with a naive walk', () => {
  fc.assert(
    fc.property(json, fc.nat(3), (value, spaces) => {
      const text = JSON.stringify(value, undefined, spaces);
      assert.deepEqual(leavesOf(text), naiveLeaves(value, '').slice(0, 200));
    }),
    { numRuns: 500 },
  );
});

test('a text is refused exactly when JSON.parse refuses it', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '\\',
    '\\u00',
    '1',
    '-',
    '.5',
    '0',
    'e+1',
    'true',
    'nul',
    ' ',
    '\n',
    '\u00a0',
    '\u0001',
    'é',
  );
  const nearlyJson = fc
    .tuple(json, fc.array(fc.tuple(fc.nat(), token), { maxLength: 2 }))
    .map(([value, edits]) => {
      let text = JSON.stringify(value);
      for (const [place, inserted] of edits) {
        const at = place % (text.length + 1);
        text = text.slice(0, at) + inserted + text.slice(at + (place % 2));
      }
      return text;
    });
  const tokens = fc.array(token).map((list) => `{"a":${list.join('')}}`);
  const isObject = (text: string): boolean => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.oneof(nearlyJson, tokens), (text) => {
      assert.equal(leavesOf(text) !== undefined, isObject(text), JSON.stringify(text));
    }),
    { numRuns: 3000 },
  );
});

const lambdaFieldsOf = (message: string): Record<string, string | number> => {
  const fields: Record<string, string | number> = {};
  discoverLambda(message, (field, value) => {
    fields[field] = value;
  });
  return fields;
};
const id = '8f1c2d3e-1234-4abc-9def-000000000001';

test('a report has times in ms and memory in bytes of decimal megabytes', () => {
  const report =
    `REPORT RequestId: ${id}\tDuration: 1394.60 ms\tBilled Duration: 1395 ms\tMemory Size: 128 MB\t` +
    'Max Memory Used: 79 MB\tInit Duration: 428.60 ms\t\nXRAY TraceId: 1-5e1b4151-abc\tSegmentId: 5db8\tSampled: true\t\n';
  assert.deepEqual(lambdaFieldsOf(report), {
    '@type': 'REPORT',
    '@requestId': id,
    '@duration': 1394.6,
    '@billedDuration': 1395,
    '@memorySize': 128_000_000,
    '@maxMemoryUsed': 79_000_000,
    '@initDuration': 428.6,
    '@xrayTraceId': '1-5e1b4151-abc',
    '@xraySegmentId': '5db8',
  });
});

test('START, END and lines of the runtimes carry the request id', () => {
  assert.deepEqual(lambdaFieldsOf(`START RequestId: ${id} Version: $LATEST\n`), {
    '@type': 'START',
    '@requestId': id,
  });
  assert.deepEqual(lambdaFieldsOf(`END RequestId: ${id}\n`), { '@type': 'END', '@requestId': id });
  for (const line of [
    `2024-10-27T19:17:45.586Z\t${id}\tINFO\thello`,
    `2024-10-27T19:17:45.586Z ${id} Task timed out after 3.00 seconds`,
    `[ERROR]\t2024-10-27T19:17:45.586Z\t${id}\thello`,
    `RequestId: ${id} Error: Runtime exited`,
  ]) {
    assert.deepEqual(lambdaFieldsOf(line), { '@requestId': id }, line);
  }
});

test('other messages have none of these', () => {
  for (const line of [
    '',
    'START of day',
    'RESTART',
    'INIT_START Runtime Version: x',
    '[INFO] x',
    '2024-10-27T19:17:45.586Z\tundefined\tINFO\tx',
    `${id}`,
  ]) {
    assert.deepEqual(lambdaFieldsOf(line), {}, line);
  }
});
