// What is decided by shapes is what looking at every message would have said.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readRegex } from '../../grammar/index.ts';
import { compileRegex } from '../../src/engine/regex.ts';
import {
  linearGlob,
  linearPatterns,
  oneLinearPattern,
  shapeParser,
  shapeSearch,
} from '../../src/engine/shapes/index.ts';
import { readGlob } from '../../src/plan/glob.ts';
import {
  type Column,
  decodeStored,
  encodeSegment,
  type ShapedColumn,
  segmentBuilder,
  valueAt,
} from '../../src/segments/index.ts';

const START = Date.UTC(2024, 2, 11);

/** Undefined where the messages have no shapes. */
const shapedOf = (messages: readonly string[]): ShapedColumn | undefined => {
  const builder = segmentBuilder('app');
  messages.forEach((message, index) => {
    builder.add(START + index, message, 's', Number.NaN);
  });
  const columns = new Map(encodeSegment(builder.seal('all'), 1).map((column) => [column.field, column]));
  const read = (field: string): Column | undefined => {
    const column = columns.get(field);
    return column && decodeStored(column, read);
  };
  const column = read('@message');
  return column?.form === 'shaped' ? column : undefined;
};

const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'took',
      'ms',
      'error',
      'Error',
      'MB',
      'id',
      'a',
      'ab',
      'k',
      's',
      'ſ',
      'K',
      'é',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('1', '10', '4.10', '2.5', 'a1', '1a', 'x9y', 'ab1', 'error7', 'é1', '😀1'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('"a b"', '"error"', 'x=ab', 'x=1', '-5', '2024-03-11T00:00:00.003Z'),
  },
);

const line = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ':', '\t', '', ', ', '\n')), { minLength: 1, maxLength: 6 })
  .map((words) => words.flat().join(''));

const json = fc
  .tuple(fc.constantFrom('error', 'ok', 'a1', 'a b'), fc.integer({ min: -3, max: 120 }), fc.boolean())
  .map(([level, n, done]) => `{"level":"${level}","took":${n},"done":${done}}`);

/** Few kinds of lines, so that shapes have several rows. */
const messages = fc
  .tuple(
    fc.array(fc.oneof(line, json), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(), { minLength: 1, maxLength: 25 }),
  )
  .map(([kinds, picks]) =>
    picks.map((pick, index) =>
      kinds[pick % kinds.length]!.replace(/\d/, (digit) => String((Number(digit) + index) % 12)),
    ),
  );

const literal = fc.constantFrom(
  'took',
  ' ms',
  'ms',
  'error',
  'a',
  '1',
  '10',
  'ab',
  ' ',
  ':',
  '"',
  '=',
  '.1',
  'rr',
  'k',
  'é',
  '":',
  'Z',
  '-0',
);
const piece = fc.oneof(
  literal.map((text) => text.replace(/[.]/g, '\\.')),
  fc.constantFrom(
    '\\d+',
    '\\S+',
    '\\s+',
    '\\s*',
    '[a-z]+',
    '[^ ]+',
    '[^"]*',
    '.',
    '\\d',
    '[0-9.]+',
    '.*',
    '.+',
    '.*?',
    '.+?',
    '\\w+',
  ),
  fc.constantFrom(
    '(?<x>\\d+)',
    '(?<x>\\S+)',
    '(?<x>.*?)',
    '(?<x>[a-z]+)',
    '(?<x>[^"]+)',
    '(?<x>.*)',
    '(?<x>\\w*)',
    '(?<x>a)',
  ),
);
const sequence = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => {
  let names = 0;
  return pieces.join('').replaceAll('?<x>', () => `?<x${names++}>`);
});
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '^', '(?i)'),
    fc.oneof(
      { weight: 4, arbitrary: sequence },
      fc.array(literal, { minLength: 2, maxLength: 3 }).map((texts) => texts.join('|')),
    ),
  )
  .map(([flag, body]) => flag + body);

/** Undefined where the dialect refuses it, as it does with a name that comes twice. */
const treeOf = (text: string) => {
  const tree = readRegex(text);
  return 'problem' in tree ? undefined : tree;
};

const rowsOf = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

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
      { numRuns: 4_000 },
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
      { numRuns: 3_000 },
    );
  });

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
        texts.forEach((text, row) => {
          const match = regex.exec(text);
          const expected = tree.names.map((_, index) => match?.[index + 1]);
          assert.deepEqual(
            made.map((of) => valueAt(of, row)),
            expected,
            `${source} in ${JSON.stringify(text)}`,
          );
        });
      }),
      { numRuns: 4_000 },
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
        texts.forEach((message, row) => {
          assert.deepEqual(
            made.map((of) => valueAt(of, row)),
            capture(message),
            `${text} in ${JSON.stringify(message)}`,
          );
        });
      }),
      { numRuns: 4_000 },
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
