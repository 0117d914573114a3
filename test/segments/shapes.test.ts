// Messages by their shapes come back to the letter, and share what they have in common.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  type Column,
  columnsStored,
  encodeSegment,
  type Segment,
  type SegmentColumns,
  type StoredColumn,
  type StoredLayout,
  segmentBuilder,
  valueAt,
} from '../../src/segments/index.ts';
import { anyText } from '../store/arbitrary-columns.ts';

const START = Date.UTC(2024, 2, 11);

const segmentOf = (messages: readonly string[]): Segment => {
  const builder = segmentBuilder('app');
  messages.forEach((message, index) => {
    builder.add(START + index * 10, message, 's', Number.NaN);
  });
  return builder.seal('all');
};

/** As a store reads it: the layout through JSON, other columns by their names. */
const readerOf = (columns: readonly StoredColumn[]): SegmentColumns =>
  columnsStored(
    columns.map((column) => ({
      ...column,
      layout: JSON.parse(JSON.stringify(column.layout)) as StoredLayout,
      bytes: Uint8Array.from(column.bytes),
    })),
  );

const valuesOf = (column: Column | undefined, rowCount: number): readonly unknown[] =>
  Array.from({ length: rowCount }, (_, row) => (column === undefined ? undefined : valueAt(column, row)));

const assertComesBack = (messages: readonly string[], fewestRows: number): void => {
  const segment = segmentOf(messages);
  const read = readerOf(encodeSegment(segment, fewestRows));
  for (const field of segment.fields)
    assert.deepStrictEqual(
      valuesOf(read.column(field), segment.rowCount),
      valuesOf(segment.column(field), segment.rowCount),
      field,
    );
  assert.deepStrictEqual(valuesOf(read.column('@message'), messages.length), messages);
};

/** `isChosen`: of each row in turn, again and again. */
const assertPicked = (
  messages: readonly string[],
  isChosen: readonly boolean[],
  fewestRows: number,
): void => {
  const segment = segmentOf(messages);
  const chosen = Uint32Array.from(messages.keys()).filter((row) => isChosen[row % isChosen.length]);
  for (const field of segment.fields) {
    const read = readerOf(encodeSegment(segment, fewestRows));
    const all = valuesOf(segment.column(field), segment.rowCount);
    const having = read.rowsWith(field) ?? Uint32Array.from(messages.keys());
    for (const rows of [chosen, having])
      assert.deepStrictEqual(
        valuesOf(read.columnAt(field, rows), rows.length),
        Array.from(rows, (row) => all[row]),
        field,
      );
    const left = all.filter((_, row) => !having.includes(row));
    assert.ok(
      left.every((one) => one === undefined),
      field,
    );
  }
};

const value = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom('true', 'false', 'null', '-0', '007', '1.50', '1e5', '""', '"x"', '[1,2]', '{"b":2}', '{}'),
  anyText.map((text) => JSON.stringify(text)),
);

const json = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'level', 'a.b', '1'), value), { maxLength: 4 })
  .map((members) => `{${members.map(([name, text]) => `"${name}":${text}`).join(',')}}`);

const instant = fc
  .tuple(fc.integer({ min: -5_000, max: 5_000 }), fc.constantFrom('', '0', 'Z'))
  .map(([ms, more]) => new Date(START + ms).toISOString() + more);

const word = fc.oneof(
  fc.constantFrom(
    'GET',
    'took',
    'id=',
    'x=y',
    '10',
    '4.06',
    '4.10',
    '"',
    '"a b"',
    '"a\\"b"',
    '=',
    'ms.',
    '7.',
    '\n',
  ),
  fc.uuid(),
  instant,
  fc.nat().map(String),
  anyText,
);

const line = fc
  .tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom(' ', '', '\t'))
  .map(([words, between]) => words.join(between));

const lambda = fc
  .tuple(fc.constantFrom('START', 'END', 'REPORT'), fc.uuid(), fc.nat(9_999))
  .map(([type, id, n]) => `${type} RequestId: ${id}\tDuration: ${n / 100} ms\tBilled Duration: ${n} ms\t`);

const message = fc.oneof(json, line, lambda, instant);

suite('messages by their shapes', () => {
  test('some rows of a column are what they are in the whole one; none outside of those told has a value', () => {
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 30 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        assertPicked,
      ),
      { numRuns: 1_000 },
    );
  });

  test('any messages come back to the letter, and every field with its values', () => {
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        assertComesBack,
      ),
      { numRuns: 1_000 },
    );
  });

  test('many messages of few kinds come back to the letter', () => {
    const kinds = fc.array(message, { minLength: 1, maxLength: 4 });
    const picks = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(kinds, picks, (few, stream) => {
        assertComesBack(
          Array.from({ length: 300 }, () => few[stream.next().value! % few.length]!),
          64,
        );
      }),
      { numRuns: 50 },
    );
  });

  test('what lines share is kept once, and values of fields are not kept twice', () => {
    const messages = Array.from(
      { length: 200 },
      (_, index) => `{"path":"/orders/${index % 7}","took":${index},"done":${index % 2 === 0}}`,
    );
    const columns = encodeSegment(segmentOf(messages));
    const names = columns.map(({ field }) => field).sort();
    assert.deepEqual(names, ['@log', '@logStream', '@message', '@timestamp', 'done', 'path', 'took']);
    const { layout, bytes } = columns.find(({ field }) => field === '@message')!;
    assert.ok(layout.layout === 'shaped');
    const [shape, ...more] = JSON.parse(new TextDecoder().decode(bytes.subarray(0, layout.shapeBytes)));
    assert.deepEqual(more, []);
    assert.deepEqual(shape.pieces, ['{"path":"', '","took":', ',"done":', '}']);
    assert.deepEqual(
      shape.slots.map(([kind, name]: readonly string[]) => `${kind} ${name}`),
      ['field path', 'field took', 'field done'],
    );
  });

  test('an instant is told from the time of its event', () => {
    const messages = Array.from(
      { length: 100 },
      (_, index) => `${new Date(START + index * 10 - 3).toISOString()} began ${index}`,
    );
    const columns = encodeSegment(segmentOf(messages));
    const times = columns.find(({ field }) => field === '\u0001@message 1 0');
    assert.deepEqual(times?.layout, { layout: 'integers', form: 'number', base: -3, scale: 1, planes: 1 });
    assert.deepEqual(valuesOf(readerOf(columns).column('@message'), 100), messages);
  });

  test('messages that have nothing in common are kept as they are', () => {
    const messages = Array.from({ length: 100 }, (_, index) =>
      'abcdefghij'.slice(index % 10).repeat(index + 1),
    );
    const columns = encodeSegment(segmentOf(messages));
    assert.equal(columns.find(({ field }) => field === '@message')?.layout.layout, 'slices');
    assertComesBack(messages, 64);
  });
});
