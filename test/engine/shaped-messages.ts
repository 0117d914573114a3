// Random messages with shapes, and random patterns to look for in them.

import fc from 'fast-check';
import { type RegexTree, readRegex } from '../../grammar/index.ts';
import { columnsStored, encodeSegment, type ShapedColumn, segmentBuilder } from '../../src/segments/index.ts';

const START = Date.UTC(2024, 2, 11);

/** INSITU_LAW_RUNS=100000 hunts longer. */
export const numRuns = Number(process.env.INSITU_LAW_RUNS ?? 3_000);

/** Undefined where the messages have no shapes. */
export const shapedOf = (messages: readonly string[]): ShapedColumn | undefined => {
  const builder = segmentBuilder('app');
  messages.forEach((message, index) => {
    builder.add(START + index, message, 's', Number.NaN);
  });
  const column = columnsStored(encodeSegment(builder.seal('all'), 1)).column('@message');
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
export const messages = fc
  .tuple(
    fc.array(fc.oneof(line, json), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(), { minLength: 1, maxLength: 25 }),
  )
  .map(([kinds, picks]) =>
    picks.map((pick, index) =>
      kinds[pick % kinds.length]!.replace(/\d/, (digit) => String((Number(digit) + index) % 12)),
    ),
  );

export const literal = fc.constantFrom(
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
export const pattern = fc
  .tuple(
    fc.constantFrom('', '', '^', '(?i)'),
    fc.oneof(
      { weight: 4, arbitrary: sequence },
      fc.array(literal, { minLength: 2, maxLength: 3 }).map((texts) => texts.join('|')),
    ),
  )
  .map(([flag, body]) => flag + body);

/** Undefined where the dialect refuses it, as it does with a name that comes twice. */
export const treeOf = (text: string): RegexTree | undefined => {
  const tree = readRegex(text);
  return 'problem' in tree ? undefined : tree;
};

export const rowsOf = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);
