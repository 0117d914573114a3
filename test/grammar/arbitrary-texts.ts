// Texts that are nearly queries: soups of tokens, and valid queries with a few characters changed.

import fc from 'fast-check';
import { printQuery } from '../../grammar/index.ts';
import { query } from './arbitrary-queries.ts';

const pieces = [
  ...['fields', 'filter', 'parse', 'stats', 'sort', 'limit', 'dedup', 'display', 'where', 'order', 'pattern'],
  ...['by', 'as', 'and', 'or', 'not', 'in', 'like', 'true', 'asc', 'desc', 'group', 'any', 'offset', 'multi'],
  ...['a', '@message', 'a.b', 'a[0]', 'a.`b c`', '@`x y`', 'count', 'bin', 'é', '`', '``', '@'],
  ...['1', '0.5', '5m', '10 min', '1e3', '5minx', '.5', '"x"', "'y'", '"', "'", '"\\"', '“', '’'],
  ...['/x/', '/', '/a[/]b/', '/[/', '/\\//', '\\', '/i', '(?i)', '(?<a>'],
  ...[
    '|',
    ',',
    '(',
    ')',
    '[',
    ']',
    '+',
    '-',
    '*',
    '%',
    '^',
    '=',
    '==',
    '!=',
    '<',
    '>=',
    '!',
    '=~',
    '~=',
    '&&',
    '<>',
  ],
  ...['#', '# x |\n', '\n', '\r\n', '\t', '\u00a0', '\ufeff', '😀', '\u0000', '$', ';', '{', '}', '?', ':'],
];

const blank = fc.constantFrom(' ', ' ', ' ', '', '\n');

export const tokenSoup: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...pieces), blank), { maxLength: 30 })
  .map((parts) => parts.flat().join(''));

type Edit = { readonly at: number; readonly length: number; readonly insert: string };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 5 }),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...pieces), fc.string({ maxLength: 2 })),
});

const applyEdit = (text: string, { at, length, insert }: Edit): string => {
  const offset = Math.floor(at * text.length);
  return text.slice(0, offset) + insert + text.slice(offset + length);
};

/** A printed tree after one to three small changes. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(query, fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([tree, edits]) => edits.reduce(applyEdit, printQuery(tree)));
