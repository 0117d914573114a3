// Turns of phrase that several sentences of wording.ts share.

import { findFunction } from './vocabulary/index.ts';

export const didYouMean = (nearest: string | undefined): string | undefined =>
  nearest === undefined ? undefined : `did you mean "${nearest}"?`;

const listed = (words: readonly string[], conjunction: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;

export const quoted = (words: readonly string[]): string =>
  listed(
    words.map((word) => `"${word}"`),
    'and',
  );

/** `stats count by level` of other languages: what was meant by the name of a function. */
export const bareCall = (name: string): string | undefined => {
  const found = findFunction(name);
  if (found === undefined) return undefined;
  return found.name === 'count' ? 'write count(*)' : `write ${found.name}(…): a function has brackets`;
};

/** Many alternatives say nothing: an expression may begin with a dozen things. */
const operandStarts = new Set([
  '"not"',
  '"!"',
  '"-"',
  '"+"',
  'a field',
  'a number',
  'a period such as 5m',
  'a quoted text',
  'a regular expression',
  '"true"',
  '"false"',
  '"("',
]);

export const expectation = (expected: readonly string[]): string => {
  const starts = expected.filter((word) => operandStarts.has(word));
  const others = expected.filter((word) => !operandStarts.has(word));
  const isCommand = expected.includes('"fields"') && expected.includes('"display"');
  const words = isCommand ? ['a command'] : starts.length > 4 ? ['an expression', ...others] : expected;
  return words.length === 0 ? '' : `; expected ${listed(words, 'or')}`;
};

/** What is a quoted text already gets no further quotes. */
export const shown = (found: string): string => (/^(?:the |["'`])/.test(found) ? found : `"${found}"`);

/** Of the flags of other languages RE2 has these inside an expression; "g" means nothing here. */
export const flagsInside = (flags: string): string =>
  flags === '' ? 'leave them out' : `write (?${flags}) at its beginning: /(?${flags})…/`;

export const signature = (given: number): string => `${given} argument${given === 1 ? '' : 's'}`;
