// Random regular expressions of the dialect, globs, and patterns of dates.

import fc from 'fast-check';

const atom = fc.constantFrom(
  ...[
    'a',
    'b',
    'A',
    '1',
    '0',
    ' ',
    '=',
    'é',
    '😀',
    '.',
    '\\.',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\/',
  ],
  ...[
    '[a-c]',
    '[^a]',
    '[^a-z\\n]',
    '[[:alpha:]]',
    '[\\d.]',
    '[]a]',
    '[\\]]',
    '\\x41',
    '\\pL',
    '\\Qa.b\\E',
    '\\n',
  ],
  ...['error', 'user', 'ms', ':', '-', '"', '^', '$', '\\b', '\\B', '\\A', '\\z', '(?s)', '(?:)'],
);

const isRepeatable = (text: string): boolean => !/^(\^|\$|\\[bBAz]|\(\?[a-z]+\))$/.test(text);

/**
 * A repeat without end, marked: V8 goes back over each of them, so a pattern keeps only a few, and none around
 * another. The law is about answers, not about time.
 */
const endless = (sign: string): string => `\u0001${sign}\u0002`;

const MOST_ENDLESS = 2;

/** The pattern with its first endless repeats; the others happen once at most. */
export const settled = (marked: string): string => {
  let count = 0;
  return marked.replace(/\u0001(.*?)\u0002/gu, (_, sign: string) => {
    count += 1;
    return count <= MOST_ENDLESS ? sign : '?';
  });
};

const repeatedAtom = fc
  .tuple(
    atom,
    fc.constantFrom('', '', '', '?', '{2}', '{0,1}', '??', ...['*', '+', '*?', '+?', '{1,}'].map(endless)),
  )
  .map(([text, count]) => (isRepeatable(text) ? text + count : text));

const group = (body: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('(', '(', '(?:', '(?s:'), body, fc.constantFrom('', '', '?', '{0,1}'))
    .map(([open, inside, count]) => `${open}${inside})${count}`);

const alternatives = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(
      fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((choices) => choices.join('|'));

const inner = alternatives(repeatedAtom);

/** A regular expression with its endless repeats marked. */
const marked = alternatives(
  fc.oneof({ weight: 5, arbitrary: repeatedAtom }, { weight: 1, arbitrary: group(inner) }),
);

/**
 * A regular expression without its slashes. All of it heeds case or none: V8, by which the reference reads
 * `(?i:…)`, was seen to match letters outside it too, once in many thousand patterns.
 */
export const anyRegex = fc
  .tuple(fc.constantFrom('', '', '', '(?i)'), marked)
  .map(([flags, body]) => settled(flags + body));

export type NamedRegex = readonly {
  readonly text: string;
  readonly isNamed: boolean;
  readonly count: string;
}[];

/** Parts of a regular expression, to be settled, at least one of them to be a named group. */
export const regexWithGroups: fc.Arbitrary<NamedRegex> = fc
  .array(
    fc.record(
      { text: marked, isNamed: fc.boolean(), count: fc.constantFrom('', '', '?') },
      { noNullPrototype: true },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) =>
    parts.some((part) => part.isNamed) ? parts : parts.map((part) => ({ ...part, isNamed: true })),
  );

/** Pieces of a glob; `*` captures. */
export const globPieces = fc.array(
  fc.constantFrom(
    '*',
    '*',
    '*',
    ' ',
    '=',
    ':',
    'user',
    'took ',
    'a',
    '1',
    '"',
    'é',
    '\\*',
    '{',
    '\n',
    '\t',
    '.',
  ),
  { minLength: 1, maxLength: 6 },
);

export const anyPeriod = fc
  .tuple(
    fc.constantFrom(1, 2, 5, 25, 90, 7),
    fc.constantFrom(
      'ms',
      's',
      'sec',
      'm',
      'min',
      'h',
      'hours',
      'd',
      'day',
      'w',
      'mo',
      'months',
      'q',
      'y',
      'yrs',
    ),
  )
  .map(([count, unit]) => `${count}${unit}`);

export const datePattern = fc.constantFrom(
  "yyyy-MM-dd'T'HH:mm:ssX",
  'yyyy-MM-dd',
  'yyyy',
  "uuuu-MM-dd'T'HH:mm:ss'Z'",
  'H',
);

export const timePattern = fc.constantFrom('%Y-%m-%d %H:%M:%S', '%F %T', '%y%j', '%%', 'no directive é', '');

export const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Nowhere/Land',
  'Z',
);
