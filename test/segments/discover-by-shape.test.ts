// What is discovered by shape is what is discovered message by message: the same fields, of the same forms, with
// the same values, in the same order.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { discoverByShape } from '../../src/segments/discover-by-shape.ts';
import { discoverColumns } from '../../src/segments/discover-columns.ts';
import { type SlicesColumn, valueAt } from '../../src/segments/index.ts';
import { cutMessages } from '../../src/segments/shapes/index.ts';
import { anyText } from '../store/arbitrary-columns.ts';

const slices = (messages: readonly string[]): SlicesColumn => {
  const offsets = new Uint32Array(messages.length + 1);
  messages.forEach((message, row) => {
    offsets[row + 1] = offsets[row]! + message.length;
  });
  return { form: 'slices', text: messages.join(''), offsets };
};

const byShape = (messages: readonly string[], logGroup: string) => {
  const all = slices(messages);
  const cut = cutMessages(all);
  assert.ok(cut);
  return { cut, ...discoverByShape(messages, all.offsets, cut, logGroup) };
};

/** Gives how many slots were told to be fields. */
const assertSame = (messages: readonly string[], logGroup: string): number => {
  const { cut, columns, slotFields } = byShape(messages, logGroup);
  assert.deepStrictEqual([...columns], [...discoverColumns(messages, 'all', logGroup)]);
  let told = 0;
  cut.shapes.forEach(({ rows }, shape) => {
    slotFields[shape]!.forEach((field, slot) => {
      const column = field === undefined ? undefined : columns.get(field);
      if (column === undefined || column.form === 'number' || column.form === 'mixed') return;
      told += 1;
      for (const row of rows) {
        const at = cut.boundsOf[row]! + 2 * slot;
        assert.equal(String(valueAt(column, row)), cut.text.slice(cut.bounds[at]!, cut.bounds[at + 1]!));
      }
    });
  });
  return told;
};

const groups = fc.constantFrom('app', '/aws/lambda/app');

const scalar = fc.oneof(
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(
    ...[
      'true',
      'false',
      'null',
      '-0',
      '0',
      '0.0',
      '-0.00',
      '007',
      '1.50',
      '1.5',
      '1e5',
      '-1E-7',
      '0.0000001',
    ],
    ...['123456789012345678', '0.000001', '1.', '.5', '-', 'tru1', 'NaN', '""', '"x"', '"12"', '"1.50"'],
    ...[
      '"a{b"',
      '"{"',
      '"a\\"b"',
      '"\\u0041"',
      '"\\x"',
      '"a\tb"',
      '"true"',
      '"a:b"',
      '[1,"x"]',
      '{"b":2}',
      '{}',
    ],
    ...[
      '[]',
      '2024-03-11T00:00:00.000Z',
      '"2024-03-11T00:00:00.000Z"',
      '1]',
      '1}',
      '"a":"b"',
      '"\\\\"',
      '"\\',
    ],
  ),
  anyText.map((text) => JSON.stringify(text)),
  anyText,
);

const word = fc.oneof(
  scalar,
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid().map((id) => `${id}.`),
  fc.constantFrom('2024-03-11T00:00:06.235Z', 'a024-03-11T00:00:06.235Z', '1.T4-03-11T00:00:06.235Z', 'x'),
);

/** Holes are filled with words. */
const templates = [
  ...[
    '{"a":_,"b":"_"}',
    '{"a":_,"a":_}',
    ' {"a":{"b":[_,"_",true]},"c":"","a.b.0":_}',
    '{"@a":_} ',
    '{"a":_}x',
  ],
  ...['{"_":1}', '{"a" : _}', '{"a":"_","b":_,"c":null}', '[{"a":_}]', 'took _ {"a":"_"}', 'x="_" {"a":_}'],
  ...[
    'START RequestId: _ Version: $LATEST\n',
    'END RequestId: _\n',
    'END RequestId: _',
    'START _',
    '_',
    '_ _',
  ],
  'REPORT RequestId: _\tDuration: _ ms\tBilled Duration: _ ms\tMemory Size: _ MB\tMax Memory Used: 1x MB\t',
  'REPORT RequestId: _\tDuration: _ms\tInit Duration: ms\nXRAY TraceId: _\tSegmentId: abc\tSampled: true',
  'REPORT RequestId: _\tDuration: _\tDuration: _ ms "x" {"a":1}',
  'REPORT RequestId: _\tDuration: fast\tMemory Size: \tBilled Duration: =_',
  ...[
    'RequestId: _ Error: Runtime exited',
    '_\t_\tINFO\ttook _',
    '_\t_\tINFO\t{"a":_,"b":"_"}',
    '_ _ timed out',
  ],
  ...[
    '_\t_\tINFO\tgot "_"',
    '_\t_\tINFO\tx="_" {"a":_} {"b":2}',
    '[INFO]\t_\t_\t{"a":_}',
    '[ERROR]\t_\t_\t"_"',
  ],
  ...['[WARNING1]\t_\t_', '[VERY LONG LEVEL]\t_\t_', 'E"_', 'S=_', '2 _ eni-_ _ _ _ _ 6 _ _ _ _ ACCEPT OK'],
  '2 123456789012 eni-0a1 10.0.0.1 10.0.0.2 443 _ 6 10 840 1418530010 1418530070 ACCEPT OK',
];

