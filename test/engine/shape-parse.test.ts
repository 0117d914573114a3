// What is parsed by shapes is what parsing every message would have given.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileRegex } from '../../src/engine/regex.ts';
import { linearGlob, oneLinearPattern, shapeParser } from '../../src/engine/shapes/index.ts';
import { readGlob } from '../../src/plan/glob.ts';
import { valueAt } from '../../src/segments/index.ts';
import { literal, messages, numRuns, pattern, rowsOf, shapedOf, treeOf } from './shaped-messages.ts';

suite('what is parsed by shapes', () => {
  test('a regex captures in every row what it captures there', () => {
    fc.assert(
      fc.property(messages, pattern, (texts, source) => {
        const tree = treeOf(source);
        const column = shapedOf(texts);
        if (tree === undefined || column === undefined) return;
        const regex = compileRegex(tree);
        const captureCount = tree.names.length;
        const parse = shapeParser({
          pattern: oneLinearPattern(tree),
          literal: undefined,
          captureCount,
          match: (text, captures) => {
            const match = regex.exec(text);
            if (match === null) return false;
            for (let index = 0; index < captureCount; index += 1) captures[index] = match[index + 1];
            return true;
          },
        });
        const made = parse(column, rowsOf(texts.length), texts.length);
        const columns = tree.names.map((_, capture) => made(capture));
        texts.forEach((text, row) => {
          const match = regex.exec(text);
          const expected = tree.names.map((_, index) => match?.[index + 1]);
          assert.deepEqual(
            columns.map((of) => valueAt(of, row)),
            expected,
            `${source} in ${JSON.stringify(text)}`,
          );
        });
      }),
      { numRuns },
    );
  });

  test('a glob takes from every row what it takes there', () => {
    const glob = fc
      .array(fc.oneof(literal, fc.constant('*')), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(messages, glob, (texts, text) => {
        const { literals } = readGlob(text);
        const linear = linearGlob({ literals });
        const column = shapedOf(texts);
        if (linear === undefined || column === undefined) return;
        const captureCount = literals.length - 1;
        const capture = (message: string): readonly (string | undefined)[] => {
          let at = message.indexOf(literals[0]!);
          if (at === -1) return literals.slice(1).map(() => undefined);
          at += literals[0]!.length;
          const parts: string[] = [];
          for (let star = 1; star <= captureCount; star += 1) {
            const isRest = literals[star] === '' && star === captureCount;
            const end = isRest ? message.length : message.indexOf(literals[star]!, at);
            if (end === -1) return literals.slice(1).map(() => undefined);
            parts.push(message.slice(at, end));
            at = end + literals[star]!.length;
          }
          return parts;
        };
        const match = (message: string, captures: (string | undefined)[]): boolean => {
          const parts = capture(message);
          parts.forEach((part, index) => {
            captures[index] = part;
          });
          return parts[0] !== undefined;
        };
        const made = shapeParser({ pattern: linear, literal: undefined, captureCount, match })(
          column,
          rowsOf(texts.length),
          texts.length,
        );
        const columns = literals.slice(1).map((_, capture) => made(capture));
        texts.forEach((message, row) => {
          assert.deepEqual(
            columns.map((of) => valueAt(of, row)),
            capture(message),
            `${text} in ${JSON.stringify(message)}`,
          );
        });
      }),
      { numRuns },
    );
  });
});
