// The text that a YAML or JSON scalar means, with the place of each of its characters. The library gives the
// text but no places inside it; here it is decoded again, and where the two differ (a form that this reader
// does not know) every character stands where the scalar begins: the right line, no exact column.

import type { Scalar } from 'yaml';
import type { Decoded } from './source-text.ts';

const named: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

type Piece = { readonly text: string; readonly end: number };

/** What a backslash at `at` and the characters behind it mean. */
const readEscape = (text: string, at: number): Piece => {
  const letter = text[at + 1] ?? '';
  const digits = hexDigits[letter];
  if (digits !== undefined) {
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    const isCode = code >= 0 && code <= 0x10ffff;
    return { text: isCode ? String.fromCodePoint(code) : '', end: at + 2 + digits };
  }
  // A backslash at the end of a line joins it with the next one, without a blank.
  const lineEnd = /^\\\r?\n[ \t]*/.exec(text.slice(at, at + 200))?.[0];
  if (lineEnd !== undefined) return { text: '', end: at + lineEnd.length };
  return { text: named[letter] ?? letter, end: at + 2 };
};

/** Blanks within a line stay; line breaks are folded: one into a blank, more into one less. */
const foldBlanks = (blanks: string): string => {
  const breaks = blanks.split('\n').length - 1;
  if (breaks === 0) return blanks;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
};

const readFlowPiece = (text: string, at: number, end: number, quote: string): Piece => {
  const character = text[at] ?? '';
  if (quote === '"' && character === '\\') return readEscape(text, at);
  if (quote === "'" && character === "'") return { text: "'", end: at + 2 };
  if (!/[ \t\r\n]/.test(character)) return { text: character, end: at + 1 };
  let blanksEnd = at;
  while (blanksEnd < end && /[ \t\r\n]/.test(text[blanksEnd] ?? '')) blanksEnd += 1;
  return { text: foldBlanks(text.slice(at, blanksEnd)), end: blanksEnd };
};

const decodeFlow = (text: string, start: number, end: number, quote: string): Decoded => {
  const offsets: number[] = [];
  let decoded = '';
  for (let at = start; at < end; ) {
    const piece = readFlowPiece(text, at, end, quote);
    const isVerbatim = piece.text.length === piece.end - at;
    for (let index = 0; index < piece.text.length; index += 1) offsets.push(isVerbatim ? at + index : at);
    decoded += piece.text;
    at = piece.end;
  }
  return { text: decoded, offsets };
};

const isBlank = (character: string | undefined): boolean =>
  character === ' ' || character === '\t' || character === '\r' || character === '\n';

/**
 * Block scalars have no escapes: what is no blank stands in the file in the same order. Of the blanks between,
 * line breaks are counted from the left and the indentation behind them from the right.
 */
const alignBlock = (text: string, start: number, end: number, value: string): Decoded => {
  const offsets: number[] = [];
  let at = text.indexOf('\n', start) + 1;
  for (let index = 0; index < value.length; ) {
    let next = index;
    while (next < value.length && isBlank(value[next])) next += 1;
    const from = at;
    while (at < end && isBlank(text[at])) at += 1;
    const indentLength = next - Math.max(index, value.lastIndexOf('\n', next - 1) + 1);
    for (let each = index; each < next - indentLength; each += 1)
      offsets.push(Math.min(from + each - index, at));
    for (let left = indentLength; left > 0; left -= 1) offsets.push(at - left);
    if (next < value.length) offsets.push(at);
    if (next < value.length && text[at] !== value[next]) return { text: '', offsets: [] };
    at += 1;
    index = next + 1;
  }
  return { text: value, offsets };
};

const decode = (text: string, scalar: Scalar, start: number, end: number, value: string): Decoded => {
  switch (scalar.type) {
    case 'QUOTE_DOUBLE':
      return decodeFlow(text, start + 1, end - 1, '"');
    case 'QUOTE_SINGLE':
      return decodeFlow(text, start + 1, end - 1, "'");
    case 'PLAIN':
      return decodeFlow(text, start, end, '');
    default:
      return alignBlock(text, start, end, value);
  }
};

/** `text` is the document in which the scalar stands. */
export const decodeScalar = (text: string, scalar: Scalar): Decoded => {
  const value = String(scalar.value);
  const [start = 0, end = 0] = scalar.range ?? [];
  const decoded = decode(text, scalar, start, end, value);
  if (decoded.text === value) return decoded;
  return { text: value, offsets: Array(value.length).fill(start) };
};