const line = fc
  .tuple(fc.constantFrom(...templates), fc.array(word, { minLength: 8, maxLength: 8 }))
  .map(([template, words]) => {
    let next = 0;
    return template.replace(/_/g, () => words[next++ % words.length]!);
  });

/** Lines of one template, so that most have the shape of others. */
const lines = fc.constantFrom(...templates).chain((template) =>
  fc.array(
    fc.array(word, { minLength: 8, maxLength: 8 }).map((words) => {
      let next = 0;
      return template.replace(/_/g, () => words[next++ % words.length]!);
    }),
    { maxLength: 16 },
  ),
);

suite('fields by shape', () => {
  test('are those of each message taken apart, for messages of few kinds', () => {
    const kinds = fc.array(lines, { minLength: 1, maxLength: 3 }).map((all) => all.flat());
    fc.assert(
      fc.property(kinds, groups, (messages, logGroup) => {
        assertSame(messages, logGroup);
      }),
      { numRuns: 3_000 },
    );
  });

  test('are so where each message comes often', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), groups, (few, logGroup) => {
        assertSame([...few, ...few, ...few, ...few, ...few.toReversed()], logGroup);
      }),
      { numRuns: 2_000 },
    );
  });

  test('are read from the slots of JSON and of Lambda’s lines', () => {
    const ids = Array.from({ length: 20 }, (_, n) => `311467d5-1b58-4cb0-8879-5673cea3${1000 + n}`);
    assert.equal(
      assertSame(
        ids.map((id, n) => `{"id":"${id}","n":${n},"on":${n % 2 === 0}}`),
        'app',
      ),
      3,
    );
    assert.equal(
      assertSame(
        ids.map((id, n) => `START RequestId: ${id} Version: ${n}`),
        'app',
      ),
      1,
    );
    const instant = '2024-03-11T00:00:06.235Z';
    assert.equal(
      assertSame(
        ids.map((id, n) => `${instant}\t${id}\tINFO\t{"n":${n}}`),
        'app',
      ),
      2,
    );
  });

  test('are read from the slots of flow logs, but for words that do not apply', () => {
    const lines = Array.from(
      { length: 20 },
      (_, n) =>
        `2 12345678901${n % 10} eni-0a${n} 10.0.0.${n} 10.0.${n}.2 ${n} 44${n} 6 1${n} ${n} 14185300${10 + n} 1418530070 ACCEPT OK`,
    );
    assert.equal(assertSame(lines, 'app'), 12);
    assert.equal(
      assertSame(
        lines.map((line) => line.replace(/ 44\d+/, ' -')),
        '/aws/lambda/app',
      ),
      11,
    );
    for (const [word, odd] of [
      ['2 1', '3 1'],
      ['2 1', '22 1'],
      ['eni-0', 'eni-G0'],
      ['eni-0', 'ENI-0'],
      [' 10.0.0.', ' 10.0.0.1/'],
      [' 10.0.0.', ' fe80::'],
      [' 6 ', ' 6.0 '],
      [' 14185', ' 1.4185'],
      ['1418530070', '141853007012'],
      ['OK', 'OK\n'],
      [' 6 ', '  6 '],
    ] as const)
      assertSame([...lines, lines[0]!.replace(word, odd), ...lines.slice(0, 4)], 'app');
  });

  test('are not told where one message of the shape is another matter', () => {
    const messages = Array.from({ length: 20 }, (_, n) => `{"n":${n}}`);
    assert.equal(assertSame([...messages, '{"n":null}'], 'app'), 0);
    assert.equal(assertSame([...messages, '{"n":1x}'], 'app'), 0);
    assert.equal(
      assertSame(
        messages.map((text) => text.replace('}', ',"n":0}')),
        'app',
      ),
      1,
    );
  });
});
