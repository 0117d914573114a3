// Texts that are hardly queries: valid ones with pieces taken out, doubled or put in, and words in any order.

import fc from 'fast-check';
import { allCommands } from '../../grammar/commands/index.ts';
import { functionSpellings } from '../../grammar/vocabulary/index.ts';
import { anyQuery } from './arbitrary-queries.ts';

const words = [
  ...allCommands.flatMap((record) => record.words),
  ...functionSpellings,
  ...['by', 'as', 'and', 'or', 'not', 'in', 'like', 'asc', 'desc', 'group', 'true', 'false', 'any', 'offset'],
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
    '/',
    '%',
    '^',
    '!',
    '=',
    '!=',
    '<=',
    '>',
    '=~',
    '~=',
    '&&',
    '<>',
  ],
  ...[
    'a',
    '@message',
    '@timestamp',
    '`a b`',
    'a.b[0]',
    'x',
    '1',
    '2.5',
    '5m',
    '1 month',
    '99999999999999999999',
  ],
  ...['"text"', "'it'", '"a*b"', '/re/', '/(?<g>x)/', '/(/', '/(?=x)/', '"', "'", '`', '/', '\\', '#', '\n'],
  ...[
    '§',
    '“',
    'é',
    '😀',
    '\ud800',
    '\u0000',
    '\ufeff',
    '.5',
    '1.',
    '1e3',
    '{',
    '}',
    ';',
    ':',
    '?',
    '$',
    '~',
    '&',
  ],
];

const word = fc.constantFrom(...words);

const soup = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '')), { maxLength: 14 })
  .map((list) => list.flat().join(''));

type Edit = { readonly at: number; readonly removed: number; readonly put: string };

const edit: fc.Arbitrary<Edit> = fc.record(
  {
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(6),
    put: fc.oneof(word, fc.constant('')),
  },
  { noNullPrototype: true },
);

const edited = (text: string, { at, removed, put }: Edit): string => {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + put + text.slice(from + removed);
};

const damaged = fc
  .tuple(anyQuery, fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([query, edits]) => edits.reduce(edited, query));

export const anyNonsense = fc.oneof(
  { weight: 3, arbitrary: damaged },
  { weight: 2, arbitrary: soup },
  fc.string(),
);
