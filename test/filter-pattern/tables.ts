// Tables of filter patterns: what each takes for a match, and what not.

import assert from 'node:assert/strict';
import {
  compileFilterPattern,
  type FilterPattern,
  type PatternFault,
  parseFilterPattern,
} from '../../src/filter-pattern/index.ts';

/** A pattern, the messages it matches, and those it does not. */
export type MatchRow = readonly [pattern: string, matching: readonly string[], others: readonly string[]];

export const parsed = (text: string): FilterPattern => {
  const result = parseFilterPattern(text);
  if ('error' in result) assert.fail(`${text}: ${result.error.cause}`);
  return result.pattern;
};

export const faultOf = (text: string): PatternFault => {
  const result = parseFilterPattern(text);
  if ('pattern' in result) assert.fail(`${text}: taken for a right pattern`);
  return result.error;
};

export const matches = (pattern: string, message: string): boolean =>
  compileFilterPattern(parsed(pattern))(message);

export const checkMatches = (rows: readonly MatchRow[]): void => {
  for (const [pattern, matching, others] of rows) {
    const test = compileFilterPattern(parsed(pattern));
    const all = [...matching, ...others];
    assert.deepEqual(
      all.filter((message) => test(message)),
      matching,
      pattern,
    );
  }
};
