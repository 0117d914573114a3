// As deep as a query may nest the stack holds out; what nests deeper is refused, never thrown.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseQuery, wordingOf } from '../../grammar/index.ts';
import { MAX_DEPTH } from '../../grammar/nesting.ts';
import { planQuery } from '../../src/plan/index.ts';

const around = (start: string, open: string, inner: string, close: string, depth: number): string =>
  start + open.repeat(depth) + inner + close.repeat(depth);

/** Each nests one level a piece; the last one stands behind an operator of every level of the grammar. */
const forms: Readonly<Record<string, (depth: number) => string>> = {
  brackets: (depth) => around('filter ', '(', 'ms = 1', ')', depth),
  calls: (depth) => around('fields ', 'abs(', 'ms', ')', depth),
  prefixes: (depth) => around('filter ', 'not ', 'a', '', depth),
  powers: (depth) => around('fields a', '^a', '', '', depth),
  'prefixes and brackets': (depth) =>
    around('filter ', 'not (', 'a', ')', Math.floor(depth / 2)) + (depth % 2 === 1 ? ' = -(1)' : ''),
  'calls behind operators': (depth) =>
    around('filter ', 'a or b and c like d = e < f + g * if(i, ', 'a', ')', depth),
};

const codes = (text: string): readonly string[] => parseQuery(text).diagnostics.map(({ code }) => code);
const beneath = <T>(frames: number, body: () => T): T =>
  frames === 0 ? body() : [beneath(frames - 1, body)][0]!;

suite('nesting', () => {
  for (const [title, form] of Object.entries(forms))
    test(title, () => {
      assert.deepEqual(codes(form(MAX_DEPTH)), []);
      assert.deepEqual(
        beneath(50, () => codes(form(MAX_DEPTH))),
        [],
      );
      assert.doesNotThrow(() => planQuery(form(MAX_DEPTH)));
      for (const depth of [MAX_DEPTH + 2, 100, 116, 120, 200])
        assert.deepEqual(codes(form(depth)), ['too-deep'], String(depth));
    });

  test('levels that stand side by side do not add up', () => {
    assert.deepEqual(codes(`filter ${Array.from({ length: 200 }, () => '(-a)').join(' = ')}`), []);
    assert.deepEqual(codes(`fields ${Array.from({ length: 200 }, (_, i) => `a ^ -${i}`).join(', ')}`), []);
    assert.deepEqual(codes(`fields a${' - a'.repeat(200)}`), []);
  });

  test('a caller that has left no stack is told so', () => {
    const answers: (readonly string[])[] = [];
    const dig = (): void => {
      try {
        dig();
      } catch {}
      // On the way up: the first that get an answer have hardly any stack.
      if (answers.length < 20)
        try {
          answers.push(codes('filter ((((((((a))))))))'));
        } catch (error) {
          // Outside of the parser there is nothing left to say it with.
          if (!(error instanceof RangeError)) throw error;
        }
    };
    dig();
    assert.ok(answers.some((answer) => answer.join() === 'too-deep'));
    assert.deepEqual(codes('filter ((((((((a))))))))'), []);
  });

  test('what is said is true', () => {
    const said = (text: string) => parseQuery(text).diagnostics.map((found) => wordingOf(found).sentence);
    assert.deepEqual(said(around('filter ', '(', '1', ')', 51)), [
      'brackets, calls and prefixes are nested more than 50 deep',
    ]);
    assert.deepEqual(said(`filter a${' or a'.repeat(1_001)}`), [
      'an expression has more than 1,000 operators',
    ]);
  });
});
