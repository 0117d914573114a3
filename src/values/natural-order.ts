// The service's "updated natural sort" (insights-ql 2.7, evidence 56): every text that is not a number
// comes before every number; such texts compare by runs of digits (longer first wins, then value) and
// runs of other characters (by code point); numbers compare as numbers.
//
// The order is total: equal numbers with different spelling ("0", "00") go by length, then by text.

import { numberOf } from './coerce.ts';
import { textOf } from './print-value.ts';
import type { Value } from './value.ts';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Code points, not UTF-16 units, decide: surrogates (U+10000 and up) come after U+E000–U+FFFF. */
const codePointRank = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

const digitRunEnd = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
};

/** Two texts chunk by chunk. */
export const compareChunks = (a: string, b: string): number => {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const endA = digitRunEnd(a, i);
      const endB = digitRunEnd(b, j);
      if (endA - i !== endB - j) return endA - i - (endB - j);
      for (; i < endA; i += 1, j += 1) {
        const difference = a.charCodeAt(i) - b.charCodeAt(j);
        if (difference !== 0) return difference;
      }
    } else {
      if (x !== y) return codePointRank(x) - codePointRank(y);
      i += 1;
      j += 1;
    }
  }
  return a.length - i - (b.length - j);
};

/**
 * Ascending natural order of two values: negative, zero or positive. Missing comes before everything
 * (docs/fidelity.md, "missing-in-sort").
 */
export const naturalOrder = (a: Value, b: Value): number => {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  const x = numberOf(a);
  const y = numberOf(b);
  const aIsNumber = !Number.isNaN(x);
  const bIsNumber = !Number.isNaN(y);
  if (aIsNumber !== bIsNumber) return aIsNumber ? 1 : -1;
  if (aIsNumber && x !== y) return x < y ? -1 : 1;
  const s = textOf(a) ?? '';
  const t = textOf(b) ?? '';
  if (aIsNumber && s.length !== t.length) return s.length - t.length;
  return compareChunks(s, t);
};
