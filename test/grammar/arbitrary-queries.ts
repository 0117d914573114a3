// Syntax trees of every kind of command and expression, as fast-check makes them. Spans say nothing here.

import fc from 'fast-check';
import type {
  Command,
  CommandKind,
  Expression,
  Item,
  Name,
  ParseCommand,
  Query,
  Span,
} from '../../grammar/index.ts';

const span: Span = { start: 0, end: 0 };

/** A node without its span, for fast-check's records. */
const node =
  <Kind extends string>(kind: Kind) =>
  <T extends object>(rest: T): { kind: Kind; span: Span } & T => ({ kind, span, ...rest });

const oddCharacters = fc.constantFrom(
  ...[
    '"',
    "'",
    '\\',
    '\n',
    '\t',
    '\r',
    '/',
    '|',
    '#',
    '`',
    '.',
    '[',
    ']',
    '*',
    '(',
    ')',
    ' ',
    'é',
    '😀',
    '@',
    'n',
  ],
);
const plainWord = fc.constantFrom(
  ...[
    'a',
    '@message',
    'level',
    'count',
    'by',
    'as',
    'not',
    'AND',
    'in',
    'like',
    'true',
    'desc',
    'group',
    'fields',
  ],
  ...['limit', 'parse', 'x1', '_', '@', '@@', 'é', 'min', '0', '1a', 'sort', 'filter', 'stats', 'Or', 'ms'],
);
/** Any text but backticks, which no name can hold. */
const oddWord = fc
  .string({ unit: fc.oneof(oddCharacters, fc.constantFrom('a', 'b', '-')), minLength: 1, maxLength: 6 })
  .filter((text) => !text.includes('`'));
const word = fc.oneof({ weight: 4, arbitrary: plainWord }, { weight: 1, arbitrary: oddWord });

const name: fc.Arbitrary<Name> = fc
  .oneof(
    word,
    fc.tuple(word, word).map((parts) => parts.join('.')),
  )
  .map((text) => node('name')({ name: text }));

const pathPart = fc.oneof(word, fc.nat({ max: 20 }));
const field: fc.Arbitrary<Expression> = fc
  .tuple(word, fc.array(pathPart, { maxLength: 3 }))
  .map(([first, further]) => [first, ...further])
  .map((path) => node('field')({ path, name: path.join('.') }));

const number: fc.Arbitrary<Expression> = fc
  .oneof(
    fc.nat().map(String),
    fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })).map(([whole, part]) => `${whole}.${part}`),
  )
  .map((text) => node('number')({ value: Number(text), text }));

const text = fc.oneof(fc.string({ unit: oddCharacters }), fc.string());
const string: fc.Arbitrary<Expression> = text.map((value) => node('string')({ value }));

const units = ['ms', 's', 'm', 'min', 'h', 'hours', 'd', 'w', 'mo', 'q', 'y', 'years'];
const period: fc.Arbitrary<Expression> = fc
  .tuple(fc.nat({ max: 5000 }), fc.constantFrom(...units))
  .map(([count, unit]) => node('period')({ count, unit }));

/** Pieces of patterns; only whole ones, so that the slash that closes is the one behind the last. */
const regexPiece = fc.constantFrom(
  ...[
    'a',
    '.',
    '\\/',
    '\\\\\\/',
    '[^/]',
    '[/"]',
    '"',
    "'",
    '|',
    '#',
    ' ',
    '(?i)',
    '(?<n>b+)',
    '\\d',
    '\\[',
    '\\Q*\\E',
  ],
  ...['{2}', '$', '^', '`', 'é', '\\"'],
);
const regexPattern = fc.array(regexPiece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const regex = regexPattern.map((pattern) => node('regex')({ pattern }));

const literals = fc.oneof(
  field,
  number,
  string,
  period,
  regex,
  fc.boolean().map((value) => node('boolean')({ value })),
);

const operators = {
  arithmetic: ['+', '-', '*', '/', '%', '^'],
  comparison: ['=', '!=', '<', '<=', '>', '>='],
  logical: ['and', 'or'],
} as const;

const binary = (kind: keyof typeof operators, operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(fc.constantFrom(...operators[kind]), operand, operand)
    .map(([operator, left, right]) => ({ kind, span, operator, left, right }) as Expression);

const prefixed = (kind: 'negation' | 'not', operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  operand.map((inner) => ({ kind, span, operand: inner }));

const call = (operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc
      .tuple(name, fc.array(operand, { maxLength: 3 }))
      .map(([called, args]) => node('call')({ name: called, args, star: false })),
    name.map((called) => node('call')({ name: called, args: [], star: true })),
  );

export const expression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => {
  const operand = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      literals,
      call(operand),
      prefixed('negation', operand),
      prefixed('not', operand),
      binary('arithmetic', operand),
      binary('comparison', operand),
      binary('logical', operand),
      fc
        .tuple(fc.boolean(), operand, operand)
        .map(([negated, value, pattern]) => node('match')({ negated, value, pattern })),
      fc
        .tuple(fc.boolean(), operand, fc.array(operand, { maxLength: 3 }))
        .map(([negated, value, list]) => node('membership')({ negated, value, list })),
    ),
  };
}).expression;

const item: fc.Arbitrary<Item> = fc
  .tuple(expression, fc.option(name, { nil: undefined }))
  .map(([value, alias]) => node('item')({ value, alias }));
const items = fc.array(item, { minLength: 1, maxLength: 3 });

const glob: fc.Arbitrary<ParseCommand['pattern']> = text.map((value) => node('glob')({ value }));

/** Keyed by kind, so that a command without an arbitrary does not compile. */
const commands: { readonly [Kind in CommandKind]: fc.Arbitrary<Extract<Command, { kind: Kind }>> } = {
  fields: items.map((list) => node('fields')({ items: list })),
  display: items.map((list) => node('display')({ items: list })),
  filter: expression.map((condition) => node('filter')({ condition })),
  parse: fc
    .tuple(
      fc.option(fc.oneof(field, call(expression)), { nil: undefined }),
      fc.oneof(glob, regex),
      fc.array(name, { maxLength: 3 }),
    )
    .map(([source, pattern, names]) => node('parse')({ source, pattern, names })),
  stats: fc
    .tuple(items, fc.oneof(fc.constant([]), items))
    .map(([aggregates, by]) => node('stats')({ aggregates, by })),
  sort: fc
    .array(
      fc
        .tuple(expression, fc.constantFrom('asc', 'desc'))
        .map(([value, direction]) => node('sort-key')({ value, direction })),
      { minLength: 1, maxLength: 3 },
    )
    .map((keys) => node('sort')({ keys })),
  limit: fc.nat().map((count) => node('limit')({ count })),
  dedup: fc.array(expression, { minLength: 1, maxLength: 3 }).map((keys) => node('dedup')({ keys })),
};

export const command: fc.Arbitrary<Command> = fc.oneof(...Object.values(commands));

export const query: fc.Arbitrary<Query> = fc
  .array(command, { minLength: 1, maxLength: 4 })
  .map((list) => node('query')({ commands: list }));
