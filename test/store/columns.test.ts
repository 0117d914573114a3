// Columns come back from their bytes as they were.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  type ColumnLayout,
  countPresent,
  decodeColumn,
  encodeColumn,
  type PlainColumn,
  valueAt,
} from '../../src/segments/index.ts';
import { anyColumn, rowCountOf } from './arbitrary-columns.ts';

const valuesOf = (column: PlainColumn, rowCount: number) =>
  Array.from({ length: rowCount }, (_, row) => valueAt(column, row));

/** Through the text and the bytes that a store keeps; the bytes at an odd address, as a driver may give them. */
const keep = (column: PlainColumn): PlainColumn => {
  const { layout, bytes } = encodeColumn(column);
  const memory = new Uint8Array(bytes.length + 3);
  memory.set(bytes, 3);
  const kept = JSON.parse(Buffer.from(JSON.stringify(layout), 'utf8').toString('utf8')) as ColumnLayout;
  return decodeColumn({ layout: kept, bytes: memory.subarray(3) });
};

suite('columns as bytes', () => {
  test('every form comes back with its values', () => {
    fc.assert(
      fc.property(anyColumn, (column) => {
        const rowCount = rowCountOf(column);
        const back = keep(column);
        // deepStrictEqual tells -0 from 0 and every text from every other.
        assert.deepStrictEqual(valuesOf(back, rowCount), valuesOf(column, rowCount));
        assert.equal(countPresent(back, rowCount), countPresent(column, rowCount));
      }),
      { numRuns: 2000 },
    );
  });

  test('whole numbers take as few bytes as their range asks for, and its edges keep their values', () => {
    const bytesFor = (span: number): number => {
      const values = Float64Array.of(-5, Number.NaN, -5 + span);
      const column = { form: 'timestamp', values } as const;
      assert.deepStrictEqual(valuesOf(keep(column), 3), valuesOf(column, 3));
      return encodeColumn(column).bytes.length / 3;
    };
    assert.deepEqual([0, 0xfe, 0xff, 0xfffe, 0xffff].map(bytesFor), [1, 1, 2, 2, 3]);
    assert.deepEqual([0xfffffe, 0xffffff, 0xfffffffe, 0xffffffff].map(bytesFor), [3, 4, 4, 8]);
  });

  test('decimals are kept as whole numbers, where that gives them back', () => {
    const bytesFor = (...values: readonly number[]): number => {
      const column = { form: 'number', values: Float64Array.from(values) } as const;
      assert.deepStrictEqual(valuesOf(keep(column), values.length), [...values]);
      return encodeColumn(column).bytes.length / values.length;
    };
    assert.equal(bytesFor(0.1, 25.35, 1.5), 2);
    assert.equal(bytesFor(0.1 + 0.2, 0.3), 8);
    assert.equal(bytesFor(0.000001, 4_000_000_000), 8);
  });

  test('instants in their order are kept as differences', () => {
    const values = Float64Array.of(
      1_700_000_000_000,
      1_700_000_000_000,
      1_700_000_000_007,
      1_700_000_300_000,
    );
    const column = { form: 'timestamp', values } as const;
    assert.deepStrictEqual(valuesOf(keep(column), 4), valuesOf(column, 4));
    assert.equal(encodeColumn(column).bytes.length, 1 + 1 + 3);
  });

  test('UUIDs take 16 bytes, and what only looks like them all its characters', () => {
    const ids = ['311467d5-1b58-4cb0-8879-5673cea37d88', 'ffffffff-0000-4cb0-9fff-abcdefabcdef'];
    const column = { form: 'text', values: ids } as const;
    assert.deepStrictEqual(valuesOf(keep(column), 2), ids);
    assert.equal(encodeColumn(column).bytes.length, 32);
    for (const other of ['311467D5-1b58-4cb0-8879-5673cea37d88', '311467d5-1b58-4cb0-8879-5673cea37d8-']) {
      const mixed = { form: 'text', values: [...ids, other] } as const;
      assert.deepStrictEqual(valuesOf(keep(mixed), 3), [...ids, other]);
    }
  });

  test('words that come again soon take a byte a row, however many there are', () => {
    const codes = Uint16Array.from(
      { length: 3_000 },
      (_, row) => Math.floor(row / 3) + 1 - (row > 30 ? row % 2 : 0),
    );
    const words = ['', ...Array.from({ length: 1_000 }, (_, index) => String(index))];
    const column = { form: 'dictionary', words, codes } as const;
    const { layout } = encodeColumn(column);
    assert.ok('recent' in layout);
    assert.deepStrictEqual(valuesOf(keep(column), 3_000), valuesOf(column, 3_000));
  });

  test('a text that only joining makes whole is cut again where it was', () => {
    const column: PlainColumn = { form: 'text', values: ['\ud83d', '\ude00', undefined, '\ud83d'] };
    assert.deepStrictEqual(valuesOf(keep(column), 4), valuesOf(column, 4));
  });

  test('encoding leaves the column and its memory alone', () => {
    const values = Float64Array.of(1.5, 2.5);
    const { bytes } = encodeColumn({ form: 'number', values });
    bytes.fill(0);
    assert.deepEqual([...values], [1.5, 2.5]);
  });

  test('nothing but missing values stays missing', () => {
    for (const column of [
      { form: 'number', values: Float64Array.of(Number.NaN, Number.NaN) },
      { form: 'text', values: [undefined, undefined] },
      { form: 'constant', value: undefined },
    ] as const satisfies readonly PlainColumn[])
      assert.deepEqual(valuesOf(keep(column), 2), [undefined, undefined]);
  });

  test('a long text of half pairs comes back', () => {
    const text = `\ud800${'x'.repeat(100_000)}\udc00`;
    assert.equal(valueAt(keep({ form: 'text', values: [text] }), 0), text);
  });
});
