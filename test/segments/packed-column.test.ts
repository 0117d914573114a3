// Texts that are kept as numbers are the same texts again: one by one, as a column, as bytes, among other rows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { presenceOf } from '../../src/segments/encoding/presence.ts';
import {
  countPresent,
  decodeColumn,
  encodeColumn,
  MOST_NUMBERS,
  numbersOf,
  type PlainColumn,
  packText,
  pickColumn,
  textColumn,
  UNPACKED,
  unpackText,
  valueAt,
} from '../../src/segments/index.ts';
import { spreadColumn } from '../../src/segments/spread-column.ts';
import { anyColumnOfTexts, anyOddText, packedKinds } from './arbitrary-packed.ts';

const repacked = (text: string): string | undefined => {
  const numbers = new Uint32Array(MOST_NUMBERS);
  const packing = packText(text, numbers);
  return packing === UNPACKED ? undefined : unpackText(packing, numbers, 0);
};

const textsOf = (column: PlainColumn, rowCount: number): unknown[] =>
  Array.from({ length: rowCount }, (_, row) => valueAt(column, row));

test('texts of the kinds are packed, and unpacked to the letter', () => {
  fc.assert(fc.property(fc.oneof(...packedKinds), (text) => assert.equal(repacked(text), text)));
});

test('a text is unpacked to the letter, or not packed', () => {
  fc.assert(
    fc.property(fc.oneof(anyOddText, fc.string()), (text) => {
      assert.equal(repacked(text) ?? text, text);
    }),
  );
  const none = ['', '-', '-0', '007', '+1', '1.5', '10.1.2', '10.1.2.03', '0123456789ABCDEF', 'ä'];
  for (const text of none) assert.equal(repacked(text), undefined, text);
});

test('the numbers of a kind are as many as are said', () => {
  assert.deepEqual(numbersOf, [0, 2, 1, 2, 4, 4]);
});

test('a column has its texts, whatever becomes of it', () => {
  let packed = 0;
  fc.assert(
    fc.property(anyColumnOfTexts, fc.nat(), (texts, seed) => {
      const column = textColumn(texts);
      packed += Number(column.packed !== undefined);
      const count = texts.length;
      assert.deepEqual(textsOf(column, count), texts);
      assert.deepEqual([...column.values], texts);
      const present = texts.map((text) => Number(text !== undefined));
      assert.deepEqual([...presenceOf(column, count)], present);
      assert.equal(countPresent(column, count), present.filter((one) => one === 1).length);

      const { layout, bytes } = encodeColumn(column);
      const read = decodeColumn({ layout: JSON.parse(JSON.stringify(layout)), bytes });
      assert.deepEqual(textsOf(read, count), texts);

      const rows = texts.map((_, index) => (index * 7 + seed) % count);
      assert.deepEqual(
        textsOf(pickColumn(read, rows), count),
        rows.map((row) => texts[row]),
      );
      const places = Uint32Array.from(texts, (_, index) => 2 * index + 1);
      assert.deepEqual(textsOf(spreadColumn(read, places, 2 * count + 1), 2 * count + 1), [
        undefined,
        ...texts.flatMap((text) => [text, undefined]),
      ]);
    }),
  );
  assert.ok(packed > 50, `only ${packed} columns were packed`);
});

test('texts of several kinds, and many odd ones, are kept as they are', () => {
  assert.equal(textColumn(['a', 'b', '1']).packed, undefined);
  assert.equal(textColumn(['1', '10.1.2.3', '2', '10.1.2.4']).packed, undefined);
  const words = Array.from({ length: 300 }, (_, number) => `w${number}`);
  const numbers = Array.from({ length: 3000 }, (_, number) => String(number));
  assert.equal(textColumn([...numbers, ...words]).packed, undefined);
  assert.notEqual(textColumn([...numbers, ...words.slice(0, 200)]).packed, undefined);
});
