// Columns of fields are the same whether their values come as texts or as parts of one; rows are put in order of
// time as a stable sort does it.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { timestampOrder } from '../../src/segments/arrival-order.ts';
import { fieldColumnBuilder } from '../../src/segments/field-column.ts';
import { unitsOf } from '../../src/segments/shapes/text-units.ts';
import { anyText } from '../store/arbitrary-columns.ts';

const numeral = fc.oneof(
  fc.integer().map(String),
  fc.double().map(String),
  fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(3))
    .map(([n, digits]) => (n / 100).toFixed(digits)),
  fc.constantFrom('0', '-0', '0.0', '-0.0', '00', '01.5', '1.', '.5', '-', '1e5', '0.000001', '0.0000001'),
  fc.constantFrom(
    '123456789012345',
    '1234567890123456',
    '0.30000000000000004',
    '0.123456789012340',
    '+1',
    '',
  ),
);

const repeat = (texts: readonly string[], times: number): readonly string[] =>
  Array.from({ length: times }, () => texts).flat();

/** `isMixed`: every third value comes as a text. */
const columnOfParts = (texts: readonly string[], isMixed: boolean) => {
  const text = texts.join('');
  const units = unitsOf(text);
  const builder = fieldColumnBuilder();
  let from = 0;
  texts.forEach((part, row) => {
    const to = from + part.length;
    if (isMixed && row % 3 === 0) builder.add(row, part);
    else builder.addPart(row, text, units, from, to);
    from = to;
  });
  return builder.finish(texts.length);
};

const columnOfTexts = (texts: readonly string[]) => {
  const builder = fieldColumnBuilder();
  texts.forEach((text, row) => {
    builder.add(row, text);
  });
  return builder.finish(texts.length);
};

suite('columns of fields', () => {
  test('are the same of texts and of parts of a text', () => {
    const texts = fc.oneof(
      fc.array(numeral, { minLength: 1, maxLength: 20 }),
      fc.array(fc.oneof(numeral, anyText), { minLength: 1, maxLength: 40 }),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), fc.boolean(), (few, times, isMixed) => {
        const all = repeat(few, times);
        assert.deepStrictEqual(columnOfParts(all, isMixed), columnOfTexts(all));
      }),
      { numRuns: 2_000 },
    );
  });

  test('are so with many words, whether they come again or not', () => {
    const words = Array.from({ length: 9_000 }, (_, n) => `word ${n}`);
    for (const texts of [words, repeat(words, 2), [...repeat(words.slice(0, 2_000), 3), ...words]])
      assert.deepStrictEqual(columnOfParts(texts, false), columnOfTexts(texts));
  });
});

test('rows are put in the order of their times, equal ones as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(9)), { maxLength: 6 }), fc.boolean(), (lists, areSorted) => {
      const times = lists.flatMap((list) => (areSorted ? list.toSorted((a, b) => a - b) : list));
      const expected = times.map((_, row) => row).sort((a, b) => times[a]! - times[b]! || a - b);
      const isSorted = expected.every((row, index) => row === index);
      assert.deepEqual(timestampOrder(times), isSorted ? undefined : Uint32Array.from(expected));
    }),
    { numRuns: 1_000 },
  );
});
