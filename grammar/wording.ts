// Every sentence that a diagnostic can become, in one place. Where the service's own text is known it is
// given too (insights-ql 8.4), for programs that compare it.

import type { Diagnostic, DiagnosticCode, DiagnosticFacts } from './diagnostic.ts';
import { lineAndColumn } from './span.ts';

export type Wording = {
  /** What is wrong, without capital and full stop. */
  readonly sentence: string;
  /** What to do about it. */
  readonly help?: string | undefined;
};

type Words = { readonly [Code in DiagnosticCode]: (facts: DiagnosticFacts[Code]) => Wording };

const didYouMean = (nearest: string | undefined): string | undefined =>
  nearest === undefined ? undefined : `did you mean "${nearest}"?`;

const listed = (words: readonly string[], conjunction: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;

const quoted = (words: readonly string[]): string =>
  listed(
    words.map((word) => `"${word}"`),
    'and',
  );

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

const expectation = (expected: readonly string[]): string => {
  const starts = expected.filter((word) => operandStarts.has(word));
  const others = expected.filter((word) => !operandStarts.has(word));
  const words = starts.length > 4 ? ['an expression', ...others] : expected;
  return words.length === 0 ? '' : `; expected ${listed(words, 'or')}`;
};

const shown = (found: string): string => (found.startsWith('the ') ? found : `"${found}"`);

const signature = (given: number): string => `${given} argument${given === 1 ? '' : 's'}`;

const words: Words = {
  'aggregate-inside-aggregate': ({ name }) => ({
    sentence: `${name}() stands inside another aggregate`,
    help: 'compute it in a stats of its own, under an alias, and aggregate that in a second stats',
  }),
  'aggregate-needed': ({ text }) => ({
    sentence: `"${text}" is the same for no group: it is neither a group key nor inside an aggregate`,
    help: `write an aggregate of it, such as max(${text}), or add it behind "by"`,
  }),
  'aggregate-outside-stats': ({ name, command }) => ({
    sentence: `${name}() aggregates many events, which "${command}" cannot`,
    help: 'aggregates stand in the list of a stats',
  }),
  'dedup-followed': ({ command }) => ({
    sentence: `"${command}" stands after dedup, where only limit may`,
    help: `put the ${command} before the dedup`,
  }),
  'duplicate-name': ({ name }) => ({
    sentence: `the query gives the name "${name}" a second time`,
    help: 'give it another name; a field that the query has made is shown by "display"',
  }),
  'empty-query': () => ({
    sentence: 'the query is empty',
    help: 'for example: fields @timestamp, @message | limit 20',
  }),
  'empty-stage': () => ({ sentence: 'there is no command at this "|"', help: 'remove the "|"' }),
  'foreign-operator': ({ written, instead }) => ({
    sentence: `"${written}" is no operator of this language`,
    help: `write "${instead}"`,
  }),
  'glob-names-differ': ({ stars, names }) => ({
    sentence: `the pattern captures ${stars} part${stars === 1 ? '' : 's'} with * and is given ${names} name${names === 1 ? '' : 's'}`,
    help: 'one name for each *',
  }),
  'invalid-date-pattern': ({ letter }) => ({
    sentence: `"${letter}" in the date pattern has no meaning here`,
  }),
  'limit-out-of-range': ({ most }) => ({
    sentence: `a limit is a whole number from 1 to ${most.toLocaleString('en-US')}`,
  }),
  'mixed-filter-after-stats': ({ produced, raw }) => ({
    sentence: `the condition mixes ${quoted(produced)}, which the stats produces, with ${quoted(raw)}, which it does not`,
    help: 'make two filters: one before the stats for the fields of the events, one after it for its results',
  }),
  'not-built-yet': ({ what }) => ({ sentence: `${what} is part of the language but not built yet` }),
  'period-misplaced': () => ({
    sentence: 'a period is no value',
    help: 'periods are arguments of bin, datefloor and dateceil',
  }),
  'query-too-long': ({ most, length }) => ({
    sentence: `the query has ${length.toLocaleString('en-US')} characters and may have ${most.toLocaleString('en-US')}`,
  }),
  'regex-flags': ({ flags }) => ({
    sentence: `flags after a regular expression ("${flags}") are not part of the language`,
    help: flags === 'i' ? 'write (?i) at its beginning: /(?i)…/' : `write (?${flags}) at its beginning`,
  }),
  'regex-invalid': ({ reason }) => ({ sentence: `the regular expression is not well made: ${reason}` }),
  'regex-misplaced': () => ({
    sentence: 'a regular expression cannot stand here',
    help: 'it may follow like, not like, =~ and the field of a parse',
  }),
  'regex-names-differ': () => ({
    sentence: 'the names after "as" are not those of the groups, in their order',
    help: 'leave out "as …": the named groups name the fields',
  }),
  'regex-needs-named-groups': () => ({
    sentence: 'the regular expression of a parse needs at least one named group',
    help: 'write (?<name>…) around what is to become a field',
  }),
  'regex-unsupported': ({ construct }) => ({
    sentence: `the service's regular expressions do not have ${construct}`,
    help: 'they are of the RE2 kind: no look-around, no back-references, no possessive or atomic groups',
  }),
  'sort-before-last-stats': ({ command }) => ({
    sentence: `with more than one stats, "${command}" must come after the last one`,
  }),
  'sort-needs-field': ({ text }) => ({
    sentence: `"${text}" is no field, and sort and dedup take only fields`,
    help: `name it first: fields ${text} as x | sort x (in a stats: … as x)`,
  }),
  'too-deep': ({ most }) => ({ sentence: `brackets and prefixes are nested more than ${most} deep` }),
  'too-many-stats': ({ most }) => ({ sentence: `a query has at most ${most} stats commands` }),
  'unexpected-token': ({ found, expected, nearest }) => ({
    sentence: `${shown(found)} cannot stand here${expectation(expected)}`,
    help: didYouMean(nearest),
  }),
  'unknown-character': ({ character }) => ({ sentence: `"${character}" has no meaning in the language` }),
  'unknown-command': ({ word, nearest }) => ({
    sentence: `there is no command "${word}"`,
    help: /^[-/]/.test(word) ? 'a comment begins with #' : didYouMean(nearest),
  }),
  'unknown-field-after-stats': ({ name, nearest, available }) => ({
    sentence: `"${name}" is not among the results of the stats before it`,
    help: didYouMean(nearest) ?? (available.length > 0 ? `there are ${quoted(available)}` : undefined),
  }),
  'unknown-function': ({ name, nearest }) => ({
    sentence: `there is no function named "${name}"`,
    help: didYouMean(nearest),
  }),
  'unterminated-name': () => ({ sentence: 'this backtick is never closed' }),
  'unterminated-regex': () => ({
    sentence: 'this regular expression is never closed',
    help: 'it ends at a "/"; a slash inside it is written \\/',
  }),
  'unterminated-string': ({ quote }) => ({
    sentence: /["']/.test(quote) ? 'this quote is never closed' : `${quote} is no quote of this language`,
    help: /["']/.test(quote) ? undefined : 'write " or \'',
  }),
  'wrong-argument-count': ({ name, signature: form, given }) => ({
    sentence: `${name}() does not take ${signature(given)}`,
    help: `it is ${form}`,
  }),
  'wrong-argument-kind': ({ name, parameter, wanted }) => ({
    sentence: `the argument "${parameter}" of ${name}() must be ${wanted}`,
  }),
};

/** The sentence and the remedy of a diagnostic. */
export const wordingOf = (diagnostic: Diagnostic): Wording =>
  (words[diagnostic.code] as (facts: Diagnostic['facts']) => Wording)(diagnostic.facts);

/** What the service itself says in such a case, where that is known. */
export const serviceMessage = (text: string, { code, facts, span }: Diagnostic): string | undefined => {
  const { line, column } = lineAndColumn(text, span.start);
  const unexpected = (symbol: string): string =>
    `unexpected symbol found ${symbol} at line ${line} and position ${column}`;
  switch (code) {
    case 'duplicate-name':
      return `Ephemeral field is already defined: ${facts.name} ([${span.start},${span.end}])`;
    case 'unknown-field-after-stats':
      return `Unknown symbols found in or after stats: ${facts.name}`;
    case 'dedup-followed':
      return unexpected(facts.command);
    case 'sort-needs-field':
      return unexpected('(');
    case 'regex-flags':
      return unexpected(facts.flags);
    case 'unexpected-token':
      return facts.found.startsWith('the ') ? undefined : unexpected(facts.found);
    case 'unknown-command':
      return unexpected(facts.word);
    default:
      return undefined;
  }
};

/** Every code, for documents and tests. */
export const diagnosticCodes = Object.keys(words) as readonly DiagnosticCode[];
