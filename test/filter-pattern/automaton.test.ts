// Regular expressions as automata: the same answers as JavaScript's own, and in a time that is known beforehand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { automatonOf } from '../../src/filter-pattern/automaton.ts';
import { faultOf, matches } from './tables.ts';

const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '[0-9a-]', '[^\\n\\x5d]', '\\x2a', '[\\D]');
const repetition = fc.constantFrom(
  '',
  '',
  '*',
  '+',
  '?',
  '*?',
  '??',
  '{2}',
  '{0,2}',
  '{1,}',
  '{0}',
  '{2,3}?',
  // Longer than a word of bits.
  '{30,40}',
  '{0,70}',
);
const part = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(atom, repetition).map((both) => both.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('^', '$', '|') },
);
const expressions = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '-', ']', '*', '7', '\n', 'é', '💡', '\ud83d'), { maxLength: 8 })
  .map((letters) => letters.join(''));
/** A few letters, so often that they reach over words of bits. */
const longTexts = fc.tuple(texts, fc.nat({ max: 40 })).map(([text, times]) => text.repeat(times));

test('an automaton finds what JavaScript finds', () => {
  fc.assert(
    fc.property(expressions, fc.oneof(texts, longTexts), (source, text) => {
      const found = automatonOf(source)?.matches(text);
      assert.equal(found, new RegExp(source, 'u').test(text), `${source} in ${JSON.stringify(text)}`);
    }),
    { numRuns: 5000 },
  );
});

test('an expression that JavaScript would try for seconds is through at once', () => {
  const startMs = performance.now();
  // JavaScript's own search takes 300⁴/24 steps and more, some seconds.
  assert.equal(matches('%a*a*a*b%', 'a'.repeat(300)), false);
  assert.equal(matches('{ $.v = %a*a*a*b% }', JSON.stringify({ v: 'a'.repeat(300) })), false);
  assert.equal(matches('[w = %a*a*a*b%]', 'a'.repeat(300)), false);
  // This one would take longer than anybody lives.
  assert.equal(matches('%a*a*a*a*a*a*b%', 'a'.repeat(5000)), false);
  assert.equal(matches('%a*a*a*a*a*a*b%', `${'a'.repeat(5000)}b`), true);
  assert.ok(performance.now() - startMs < 2000);
});

test('large counted repetitions of a long text are through soon', () => {
  const startMs = performance.now();
  const long = 'ab'.repeat(500_000);
  // These took a minute, and nothing else ran meanwhile.
  assert.equal(matches('%[ab]{0,500}c%', long), false);
  assert.equal(matches('%[ab]{0,400}[^a]{0,400}c%', long), false);
  assert.equal(matches('%a.{500}c%', long), false);
  assert.equal(matches('%[ab]{0,500}c%', `${long}c`), true);
  assert.ok(performance.now() - startMs < 10_000);
});

test('an expression that its repetitions make larger than a thousand characters is none', () => {
  assert.equal(matches('%^[ab]{1000}$%', 'a'.repeat(1000)), true);
  assert.match(faultOf('%[ab]{1001}%').message, /^Failed to compile/);
  assert.match(faultOf('%a{600}b{1,600}%').message, /^Failed to compile/);
  assert.match(faultOf(`%a{${'9'.repeat(400)}}%`).message, /^Failed to compile/);
});
