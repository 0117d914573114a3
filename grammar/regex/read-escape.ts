// What a backslash means in a pattern, outside and inside a class.

import { complement, perlClasses } from './character-classes.ts';
import { type Cursor, type RegexFlags, refuse } from './cursor.ts';
import type { Assertion, CodeRange, RegexNode } from './regex-tree.ts';

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

const assertions: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-boundary',
  B: 'no-word-boundary',
};

const codeEscape = /\\(?:x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}|[1-7][0-7]{2}))/y;
const propertyEscape = /\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/y;

/** A single character by its code or by itself; undefined when the escape is something else. */
export const readCharacterEscape = (cursor: Cursor): number | undefined => {
  const letter = cursor.pattern[cursor.at + 1];
  if (letter === undefined)
    return refuse('invalid', cursor.at, cursor.at + 1, 'the pattern ends in a backslash');
  const control = controls[letter];
  if (control !== undefined) {
    cursor.at += 2;
    return control;
  }
  codeEscape.lastIndex = cursor.at;
  const code = codeEscape.exec(cursor.pattern);
  if (code !== null) {
    const hex = code[1] ?? code[2];
    const value = hex === undefined ? Number.parseInt(code[3] ?? '', 8) : Number.parseInt(hex, 16);
    if (value > 0x10ffff)
      return refuse('invalid', cursor.at, cursor.at + code[0].length, 'there is no such character');
    cursor.at += code[0].length;
    return value;
  }
  if (/[A-Za-z0-9]/.test(letter)) return undefined;
  const codePoint = cursor.pattern.codePointAt(cursor.at + 1) ?? 0;
  cursor.at += 1 + String.fromCodePoint(codePoint).length;
  return codePoint;
};

export type ClassPart = { readonly ranges: readonly CodeRange[]; readonly unicode: readonly string[] };

const isProperty = (name: string): boolean => {
  try {
    new RegExp(`\\p{${name}}`, 'u');
    return true;
  } catch {
    return false;
  }
};

/** Names as JavaScript has them: a script is `Script=Greek`, a general category stands alone. */
const propertyName = (name: string): string | undefined =>
  [name, `Script=${name}`].find((candidate) => isProperty(candidate));

/** \d, \W, \pL, \p{Greek} … */
export const readClassEscape = (cursor: Cursor): ClassPart | undefined => {
  const letter = cursor.pattern[cursor.at + 1] ?? '';
  const perl = perlClasses[letter.toLowerCase()];
  if (perl !== undefined) {
    cursor.at += 2;
    return { ranges: letter === letter.toLowerCase() ? perl : complement(perl), unicode: [] };
  }
  propertyEscape.lastIndex = cursor.at;
  const property = propertyEscape.exec(cursor.pattern);
  if (property === null) return undefined;
  const [text, p, caret, long, short] = property;
  const name = propertyName(long ?? short ?? '');
  if (name === undefined)
    return refuse('invalid', cursor.at, cursor.at + text.length, `"${text}" is no known property`);
  cursor.at += text.length;
  const negated = (p === 'P') !== (caret === '^');
  return { ranges: [], unicode: [negated ? `-${name}` : name] };
};

export const refuseEscape = (cursor: Cursor): never => {
  const letter = cursor.pattern[cursor.at + 1] ?? '';
  const what = /[1-9k]/.test(letter) ? 'a back-reference' : `the escape "\\${letter}"`;
  return refuse('unsupported', cursor.at, cursor.at + 2, what);
};

/** An escape outside a class. */
export const readEscape = (cursor: Cursor, flags: RegexFlags): RegexNode => {
  const where = assertions[cursor.pattern[cursor.at + 1] ?? ''];
  if (where !== undefined) {
    cursor.at += 2;
    return { kind: 'assertion', where };
  }
  const perl = perlClasses[(cursor.pattern[cursor.at + 1] ?? '').toLowerCase()];
  if (perl !== undefined) {
    const negated = /[A-Z]/.test(cursor.pattern[cursor.at + 1] ?? '');
    cursor.at += 2;
    return { kind: 'class', negated, ranges: perl, unicode: [], ignoreCase: flags.ignoreCase };
  }
  const part = readClassEscape(cursor);
  if (part !== undefined) return { kind: 'class', negated: false, ...part, ignoreCase: false };
  const codePoint = readCharacterEscape(cursor);
  if (codePoint !== undefined) return { kind: 'character', codePoint, ignoreCase: flags.ignoreCase };
  return refuseEscape(cursor);
};
