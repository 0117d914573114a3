// What parse and json read texts with: logfmt, CSV and paths into JSON.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonPathOf, parseLogfmt, readJsonPath, splitCsv } from '../../../src/engine/functions/index.ts';
import { parseStructure, printValue } from '../../../src/values/index.ts';

const logfmt = [
  ['level=info msg="two words" ms=12', '{"level":"info","msg":"two words","ms":"12"}'],
  ['a=1 fast b=2', '{"a":"1","fast":"true","b":"2"}'],
  ['a= b=""', '{"a":"","b":""}'],
  ['a=1 a=2', '{"a":"2"}'],
  ['a="say \\"hi\\"\\n\\t\\\\" b=1', '{"a":"say \\"hi\\"\\n\\t\\\\","b":"1"}'],
  ['path="C:\\dir"', '{"path":"C:\\\\dir"}'],
  ['url=http://x/?q=1&r="2"', '{"url":"http://x/?q=1&r=\\"2\\""}'],
  ['= "" =x a=1', '{"x":"true","a":"1"}'],
  ['a="b"c=d', '{"a":"b","c":"d"}'],
  ['a="never closed b=1', '{"a":"never closed b=1"}'],
  ['\ta=1\n  b=2\r\n', '{"a":"1","b":"2"}'],
  ['ключ=значение', '{"ключ":"значение"}'],
  ['time=2024-01-01T00:00:00Z', '{"time":"2024-01-01T00:00:00Z"}'],
  ['only some words', undefined],
  ['"a"', undefined],
  ['', undefined],
] as const;

test('logfmt: a map of texts', () => {
  for (const [text, printed] of logfmt) assert.equal(printValue(parseLogfmt(text)), printed, text);
});

test('logfmt that was written is read again', () => {
  const key = fc.stringMatching(/^[a-z][a-z0-9_.]{0,5}$/);
  const value = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '=', '\n', '\t', '\r', 'n', 'é') });
  const written = (text: string): string =>
    `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r')}"`;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(key, value), { minLength: 1, selector: ([name]) => name }),
      (pairs) => {
        const text = pairs.map(([name, one]) => `${name}=${written(one)}`).join(' ');
        assert.deepEqual(parseLogfmt(text), { kind: 'map', entries: new Map(pairs) });
      },
    ),
  );
});

const csv = [
  ['a,b,c', ['a', 'b', 'c']],
  ['', ['']],
  [',', ['', '']],
  [' a , b ', ['a', 'b']],
  ['"a,b","c ""d""", e', ['a,b', 'c "d"', 'e']],
  ['  "a" ,"  b  "', ['a', '  b  ']],
  ['"two\nlines",x\r\n', ['two\nlines', 'x']],
  ['a,b\n', ['a', 'b']],
  ['a,"b"\n', ['a', 'b']],
  ['"",""""', ['', '"']],
  ['a"b,c"', ['a"b', 'c"']],
  ['"a"b,c', ['ab', 'c']],
  ['x,"never, closed', ['x', 'never, closed']],
  ['x,"', ['x', '']],
  ['x,"a""', ['x', 'a"']],
] as const;

test('CSV: the values of a record', () => {
  for (const [text, values] of csv) assert.deepEqual(splitCsv(text), values, text);
});

test('a CSV record that was written is read again', () => {
  const value = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', 'é', '1') });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const isPlain = (text: string): boolean => text.trim() === text && !/[",\n\r]/.test(text);
  const record = fc.array(fc.tuple(value, fc.boolean()), { minLength: 1 });
  fc.assert(
    fc.property(
      record,
      fc.constantFrom(',', ' , '),
      fc.constantFrom('', '\n', '\r\n'),
      (cells, comma, end) => {
        const text = cells.map(([one, bare]) => (bare && isPlain(one) ? one : quoted(one))).join(comma);
        assert.deepEqual(
          splitCsv(text + end),
          cells.map(([one]) => one),
        );
      },
    ),
  );
});

const document = `{
  "a": { "b": [ { "c": 1.50 }, "x" ], "b.c": "dotted", "n": null },
  "a.n": "not asked for", "user.name": "Ann", "k[0]": "odd", "x": { "y.z": [7] }, "0": "zero"
}`;

const paths = [
  ['a.b[0].c', '1.50'],
  ['a.b.0.c', '1.50'],
  ['a.b[1]', 'x'],
  ['a.b[2]', undefined],
  ['a.b.c', 'dotted'],
  ['a.n', undefined],
  ['user.name', 'Ann'],
  ['k[0]', 'odd'],
  ['x.y.z', '[7]'],
  ['x.y.z[0]', undefined],
  ['[0]', 'zero'],
  ['a.b', '[{"c":1.50},"x"]'],
  ['none', undefined],
  ['a.b[0].c.d', undefined],
] as const;

test('a path into JSON: nested keys first, then the whole rest as one key', () => {
  for (const [path, printed] of paths) {
    const steps = readJsonPath(path);
    assert.equal(printValue(jsonPathOf(document, steps)), printed, path);
    assert.equal(printValue(jsonPathOf(parseStructure(document), steps)), printed, path);
  }
});

test('a path leads nowhere in what is no JSON object or array', () => {
  for (const value of ['no JSON', '"a"', '1', 1, true, undefined])
    assert.equal(jsonPathOf(value, readJsonPath('a')), undefined);
  assert.equal(jsonPathOf('[["x"]]', readJsonPath('[0][0]')), 'x');
});
