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

/** Where the run of digits, or of other characters, that begins at `from` ends. */
const chunkEnd = (text: string, from: number): number => {
  const digits = isDigit(text.charCodeAt(from));
  let end = from + 1;
  while (end < text.length && isDigit(text.charCodeAt(end)) === digits) end += 1;
  return end;
};

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

const compareChunk = (a: string, b: string): number => {
  const areDigits = isDigit(a.charCodeAt(0)) && isDigit(b.charCodeAt(0));
  return areDigits && a.length !== b.length ? a.length - b.length : compareCodePoints(a, b);
};

/** Two texts chunk by chunk. */
export const compareChunks = (a: string, b: string): number => {
  if (a === b) return 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = chunkEnd(a, i);
    const endB = chunkEnd(b, j);
    const difference = compareChunk(a.slice(i, endA), b.slice(j, endB));
    if (difference !== 0) return difference;
    i = endA;
    j = endB;
  }
  return a.length - i - (b.length - j);
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
