// What is decided by shapes is what looking at every message would have said.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileRegex } from '../../src/engine/regex.ts';
import { linearPatterns, shapeSearch } from '../../src/engine/shapes/index.ts';
import { literal, messages, numRuns, pattern, rowsOf, shapedOf, treeOf } from './shaped-messages.ts';

suite('what is decided by shapes', () => {
  test('a pattern matches in the rows in which it matches', () => {
    fc.assert(
      fc.property(messages, pattern, (texts, source) => {
        const tree = treeOf(source);
        const column = shapedOf(texts);
        if (tree === undefined || column === undefined) return;
        const regex = compileRegex(tree);
        const search = shapeSearch({
          patterns: linearPatterns(tree),
          literal: undefined,
          test: (text) => regex.test(text),
        });
        const expected = texts.flatMap((text, row) => (regex.test(text) ? [row] : []));
        assert.deepEqual(
          [...search(column, rowsOf(texts.length))],
          expected,
          `${source} in ${JSON.stringify(texts)}`,
        );
      }),
      { numRuns },
    );
  });

  test('a text is in the rows in which it is', () => {
    fc.assert(
      fc.property(
        messages,
        fc.array(literal, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (texts, parts, isWhole) => {
          const wanted = parts.join('');
          const column = shapedOf(texts);
          if (column === undefined) return;
          const patterns = isWhole
            ? [
                {
                  steps: [{ kind: 'text', text: wanted, anyCase: false }],
                  isAnchored: false,
                  isGlob: false,
                } as const,
              ]
            : undefined;
          const search = shapeSearch({ patterns, literal: wanted, test: (text) => text.includes(wanted) });
          const expected = texts.flatMap((text, row) => (text.includes(wanted) ? [row] : []));
          assert.deepEqual([...search(column, rowsOf(texts.length))], expected);
        },
      ),
      { numRuns },
    );
  });

  test('some are decided: nothing would be spared otherwise', () => {
    const texts = Array.from({ length: 20 }, (_, index) => `START took ${index} ms`);
    const column = shapedOf(texts)!;
    const never = (): boolean => assert.fail('a row was looked at');
    for (const [source, count] of [
      ['took \\d+ ms', 20],
      ['error', 0],
      ['(?i)START|ERROR', 20],
      ['^START \\S+ \\d+', 20],
      ['took (?<n>\\S+) s', 0],
    ] as const) {
      const search = shapeSearch({
        patterns: linearPatterns(treeOf(source)!),
        literal: undefined,
        test: never,
      });
      assert.equal(search(column, rowsOf(20)).length, count, source);
    }
  });
});
