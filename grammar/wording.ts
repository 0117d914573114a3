// Every sentence that a diagnostic can become, in one place.

import type { Diagnostic, DiagnosticCode, DiagnosticFacts } from './diagnostic.ts';
import { foreignFunction, percentOf } from './foreign-words.ts';
import { bareCall, didYouMean, expectation, flagsInside, quoted, shown, signature } from './phrases.ts';

export type Wording = {
  /** What is wrong, without capital and full stop. */
  readonly sentence: string;
  /** What to do about it. */
  readonly help?: string | undefined;
};

const functionHelp = (name: string): string | undefined => {
  const percent = percentOf(name);
  return percent === undefined ? foreignFunction(name)?.help : `write pct(…, ${percent})`;
};

type Words = { readonly [Code in DiagnosticCode]: (facts: DiagnosticFacts[Code]) => Wording };

const words: Words = {
  'aggregate-inside-aggregate': ({ name }) => ({
    sentence: `${name}() stands inside another aggregate`,
    help: 'compute it in a stats of its own, under an alias, and aggregate that in a second stats',
  }),
  'aggregate-needed': ({ text }) => ({
    sentence: `"${text}" is the same for no group: it is neither a group key nor inside an aggregate`,
    help: bareCall(text) ?? `write an aggregate of it, such as max(${text}), or add it behind "by"`,
  }),
  'aggregate-outside-stats': ({ name, command }) => ({
    sentence: `${name}() aggregates many events, which "${command}" cannot`,
    help: 'aggregates stand in the list of a stats',
  }),
  'command-misplaced': ({ command, rule }) => ({ sentence: `"${command}" ${rule}` }),
  'dedup-followed': ({ command }) => ({
    sentence: `"${command}" stands after dedup, where only limit may`,
    help: `put the ${command} before the dedup`,
  }),
  'diff-without-pattern': () => ({
    sentence: 'diff compares patterns and must stand directly behind a pattern',
    help: 'write pattern @message | diff',
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
  'filter-index-condition': () => ({
    sentence: 'filterIndex takes one field with = and a value, or with in and a list',
    help: 'put other conditions into a filter',
  }),
  'foreign-comment': ({ sign }) => ({
    sentence: `"${sign}" begins no comment`,
    help: 'a comment begins with # and ends with its line',
  }),
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
  'list-in-parentheses': () => ({
    sentence: 'a list of values stands in square brackets',
    help: 'write in ["a", "b"]; in round brackets stands a query, in (SOURCE "group" | fields name)',
  }),
  'lookup-column-unknown': ({ table, column, nearest, available }) => ({
    sentence: `the table "${table}" has no column "${column}"`,
    help: didYouMean(nearest) ?? `it has ${quoted(available)}`,
  }),
  'lookup-table-unknown': ({ table, nearest, available }) => ({
    sentence: `there is no lookup table "${table}"`,
    help:
      didYouMean(nearest) ??
      (available.length > 0 ? `there are ${quoted(available)}` : `give it: --lookup ${table}=file.csv`),
  }),
  'mixed-filter-after-stats': ({ produced, raw }) => ({
    sentence: `the condition mixes ${quoted(produced)}, which the stats produces, with ${quoted(raw)}, which it does not`,
    help: 'make two filters: one before the stats for the fields of the events, one after it for its results',
  }),
  'names-differ': ({ how, wanted, names }) => ({
    sentence: `parse with ${how} takes ${wanted} behind "as", and is given ${names}`,
  }),
  'not-in-log-class': ({ what }) => ({
    sentence: `log groups of the class Infrequent Access do not have ${what}`,
  }),
  'number-too-large': () => ({
    sentence: 'no number is as large as this: the largest one has 309 digits',
  }),
  'period-misplaced': () => ({
    sentence: 'a period is no value',
    help: 'periods are arguments of bin, datefloor and dateceil',
  }),
  'placeholder-without-value': ({ name }) => ({
    sentence: `the parameter {{${name}}} has no value`,
    help: `give it one: --param ${name}=…`,
  }),
  'query-too-long': ({ most, length }) => ({
    sentence: `the query has ${length.toLocaleString('en-US')} characters and may have ${most.toLocaleString('en-US')}`,
  }),
  'range-needed': ({ command }) => ({
    sentence: `${command} compares with the range of time before, and the query has no range`,
    help: 'give one with --start and --end',
  }),
  'regex-flags': ({ flags }) => ({
    sentence: `flags after a regular expression ("${flags}") are not part of the language`,
    help: flagsInside(flags.replace(/[^imsU]/g, '')),
  }),
  'regex-invalid': ({ reason }) => ({ sentence: `the regular expression is not well made: ${reason}` }),
  'regex-misplaced': () => ({
    sentence: 'a regular expression cannot stand here',
    help: 'it may follow like, not like, =~ and the field of a parse',
  }),
  'regex-names-differ': () => ({
    sentence: 'the names after "as" are not as many as the groups, or not the names that they have',
    help: 'one name for each (…); or (?<name>…) and no "as"',
  }),
  'regex-needs-named-groups': () => ({
    sentence: 'the regular expression of a parse needs at least one named group',
    help: 'write (?<name>…) around what is to become a field',
  }),
  'regex-unsupported': ({ construct }) => ({
    sentence: `the service's regular expressions do not have ${construct}`,
    help: 'they are of the RE2 kind: no look-around, no back-references, no possessive or atomic groups',
  }),
  'relevantfields-of-parsed': ({ name }) => ({
    sentence: `"${name}" is made by the query, and relevantfields looks only at fields of the events`,
  }),
  'saved-query-nested': ({ name }) => ({
    sentence: `the saved query "${name}" calls another one, which a saved query cannot`,
  }),
  'saved-query-parameter': ({ name, parameter, problem }) => ({
    sentence: `the parameter "${parameter}" of the saved query "${name}" ${problem}`,
  }),
  'saved-query-unknown': ({ name, nearest, available }) => ({
    sentence: `there is no saved query "${name}"`,
    help:
      didYouMean(nearest) ??
      (available.length > 0
        ? `there are ${quoted(available)}`
        : 'name the file or folder that holds it with --saved'),
  }),
  'sort-before-last-stats': ({ command }) => ({
    sentence: `with more than one stats, "${command}" must come after the last one`,
  }),
  'sort-needs-field': ({ text }) => ({
    sentence: `"${text}" is no field, and sort and dedup take only fields`,
    help: /^-\w/.test(text)
      ? `write sort ${text.slice(1)} desc`
      : `name it first: fields ${text} as x | sort x (in a stats: … as x)`,
  }),
  'source-and-groups': () => ({
    sentence: 'SOURCE names the log groups, and they are named beside the query too',
    help: 'leave out one of them',
  }),
  'source-unknowable': ({ what }) => ({
    sentence: `nothing is known here of ${what}`,
    help: 'name the log groups: SOURCE "group", or SOURCE logGroups(namePrefix: ["prefix"])',
  }),
  'subquery-columns': ({ columns }) => ({
    sentence: `a query behind "in" must give one column, and this one gives ${columns.length === 0 ? 'none' : quoted(columns)}`,
    help: 'end it with: | display name',
  }),
  'subquery-inside-subquery': () => ({ sentence: 'a query within a query cannot hold another one' }),
  'too-deep': ({ most, of }) =>
    of === 'operators'
      ? {
          sentence: `an expression has more than ${most?.toLocaleString('en-US')} operators`,
          help: 'many values are a list, in ["a", "b"], or one regular expression, like /a|b/',
        }
      : {
          sentence: `brackets, calls and prefixes are nested ${most === undefined ? 'too' : `more than ${most}`} deep`,
          help: 'name the inner part first: fields … as x | filter x …',
        },
  'too-many-stats': ({ most }) => ({ sentence: `a query has at most ${most} stats commands` }),
  'topk-alone': () => ({
    sentence: 'topk stands alone in its stats: without "by" and without other aggregates',
    help: 'for the most frequent values of groups: stats count(*) as n by a, b | sort n desc',
  }),
  'unexpected-token': ({ found, expected, nearest }) => ({
    sentence: found.startsWith('the end')
      ? `the command ends too early${expectation(expected)}`
      : `${shown(found)} cannot stand here${expectation(expected)}`,
    help: didYouMean(nearest),
  }),
  'unknown-character': ({ character }) => ({ sentence: `"${character}" has no meaning here` }),
  'unknown-command': ({ word, nearest }) => ({
    sentence: `there is no command ${shown(word)}`,
    help: didYouMean(nearest),
  }),
  'unknown-field-after-stats': ({ name, nearest, available }) => ({
    sentence: `"${name}" is not among the results of the stats before it`,
    help: didYouMean(nearest) ?? (available.length > 0 ? `there are ${quoted(available)}` : undefined),
  }),
  'unknown-function': ({ name, nearest }) => ({
    sentence: `there is no function named "${name}"`,
    help: functionHelp(name) ?? didYouMean(nearest),
  }),
  'unknown-option': ({ command, name, nearest, allowed }) => ({
    sentence: `"${name}" is no option of ${command}`,
    help: didYouMean(nearest) ?? `it takes ${quoted(allowed)}`,
  }),
  'unnest-of-split': () => ({
    sentence: 'unnest takes lists of jsonParse, not of split',
    help: 'make JSON of the text first, or use parse … multi',
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
  'wrong-option': ({ name, wanted }) => ({ sentence: `"${name}" must be ${wanted}` }),
  'xpath-invalid': ({ problem }) => ({ sentence: `the XPath is not well made: ${problem}` }),
};

/** The sentence and the remedy of a diagnostic. */
export const wordingOf = ({ code, facts, hint }: Diagnostic): Wording => {
  const wording = (words[code] as (facts: Diagnostic['facts']) => Wording)(facts);
  return hint === undefined ? wording : { ...wording, help: hint.help };
};

/** Every code, for documents and tests. */
export const diagnosticCodes = Object.keys(words) as readonly DiagnosticCode[];
