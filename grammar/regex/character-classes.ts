// The named sets of characters: \d, \w, \s and [:alpha:]. ASCII, as RE2 has them.

import type { CodeRange } from './regex-tree.ts';

const range = (from: string, to: string): CodeRange => [from.charCodeAt(0), to.charCodeAt(0)];

const digit = [range('0', '9')];
const lower = [range('a', 'z')];
const upper = [range('A', 'Z')];
const alpha = [...upper, ...lower];
const alnum = [...digit, ...alpha];
const word = [...alnum, range('_', '_')];
/** RE2's \s leaves out the vertical tab. */
const space: readonly CodeRange[] = [
  [9, 10],
  [12, 13],
  [32, 32],
];

export const perlClasses: Readonly<Record<string, readonly CodeRange[]>> = { d: digit, w: word, s: space };

export const posixClasses: Readonly<Record<string, readonly CodeRange[]>> = {
  alnum,
  alpha,
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit,
  graph: [range('!', '~')],
  lower,
  print: [range(' ', '~')],
  punct: [range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper,
  word,
  xdigit: [...digit, range('A', 'F'), range('a', 'f')],
};

const LAST_CODE_POINT = 0x10ffff;

/** Everything that is not in the ranges. */
export const complement = (ranges: readonly CodeRange[]): readonly CodeRange[] => {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const gaps: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of sorted) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
};
