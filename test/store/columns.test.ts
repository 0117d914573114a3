// Columns come back from their bytes as they were.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  type Column,
  type ColumnLayout,
  countPresent,
  decodeColumn,
  encodeColumn,
  valueAt,
} from '../../src/segments/index.ts';
import { anyColumn, rowCountOf } from './arbitrary-columns.ts';

const valuesOf = (column: Column, rowCount: number) =>
  Array.from({ length: rowCount }, (_, row) => valueAt(column, row));

/** Through the text and the bytes that a store keeps; the bytes at an odd address, as a driver may give them. */
const keep = (column: Column): Column => {
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

  test('whole numbers near each other take four bytes each, and the edge of that keeps its values', () => {
    const lengths = [0, 0xfffffffe, 0xffffffff, 0x100000000].map((span) => {
      const values = Float64Array.of(-5, Number.NaN, -5 + span);
      const column = { form: 'timestamp', values } as const;
      assert.deepStrictEqual(valuesOf(keep(column), 3), valuesOf(column, 3));
      return encodeColumn(column).bytes.length;
    });
    assert.deepEqual(lengths, [12, 12, 24, 24]);
  });

  test('a text that only joining makes whole is cut again where it was', () => {
    const column: Column = { form: 'text', values: ['\ud83d', '\ude00', undefined, '\ud83d'] };
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
    ] as const satisfies readonly Column[])
      assert.deepEqual(valuesOf(keep(column), 2), [undefined, undefined]);
  });

  test('a long text of half pairs comes back', () => {
    const text = `\ud800${'x'.repeat(100_000)}\udc00`;
    assert.equal(valueAt(keep({ form: 'text', values: [text] }), 0), text);
  });
});
