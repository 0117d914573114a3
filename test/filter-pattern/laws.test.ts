// What holds of every filter pattern.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileFilterPattern, extractValues, parseFilterPattern } from '../../src/filter-pattern/index.ts';
import { matches, parsed } from './tables.ts';

/** Texts made of the language's own pieces get further into the parser than letters by chance. */
const pieces = fc.constantFrom(
  ...['{', '}', '[', ']', '(', ')', '$.', '$', '.a', '[0]', '[*]', "['x y']", '.*', '...', ','],
  ...['=', '!=', '<', '>=', '&&', '||', '!', '&', 'IS', 'NOT', 'EXISTS', 'NULL', 'TRUE', 'null'],
  ...[
    '"a b"',
    '"',
    '\\',
    '%a+%',
    '%',
    '%[%',
    '%(%',
    '1',
    '-1e3',
    '4*',
    '*',
    'w1',
    '?',
    '-',
    ' ',
    '\n',
    'é',
    '💡',
  ],
);
const nonsense = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 12 }).map((parts) => `{ $.a ${parts.join(' ')} }`),
  fc.array(pieces, { maxLength: 12 }).map((parts) => `[w1 ${parts.join(' ')}]`),
  fc.string({ maxLength: 30 }).map((text) => `%${text}%`),
);
const messages = fc.oneof(
  fc.string(),
  fc.json(),
  fc.array(fc.string(), { maxLength: 5 }).map((words) => words.join(' ')),
);

test('no text makes the parser throw; what it takes runs on any message, what it refuses has a place', () => {
  fc.assert(
    fc.property(nonsense, messages, (text, message) => {
      const result = parseFilterPattern(text);
      if ('error' in result) {
        const { offset, cause } = result.error;
        assert.ok(offset >= 0 && offset <= text.length && cause !== '', `${offset} of ${text}`);
        return;
      }
      const isMatch = compileFilterPattern(result.pattern)(message);
      if (!isMatch) assert.deepEqual(extractValues(result.pattern, message), {});
    }),
    { numRuns: 5000 },
  );
});

test('parentheses of any depth that a pattern has room for', () => {
  const depth = 500;
  assert.ok(matches(`{${'('.repeat(depth)}$.a=1${')'.repeat(depth)}}`, '{"a":1}'));
});

test('a quoted phrase is found in every message around it, and excluded from them', () => {
  const quote = (phrase: string): string => `"${phrase.replace(/["\\]/g, '\\$&')}"`;
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string(), fc.string(), (phrase, before, after) => {
      const message = before + phrase + after;
      assert.ok(matches(quote(phrase), message));
      assert.ok(!matches(`-${quote(phrase)}`, message));
      assert.equal(matches(quote(phrase), before), !matches(`-${quote(phrase)}`, before));
    }),
  );
});

type Formula = number | { readonly join: '&&' | '||'; readonly parts: readonly Formula[] };

const { formula } = fc.letrec<{ formula: Formula; joined: Formula }>((tie) => ({
  formula: fc.oneof({ maxDepth: 4, depthSize: 'small' }, fc.nat({ max: 3 }), tie('joined')),
  joined: fc.record({
    join: fc.constantFrom('&&' as const, '||' as const),
    parts: fc.array(tie('formula'), { minLength: 2, maxLength: 3 }),
  }),
}));

/** Parentheses only where && holds an ||. */
const print = (formula: Formula, atom: (index: number) => string, isInAnd = false): string => {
  if (typeof formula === 'number') return atom(formula);
  const { join, parts } = formula;
  const text = parts.map((part) => print(part, atom, join === '&&')).join(` ${join} `);
  return join === '||' && isInAnd ? `(${text})` : text;
};

const evaluate = (formula: Formula, flags: readonly boolean[]): boolean => {
  if (typeof formula === 'number') return flags[formula] === true;
  const { join, parts } = formula;
  return join === '&&'
    ? parts.every((part) => evaluate(part, flags))
    : parts.some((part) => evaluate(part, flags));
};

test('&& and || mean in JSON patterns what they mean everywhere', () => {
  const flags = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(formula, flags, (condition, values) => {
      const pattern = `{ ${print(condition, (index) => `$.v[${index}] IS TRUE`)} }`;
      fc.pre(pattern.length <= 1024);
      assert.equal(matches(pattern, JSON.stringify({ v: values })), evaluate(condition, values), pattern);
    }),
  );
});

test('the words of a message are the values of as many named fields, with an ellipsis anywhere too', () => {
  const words = fc.array(fc.stringMatching(/^[a-z0-9:/.-]{1,8}$/), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (values, place, width) => {
      const from = place % values.length;
      const to = from + (width % (values.length - from + 1));
      const names = values.map((_, index) => (index >= from && index < to ? undefined : `f${index}`));
      const pattern = `[${[...names.slice(0, from), '...', ...names.slice(to)].join(', ')}]`;
      const expected = Object.fromEntries(
        values.map((value, index) => [`$${names[index] ?? index + 1}`, value]),
      );
      assert.deepEqual(extractValues(parsed(pattern), values.join(' ')), expected, pattern);
    }),
  );
});

test('many brackets that nothing closes take no long time', () => {
  const message = '[ " '.repeat(100_000);
  const startMs = performance.now();
  assert.ok(matches('[a, ..., b]', message));
  assert.ok(performance.now() - startMs < 5000);
});
