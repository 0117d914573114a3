// The words of JSON and space-delimited patterns. The first character that can begin or continue no word is a
// fault, told as the service tells it: with the text from the start of the word to that character.

import { faultOfTerm } from './fault.ts';
import type { PatternFault, RegexValue, Selector } from './pattern.ts';
import { readRegex } from './regex.ts';
import { readSelector } from './selector.ts';

export type Token = { readonly start: number; readonly end: number } & TokenContent;

export type TokenContent =
  | { readonly kind: 'symbol'; readonly symbol: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'regex'; readonly value: RegexValue }
  | { readonly kind: 'selector'; readonly selector: Selector }
  | { readonly kind: 'ellipsis' };

export type Tokens = { readonly tokens: readonly Token[] } | { readonly error: PatternFault };

const symbols = {
  json: /&&|\|\||!=|<=|>=|[=<>(){}]/y,
  delimited: /&&|\|\||!=|<=|>=|[=<>()[\],]/y,
};
/** `123.123.*`, `-1`, `1e+3`, `us-east-1`: what the guide and its users write without quotes. */
const words = /[A-Za-z0-9_.*+-]+/y;
const quotedTexts = /"(?:[^"\\]|\\.)*"/sy;
const ellipses = /\.\.\.(?![A-Za-z0-9_.*+-])/y;

const matchAt = (expression: RegExp, text: string, at: number): string | undefined => {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
};

/** The quoted text that begins at `at`, without its quotes and escapes, or a fault where none ends it. */
export const readQuoted = (
  text: string,
  at: number,
): { readonly end: number; readonly text: string } | { readonly error: PatternFault } => {
  const whole = matchAt(quotedTexts, text, at);
  if (whole === undefined)
    return { error: faultOfTerm(at, text.slice(at), 'the closing quotation mark is missing') };
  return { end: at + whole.length, text: whole.slice(1, -1).replace(/\\(["\\])/g, '$1') };
};

type Form = keyof typeof symbols;

/** `form` tells what the symbols are, whether `$` begins a selector and `...` is an ellipsis. */
export const readTokens = (text: string, form: Form): Tokens => {
  const tokens: Token[] = [];
  let at = 0;
  while (true) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at === text.length) return { tokens };
    const read = form === 'json' ? readJsonToken(text, at) : readDelimitedToken(text, at);
    if ('error' in read) return read;
    tokens.push(read);
    at = read.end;
  }
};

const readJsonToken = (text: string, start: number): Token | { readonly error: PatternFault } => {
  if (text[start] !== '$') return readPlainToken(text, start, symbols.json);
  const read = readSelector(text, start);
  return 'error' in read ? read : { kind: 'selector', start, ...read };
};

const readDelimitedToken = (text: string, start: number): Token | { readonly error: PatternFault } => {
  if (!text.startsWith('...', start)) return readPlainToken(text, start, symbols.delimited);
  if (matchAt(ellipses, text, start) !== undefined) return { kind: 'ellipsis', start, end: start + 3 };
  const term = matchAt(words, text, start) ?? '...';
  return { error: faultOfTerm(start, term, 'an ellipsis must stand alone between its commas') };
};

const readPlainToken = (
  text: string,
  start: number,
  symbols: RegExp,
): Token | { readonly error: PatternFault } => {
  const character = text[start] as string;
  if (character === '"') {
    const read = readQuoted(text, start);
    return 'error' in read ? read : { kind: 'quoted', start, ...read };
  }
  if (character === '%') {
    const read = readRegex(text, start);
    return 'error' in read ? read : { kind: 'regex', start, ...read };
  }
  const symbol = matchAt(symbols, text, start);
  if (symbol !== undefined) return { kind: 'symbol', symbol, start, end: start + symbol.length };
  const word = matchAt(words, text, start);
  if (word !== undefined) return { kind: 'word', text: word, start, end: start + word.length };
  // Half of `!=`, `&&` or `||` is told with the character that should have been its other half.
  const term = /[!&|]/.test(character) ? text.slice(start, start + 2) : character;
  return {
    error: faultOfTerm(start, term, `${JSON.stringify(character)} cannot stand here outside quotation marks`),
  };
};
