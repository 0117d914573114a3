// logfmt: `level=info msg="two words" fast` as a map of texts. No standard says what it is; the rules are
// those of docs/fidelity.md, "logfmt".

import type { Json, Structure } from '../../values/index.ts';

const key = /[^\s="]+/g;
const blank = /\s/g;

/** Where the pattern next matches, or the end of the text. */
const find = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t', r: '\r' };

const resolveEscapes = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(.)/gs, (written, character: string) => escapes[character] ?? written)
    : text;

/** Where the quote that ends a value is; the end of the text when there is none. */
const closingQuote = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return at;
    if (character === '\\') at += 1;
  }
  return text.length;
};

/** The map of the pairs, all values texts; undefined for a text without any `key=`. */
export const parseLogfmt = (text: string): Structure | undefined => {
  const entries = new Map<string, Json>();
  let hasPair = false;
  key.lastIndex = 0;
  for (let found = key.exec(text); found !== null; found = key.exec(text)) {
    const [name] = found;
    const end = found.index + name.length;
    if (text[end] !== '=') {
      entries.set(name, 'true');
      continue;
    }
    hasPair = true;
    const isQuoted = text[end + 1] === '"';
    const from = end + (isQuoted ? 2 : 1);
    const to = isQuoted ? closingQuote(text, from) : find(blank, text, from);
    const value = text.slice(from, to);
    entries.set(name, isQuoted ? resolveEscapes(value) : value);
    key.lastIndex = to + 1;
  }
  return hasPair ? { kind: 'map', entries } : undefined;
};
