// Names, literals and texts of syntax trees, as fast-check makes them: the odd ones too.

import fc from 'fast-check';
import type { Expression, FieldReference, Name, PeriodLiteral, Span } from '../../grammar/index.ts';
import { clauseWords, keywordTokens } from '../../grammar/tokens.ts';

/** Spans say nothing in trees that come from no text. */
const span: Span = { start: 0, end: 0 };

/** A node without its span, for fast-check's records. */
export const node =
  <Kind extends string>(kind: Kind) =>
  <T extends object>(rest: T): { kind: Kind; span: Span } & T => ({ kind, span, ...rest });

const oddCharacters = fc.constantFrom(
  ...['"', "'", '\\', '\n', '\t', '\r', '/', '|', '#', '`', '.', '[', ']', '*', '(', ')', ' ', '{', '='],
  ...['é', '😀', '@', 'n', '\u2028', '\u00a0', '-'],
);

const plainWords = [
  ...['a', '@message', 'level', 'count', 'x1', '_', '@', '@@', 'é', 'min', '0', '1a', 'ms', '名前'],
  ...['fields', 'filter', 'limit', 'parse', 'sort', 'stats', 'search', 'source', 'join', 'unnest', 'now'],
  ...['field', 'action', 'p', 'type', 'left', 'right', 'fieldname', 'AND', 'Or', 'previousDay'],
];
/** Every word that means something behind a command's word. */
const wordsOfClauses = [...clauseWords.keys(), ...keywordTokens.map((token) => token.name.toLowerCase())];

/** Any text but backticks, which no name can hold. */
const oddWord = fc
  .string({ unit: fc.oneof(oddCharacters, fc.constantFrom('a', 'b')), minLength: 1, maxLength: 6 })
  .filter((text) => !text.includes('`'));
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...plainWords) },
  { weight: 2, arbitrary: fc.constantFrom(...wordsOfClauses) },
  { weight: 1, arbitrary: oddWord },
);

export const nameText = fc.oneof(
  word,
  fc.tuple(word, word).map((parts) => parts.join('.')),
);
export const name: fc.Arbitrary<Name> = nameText.map((text) => node('name')({ name: text }));
export const optionalName = fc.option(name, { nil: undefined });

export const further = fc.array(fc.oneof(word, fc.nat({ max: 20 })), { maxLength: 3 });
export const field: fc.Arbitrary<FieldReference> = fc
  .tuple(word, further)
  .map(([first, parts]) => [first, ...parts])
  .map((path) => node('field')({ path, name: path.join('.') }));

const digits = fc.oneof(
  fc.nat().map(String),
  fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })).map(([whole, part]) => `${whole}.${part}`),
  // More digits than a number has, and so few that it would be written with an exponent.
  fc.constantFrom('1717000000000', '123456789012345678901234567890', '0.000000012', '9'.repeat(400)),
);
export const number: fc.Arbitrary<Expression> = digits.map((text) =>
  node('number')({ value: Number(text), text }),
);
/** What limit, param and the like may hold. */
export const amount: fc.Arbitrary<number> = digits.map(Number);

export const text = fc.oneof(fc.string({ unit: oddCharacters }), fc.string());
export const string = text.map((value) => node('string')({ value }));

const units = ['ms', 's', 'm', 'min', 'h', 'hours', 'd', 'w', 'mo', 'q', 'y', 'years'];
const count = fc.oneof(fc.nat({ max: 5000 }), fc.constant(1e22));
export const period: fc.Arbitrary<PeriodLiteral> = fc
  .tuple(count, fc.constantFrom(...units))
  .map(([many, unit]) => node('period')({ count: many, unit }));

/** Pieces of patterns; only whole ones, so that the slash that closes is the one behind the last. */
const regexPiece = fc.constantFrom(
  ...['a', '.', '\\/', '\\\\\\/', '[^/]', '[/"]', '"', "'", '|', '#', ' ', '(?i)', '(?<n>b+)', '\\d', '\\['],
  ...['\\Q*\\E', '{2}', '$', '^', '`', 'é', '\\"', '\n', '\u2028'],
);
const regexPattern = fc.array(regexPiece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
export const regex = regexPattern.map((pattern) => node('regex')({ pattern }));

export const literal: fc.Arbitrary<Expression> = fc.oneof(
  field,
  number,
  string,
  period,
  regex,
  fc.boolean().map((value) => node('boolean')({ value })),
);
