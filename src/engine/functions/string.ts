// Functions of text. Positions and lengths count Unicode code points
// (CWL_QuerySyntax-operations-functions, String functions); a timestamp as text is its milliseconds.

import { missing, numberOf, textOf, type Value } from '../../values/index.ts';
import { type Kernel, ofNumber, ofText, ofTwoTexts } from './kernel.ts';
import {
  base64Decode,
  base64Encode,
  decimalToHex,
  hexToNumber,
  hexToText,
  urlDecode,
  urlEncode,
} from './text-codes.ts';

/** These functions answer 1 or 0, not a boolean, as documented. */
const oneIf = (condition: boolean): number => (condition ? 1 : 0);

const surrogate = /[\ud800-\udfff]/;

const codePointCount = (text: string): number => {
  if (!surrogate.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

const sliceCodePoints = (text: string, start: number, end: number): string =>
  surrogate.test(text) ? [...text].slice(start, end).join('') : text.slice(start, end);

/** A negative start or length has no meaning, so no result; past the end there is simply no more text. */
const substring: Kernel = (args) => {
  const text = textOf(args[0]);
  const start = Math.trunc(numberOf(args[1]));
  const length = args.length > 2 ? Math.trunc(numberOf(args[2])) : Number.POSITIVE_INFINITY;
  if (text === undefined || !(start >= 0 && length >= 0)) return missing;
  return sliceCodePoints(text, start, start + length);
};

const trimStartOf = (text: string, characters: string): string => {
  const set = new Set(characters);
  let start = 0;
  for (const character of text) {
    if (!set.has(character)) break;
    start += character.length;
  }
  return text.slice(start);
};

const trimEndOf = (text: string, characters: string): string => {
  const set = new Set(characters);
  const points = [...text];
  let end = points.length;
  while (end > 0 && set.has(points[end - 1]!)) end -= 1;
  return points.slice(0, end).join('');
};

/** One argument: white space; two: any of those characters, and white space only if it is among them. */
const trimming =
  (blank: (text: string) => string, characters: (text: string, set: string) => string): Kernel =>
  (args, context) =>
    args.length > 1 ? ofTwoTexts(characters)(args, context) : ofText(blank)(args, context);

const concatenate: Kernel = (args) => {
  let whole = '';
  for (const value of args) {
    const text = textOf(value);
    if (text === undefined) return missing;
    whole += text;
  }
  return whole;
};

/** Every occurrence of a literal text; the empty text occurs nowhere. */
const replaceAll: Kernel = (args) => {
  const text = textOf(args[0]);
  const search = textOf(args[1]);
  const replacement = textOf(args[2]);
  if (text === undefined || search === undefined || replacement === undefined) return missing;
  return search === '' ? text : text.split(search).join(replacement);
};

const isEmpty = (value: Value): boolean => (textOf(value) ?? '') === '';
const isBlank = (value: Value): boolean => (textOf(value) ?? '').trim() === '';

export const stringKernels = {
  isempty: ([value]) => oneIf(isEmpty(value)),
  isblank: ([value]) => oneIf(isBlank(value)),
  concat: concatenate,
  ltrim: trimming((text) => text.trimStart(), trimStartOf),
  rtrim: trimming((text) => text.trimEnd(), trimEndOf),
  trim: trimming(
    (text) => text.trim(),
    (text, set) => trimStartOf(trimEndOf(text, set), set),
  ),
  strlen: ofText(codePointCount),
  toupper: ofText((text) => text.toUpperCase()),
  tolower: ofText((text) => text.toLowerCase()),
  substr: substring,
  replace: replaceAll,
  split: ofTwoTexts((text, delimiter) => ({ kind: 'list', items: text.split(delimiter) })),
  /** The third argument is accepted and has no effect (evidence 41). */
  strcontains: ofTwoTexts((text, search) => oneIf(text.includes(search))),
  startsWith: ofTwoTexts((text, start) => oneIf(text.startsWith(start))),
  endsWith: ofTwoTexts((text, end) => oneIf(text.endsWith(end))),
  urlencode: ofText(urlEncode),
  urldecode: ofText(urlDecode),
  base64encode: ofText(base64Encode),
  base64decode: ofText(base64Decode),
  hexToAscii: ofText(hexToText),
  hexToDec: ofText(hexToNumber),
  decToHex: ofNumber(decimalToHex),
} satisfies Record<string, Kernel>;
