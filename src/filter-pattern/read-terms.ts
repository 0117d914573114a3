// Terms: words, "quoted phrases" and %regular expressions%, each plain, after ? or after -.

import { faultOfRegexCount, faultOfTerm } from './fault.ts';
import type { ParsedFilterPattern, PatternFault, Term } from './pattern.ts';
import { readRegex } from './regex.ts';
import { readQuoted } from './tokens.ts';

export const REGEXES_MOST = 2;

/** The user guide: anything that is no letter, digit or underscore must stand in quotation marks. */
const words = /[A-Za-z0-9_]+/y;

export const readTerms = (text: string): ParsedFilterPattern => {
  const required: Term[] = [];
  const optional: Term[] = [];
  const excluded: Term[] = [];
  let regexCount = 0;
  let at = 0;
  while (true) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at === text.length) return { pattern: { kind: 'terms', required, optional, excluded } };
    const terms = text[at] === '?' ? optional : text[at] === '-' ? excluded : required;
    const read = termAt(text, at, terms === required ? at : at + 1);
    if ('error' in read) return read;
    if (read.term.kind === 'regex' && ++regexCount > REGEXES_MOST) return { error: faultOfRegexCount(at) };
    terms.push(read.term);
    at = read.end;
  }
};

type ReadTerm = { readonly end: number; readonly term: Term } | { readonly error: PatternFault };

/** The term at `at`, which with its sign begins at `start`. */
const termAt = (text: string, start: number, at: number): ReadTerm => {
  if (text[at] === '"') {
    const read = readQuoted(text, at);
    return 'error' in read ? read : { end: read.end, term: { kind: 'text', text: read.text } };
  }
  if (text[at] === '%') {
    const read = readRegex(text, at);
    return 'error' in read ? read : { end: read.end, term: read.value };
  }
  words.lastIndex = at;
  const word = words.exec(text)?.[0];
  if (word !== undefined) return { end: at + word.length, term: { kind: 'text', text: word } };
  const cause = 'a term holds letters, digits and _, or stands in quotation marks';
  return { error: faultOfTerm(at, text.slice(start, at + 1).trimEnd(), cause) };
};
