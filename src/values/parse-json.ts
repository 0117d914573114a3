// JSON text to a structure. Numbers keep their spelling, of equal keys the last one counts, and nothing
// recurses, so no depth overflows the stack. JSON.parse is no help: it knows neither.
//
// The grammar is RFC 8259 to the letter; what is not is no structure.

import type { Json, JsonList, JsonMap, Structure } from './value.ts';

/** A text being read; `at` is the next character. */
type Scanner = { readonly text: string; at: number };

type OpenMap = JsonMap & { readonly entries: Map<string, Json> };
type OpenList = JsonList & { readonly items: Json[] };

/** A structure around the place that is being read; `key` is where the next member of a map goes. */
type Open = { readonly structure: OpenMap | OpenList; key: string };

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const LEFT_BRACKET = 91;
const BACKSLASH = 92;
const RIGHT_BRACKET = 93;
const LEFT_BRACE = 123;
const RIGHT_BRACE = 125;

/** The code of the next character that is no blank; NaN at the end. */
const peek = (scanner: Scanner): number => {
  const { text } = scanner;
  for (;;) {
    const code = text.charCodeAt(scanner.at);
    if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return code;
    scanner.at += 1;
  }
};

/** The text with its escapes; undefined where one of them is none. */
const resolveEscapes = (literal: string): string | undefined => {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
};

/** A quoted text whose opening quote is next. */
const readText = (scanner: Scanner): string | undefined => {
  const { text, at: start } = scanner;
  let hasEscape = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      scanner.at = at + 1;
      return hasEscape ? resolveEscapes(text.slice(start, at + 1)) : text.slice(start + 1, at);
    }
    if (code === BACKSLASH) {
      hasEscape = true;
      at += 1;
    } else if (code < SPACE) return undefined;
  }
  return undefined;
};

const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const words: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** A value that is no structure, or undefined where there is none. */
const readScalar = (scanner: Scanner, code: number): Json | undefined => {
  if (code === QUOTE) return readText(scanner);
  const { text, at } = scanner;
  numeral.lastIndex = at;
  if (numeral.test(text)) {
    scanner.at = numeral.lastIndex;
    return { kind: 'numeral', text: text.slice(at, scanner.at) };
  }
  const word = words.find(([spelling]) => text.startsWith(spelling, at));
  if (word === undefined) return undefined;
  scanner.at += word[0].length;
  return word[1];
};

/** Reads `"key":` into `open`; a list has none. False when it is not there. */
const readKey = (scanner: Scanner, open: Open): boolean => {
  if (open.structure.kind === 'list') return true;
  const key = peek(scanner) === QUOTE ? readText(scanner) : undefined;
  if (key === undefined || peek(scanner) !== COLON) return false;
  scanner.at += 1;
  open.key = key;
  return true;
};

const put = ({ structure, key }: Open, value: Json): void => {
  if (structure.kind === 'map') structure.entries.set(key, value);
  else structure.items.push(value);
};

const closerOf = ({ structure }: Open): number => (structure.kind === 'map' ? RIGHT_BRACE : RIGHT_BRACKET);

/** Opens a structure where one begins. */
const open = (scanner: Scanner, code: number): Open | undefined => {
  if (code !== LEFT_BRACE && code !== LEFT_BRACKET) return undefined;
  scanner.at += 1;
  return {
    structure: code === LEFT_BRACE ? { kind: 'map', entries: new Map() } : { kind: 'list', items: [] },
    key: '',
  };
};

/**
 * After a value: closes what ends here. 'more' when another value follows, the outermost structure when it
 * has closed, undefined when neither is so.
 */
const close = (scanner: Scanner, around: Open[]): 'more' | Structure | undefined => {
  for (;;) {
    const innermost = around.at(-1)!;
    const code = peek(scanner);
    scanner.at += 1;
    if (code === COMMA) return readKey(scanner, innermost) ? 'more' : undefined;
    if (code !== closerOf(innermost)) return undefined;
    around.pop();
    if (around.length === 0) return innermost.structure;
  }
};

/** The map or list that the whole text is, or undefined when it is none. */
export const parseStructure = (text: string): Structure | undefined => {
  const scanner: Scanner = { text, at: 0 };
  const around: Open[] = [];
  for (;;) {
    const code = peek(scanner);
    const opened = open(scanner, code);
    if (opened !== undefined) {
      if (around.length > 0) put(around.at(-1)!, opened.structure);
      around.push(opened);
      if (peek(scanner) !== closerOf(opened)) {
        if (!readKey(scanner, opened)) return undefined;
        continue;
      }
    } else {
      const scalar = around.length === 0 ? undefined : readScalar(scanner, code);
      if (scalar === undefined) return undefined;
      put(around.at(-1)!, scalar);
    }
    const closed = close(scanner, around);
    if (closed === undefined) return undefined;
    if (closed !== 'more') return Number.isNaN(peek(scanner)) ? closed : undefined;
  }
};
