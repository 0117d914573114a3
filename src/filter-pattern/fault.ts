// The service's words for what is wrong with a pattern, each recorded from the service.

import type { PatternFault } from './pattern.ts';

const say = (offset: number, cause: string, message: string, metricMessage = message): PatternFault => ({
  offset,
  cause,
  message,
  metricMessage,
});

const badTerm = (term: string): string => `Invalid character(s) in term '${term}'`;

/** A character that cannot stand where it does; `term` is the text from the start of its token to it. */
export const faultOfTerm = (offset: number, term: string, cause: string): PatternFault =>
  say(offset, cause, badTerm(term));

/** Each word may stand in a pattern, but not here. */
export const faultOfShape = (offset: number, cause: string): PatternFault =>
  say(offset, cause, 'Invalid filter pattern', 'Invalid metric filter pattern');

/** A word or value that its operator does not take: only the metric operations name it. */
export const faultOfOperand = (offset: number, term: string, cause: string): PatternFault =>
  say(offset, cause, 'Invalid filter pattern', badTerm(term));

export const faultOfDuplicate = (offset: number, name: string): PatternFault =>
  say(
    offset,
    name === '...' ? 'only one ellipsis may stand in a pattern' : 'a field of this name stands before',
    `Duplicate field '${name}'`,
  );

export const faultOfRegex = (offset: number, cause: string): PatternFault =>
  say(offset, cause, 'Failed to compile regular expression.');

export const faultOfRegexCount = (offset: number): PatternFault =>
  say(
    offset,
    'this is the third regular expression',
    'Your input has exceeded the maximum of 2 regular expressions per filter pattern.',
  );

export const faultOfSelectorWildcards = (offset: number): PatternFault =>
  say(
    offset,
    'this is the second wildcard of one selector',
    'Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.',
  );

export const faultOfWildcardCount = (offset: number): PatternFault =>
  say(
    offset,
    'this is the fourth selector with a wildcard',
    'Your input has exceeded the maximum of 3 JSON wildcard selectors allowed per filter pattern.',
  );
