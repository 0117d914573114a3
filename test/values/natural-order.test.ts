// The natural order of texts, found where they begin to differ, is the one found chunk by chunk.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareChunks } from '../../src/values/index.ts';
import { compareNatural } from '../reference/natural-order.ts';

/** Few characters, so that texts have much in common: digits, letters, and both ends of UTF-16's odd order. */
const text = fc
  .array(fc.constantFrom('0', '1', '9', 'a', 'b', '-', '\u{e000}', '\u{10000}', '\u{10001}'), {
    maxLength: 8,
  })
  .map((characters) => characters.join(''));

test('texts go by their runs of digits and of other characters', () => {
  for (const [before, after] of [
    ['a2', 'a10'],
    ['a', 'a1'],
    ['a1', 'ab'],
    ['1a', '1b'],
    ['1-9', '1-10'],
    ['a09', 'a010'],
    ['', '0'],
    ['9', 'a'],
    ['a\u{e000}', 'a\u{10000}'],
  ] as const) {
    assert.ok(compareChunks(before, after) < 0, `${before} before ${after}`);
    assert.ok(compareChunks(after, before) > 0, `${after} after ${before}`);
  }
});

test('the order is the one chunk by chunk', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(Math.sign(compareChunks(a, b)), compareNatural(a, b));
    }),
    { numRuns: 5000 },
  );
});
