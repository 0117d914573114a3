// Where a period such as `5m` or `5 min` stands.

import type { IToken } from 'chevrotain';

export const periodPattern =
  /\d+[ \t]*(?:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|months?|mons?|mos?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|quarters?|qtrs?|q|years?|yrs?|y)(?![A-Za-z0-9_@.])/iy;

/** Would a number before it be taken for a period? */
export const startsWithUnit = (text: string): boolean => {
  periodPattern.lastIndex = 0;
  return periodPattern.test(`1 ${text}`);
};

/** `outlier param=2 ms`: a number and the field behind it, no period. */
const endsOption = (tokens: readonly IToken[]): boolean => {
  const start = tokens.findLastIndex((token) => token.tokenType.name === 'Pipe') + 1;
  return tokens.at(-1)?.tokenType.name === 'Equal' && tokens[start]?.image.toLowerCase() === 'outlier';
};

/** The period that begins at `offset`, or null. */
export const periodAt = (text: string, offset: number, tokens: IToken[]): RegExpExecArray | null => {
  periodPattern.lastIndex = offset;
  const match = periodPattern.exec(text);
  return match !== null && /[ \t]/.test(match[0]) && endsOption(tokens) ? null : match;
};
