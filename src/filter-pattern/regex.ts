// The regular expressions of filter patterns (`%…%`): a small language without groups, read into JavaScript's
// writing. What it may hold is listed in the user guide; refusals follow the service.

import { automatonOf } from './automaton.ts';
import { faultOfRegex, faultOfTerm } from './fault.ts';
import type { PatternFault, RegexValue } from './pattern.ts';

/** Where the closing percent sign ends, and the expression or what is wrong with it. */
export type ReadRegex =
  | { readonly end: number; readonly value: RegexValue }
  | { readonly error: PatternFault };

/** A space is in no list of the guide, but in its example `%^starting|^initializing|^shutting down%`. */
const allowed = /[A-Za-z0-9 :_#=@/;,\-^$?[\]{}|\\*+.]/;
/** As the guide spells them out: ASCII alone, whatever JavaScript adds to `\s`. */
const classEscapes: Readonly<Record<string, string>> = {
  d: '0-9',
  s: ' \\t\\n\\r\\f\\v',
  w: 'A-Za-z0-9_',
};

const literal = (character: string): string => {
  const code = character.charCodeAt(0).toString(16).padStart(2, '0');
  return /[A-Za-z0-9]/.test(character) ? character : `\\x${code}`;
};

/** Reads the expression whose opening percent sign stands at `start`. */
export const readRegex = (text: string, start: number): ReadRegex => {
  let end = start + 1;
  while (end < text.length && text[end] !== '%') {
    const character = text[end] as string;
    if (!allowed.test(character))
      return {
        error: faultOfTerm(
          end,
          text.slice(start, end + 1),
          `a regular expression may not hold ${JSON.stringify(character)}; write it as \\xhh`,
        ),
      };
    end++;
  }
  if (end === text.length)
    return { error: faultOfTerm(start, text.slice(start), 'the closing % is missing') };
  if (end === start + 1) return { error: faultOfRegex(start, 'the regular expression is empty') };
  const source = translate(text.slice(start + 1, end));
  return 'cause' in source
    ? { error: faultOfRegex(start + 1 + source.at, source.cause) }
    : { end: end + 1, value: { kind: 'regex', source: source.source } };
};

type Translated = { readonly source: string } | { readonly at: number; readonly cause: string };

const translate = (expression: string): Translated => {
  let source = '';
  let at = 0;
  while (at < expression.length) {
    const piece = pieceAt(expression, at);
    if ('cause' in piece) return { at, cause: piece.cause };
    source += piece.source;
    at = piece.end;
  }
  try {
    new RegExp(source, 'u');
  } catch {
    return { at: 0, cause: 'this is not a regular expression, as with a repetition of nothing' };
  }
  if (automatonOf(source) === undefined) return { at: 0, cause: 'it repeats too much too often' };
  return { source };
};

type Piece = { readonly source: string; readonly end: number } | { readonly cause: string };

/** JavaScript lacks `{,n}`, and takes no brace or bracket for itself (flag u) that opens nothing. */
const pieceAt = (expression: string, at: number): Piece => {
  const character = expression[at] as string;
  if (character === '\\') return escapeAt(expression, at, (inner) => `[${inner}]`);
  if (character === '[') return classAt(expression, at);
  if (character === '{') {
    const repetition = /\{(\d*)(,?)(\d*)\}/y;
    repetition.lastIndex = at;
    const [whole, least = '', comma = '', most = ''] = repetition.exec(expression) ?? [];
    if (whole !== undefined && least + most !== '')
      return { source: `{${least === '' ? '0' : least}${comma}${most}}`, end: at + whole.length };
  }
  const isOperator = /[\^$?|*+.]/.test(character);
  return { source: isOperator ? character : literal(character), end: at + 1 };
};

const escapeAt = (expression: string, at: number, enclose: (inner: string) => string): Piece => {
  const character = expression[at + 1];
  if (character === undefined) return { cause: 'a backslash must stand before the character it escapes' };
  if (character === 'x') {
    const code = expression.slice(at + 2, at + 4);
    return /^[0-9A-Fa-f]{2}$/.test(code)
      ? { source: `\\x${code}`, end: at + 4 }
      : { cause: '\\x must be followed by two hexadecimal digits' };
  }
  if (!/[A-Za-z0-9]/.test(character)) return { source: literal(character), end: at + 2 };
  const inner = classEscapes[character.toLowerCase()];
  if (inner === undefined) return { cause: `\\${character} is not supported` };
  const isNegated = character !== character.toLowerCase();
  if (isNegated) return { source: `[^${inner}]`, end: at + 2 };
  return { source: enclose(inner), end: at + 2 };
};

const classAt = (expression: string, start: number): Piece => {
  const isNegated = expression[start + 1] === '^';
  let at = start + (isNegated ? 2 : 1);
  let source = '';
  while (at < expression.length && expression[at] !== ']') {
    const character = expression[at] as string;
    if (character === '\\') {
      const escaped = escapeAt(expression, at, (inner) => inner);
      if ('cause' in escaped) return escaped;
      // JavaScript has its own \D, \S and \W inside a class; they differ from ours in no ASCII character.
      source += escaped.source.startsWith('[^') ? expression.slice(at, at + 2) : escaped.source;
      at = escaped.end;
    } else {
      source += character === '-' ? '-' : literal(character);
      at++;
    }
  }
  if (at === expression.length) return { cause: 'the closing ] is missing' };
  if (source === '') return { cause: 'a character class must hold a character' };
  return { source: `[${isNegated ? '^' : ''}${source}]`, end: at + 1 };
};
