// The service's "updated natural sort" (insights-ql 2.7, evidence 56): every text that is not a number
// comes before every number; such texts compare by runs of digits (longer first wins, then value) and
// runs of other characters (by code point); numbers compare as numbers.
//
// The order is total: equal numbers of different spelling go by code point ("01" before "1").

import { numberOf } from './coerce.ts';
import { textOf } from './print-value.ts';
import { scalarOf, type Value } from './value.ts';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Code points, not UTF-16 units, decide: surrogates (U+10000 and up) come after U+E000–U+FFFF. */
const codePointRank = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

/** By code point; a text that is the beginning of another comes first. */
const compareCodePoints = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
};

/** Where two texts begin to differ. */
const commonLength = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
};

const digitsFrom = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end - from;
};

/**
 * Two texts chunk by chunk. What decides is the chunk in which they begin to differ, and there only what is
 * behind the common beginning: of digits how many there are and which, of other characters the first one.
 */
export const compareChunks = (a: string, b: string): number => {
  const at = commonLength(a, b);
  const inDigits = at > 0 && isDigit(a.charCodeAt(at - 1));
  const x = digitsFrom(a, at);
  const y = digitsFrom(b, at);
  // Behind digits the run of them goes on, or is at its end; elsewhere a run of digits meets another.
  if ((inDigits || (x > 0 && y > 0)) && x !== y) return x - y;
  if (at === a.length || at === b.length) return a.length - b.length;
  // Behind other characters a run of them that is at its end comes before one that goes on.
  if (at > 0 && !inDigits && x > 0 !== y > 0) return x > 0 ? -1 : 1;
  return codePointRank(a.charCodeAt(at)) - codePointRank(b.charCodeAt(at));
};

/**
 * Ascending natural order of two values: negative, zero or positive. Missing comes before everything
 * (docs/fidelity.md, "missing-in-sort").
 */
export const naturalOrder = (left: Value, right: Value): number => {
  // Structures have no order: they stand where missing values do.
  const a = scalarOf(left);
  const b = scalarOf(right);
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  const x = numberOf(a);
  const y = numberOf(b);
  const aIsNumber = !Number.isNaN(x);
  const bIsNumber = !Number.isNaN(y);
  if (aIsNumber !== bIsNumber) return aIsNumber ? 1 : -1;
  if (aIsNumber && x !== y) return x < y ? -1 : 1;
  const s = textOf(a) ?? '';
  const t = textOf(b) ?? '';
  return aIsNumber ? compareCodePoints(s, t) : compareChunks(s, t);
};
