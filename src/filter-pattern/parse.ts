// The text of a filter pattern to its tree, or to what is wrong with it. Its first character tells the form.

import { faultOfRegexCount, faultOfShape } from './fault.ts';
import type { ParsedFilterPattern } from './pattern.ts';
import { readDelimitedPattern } from './read-delimited.ts';
import { readJsonPattern } from './read-json.ts';
import { REGEXES_MOST, readTerms } from './read-terms.ts';
import { readTokens } from './tokens.ts';

/** The service's limit, in characters; it bounds the depth of parentheses too. */
export const PATTERN_CHARACTERS_MOST = 1024;

/** Never throws, whatever the text. */
export const parseFilterPattern = (text: string): ParsedFilterPattern => {
  if (text.length > PATTERN_CHARACTERS_MOST) {
    const cause = `a filter pattern has at most ${PATTERN_CHARACTERS_MOST} characters`;
    return { error: faultOfShape(PATTERN_CHARACTERS_MOST, cause) };
  }
  const [first] = text.trimStart();
  if (first === undefined) return { pattern: { kind: 'everything' } };
  if (first !== '{' && first !== '[') return readTerms(text);
  const read = readTokens(text, first === '{' ? 'json' : 'delimited');
  if ('error' in read) return read;
  const surplusRegex = read.tokens.filter(({ kind }) => kind === 'regex')[REGEXES_MOST];
  if (surplusRegex !== undefined) return { error: faultOfRegexCount(surplusRegex.start) };
  const reading = { text, tokens: read.tokens, at: 0, fault: undefined };
  return first === '{' ? readJsonPattern(reading) : readDelimitedPattern(reading);
};
