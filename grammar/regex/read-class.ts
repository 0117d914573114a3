// `[…]` in a pattern.

import { complement, posixClasses } from './character-classes.ts';
import { type Cursor, type RegexFlags, refuse } from './cursor.ts';
import { type ClassPart, readCharacterEscape, readClassEscape, refuseEscape } from './read-escape.ts';
import type { CodeRange, RegexNode } from './regex-tree.ts';

const posix = /\[:(\^?)([a-z]+):\]/y;

const readPosix = (cursor: Cursor): ClassPart | undefined => {
  posix.lastIndex = cursor.at;
  const match = posix.exec(cursor.pattern);
  if (match === null) return undefined;
  const name = match[2] ?? '';
  const ranges = Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
  if (ranges === undefined)
    return refuse('invalid', cursor.at, cursor.at + match[0].length, `"${match[0]}" is no known class`);
  cursor.at += match[0].length;
  return { ranges: match[1] === '^' ? complement(ranges) : ranges, unicode: [] };
};

const readCharacter = (cursor: Cursor): number => {
  if (cursor.pattern[cursor.at] === '\\') return readCharacterEscape(cursor) ?? refuseEscape(cursor);
  const codePoint = cursor.pattern.codePointAt(cursor.at) ?? 0;
  cursor.at += String.fromCodePoint(codePoint).length;
  return codePoint;
};

/** One character, or a range of them. */
const readRange = (cursor: Cursor): CodeRange => {
  const start = cursor.at;
  const from = readCharacter(cursor);
  const next = cursor.pattern[cursor.at + 1];
  if (cursor.pattern[cursor.at] !== '-' || next === ']' || next === undefined) return [from, from];
  cursor.at += 1;
  const to = readCharacter(cursor);
  if (to < from) return refuse('invalid', start, cursor.at, 'the range is in the wrong order');
  return [from, to];
};

export const readClass = (cursor: Cursor, flags: RegexFlags): RegexNode => {
  const start = cursor.at;
  cursor.at += 1;
  const negated = cursor.pattern[cursor.at] === '^';
  if (negated) cursor.at += 1;
  const ranges: CodeRange[] = [];
  const unicode: string[] = [];
  // A "]" right behind the opening means itself.
  for (let isFirst = true; isFirst || cursor.pattern[cursor.at] !== ']'; isFirst = false) {
    if (cursor.at >= cursor.pattern.length)
      return refuse('invalid', start, start + 1, 'this class has no end');
    const part =
      readPosix(cursor) ?? (cursor.pattern[cursor.at] === '\\' ? readClassEscape(cursor) : undefined);
    if (part === undefined) ranges.push(readRange(cursor));
    else {
      ranges.push(...part.ranges);
      unicode.push(...part.unicode);
    }
  }
  cursor.at += 1;
  return { kind: 'class', negated, ranges, unicode, ignoreCase: flags.ignoreCase };
};
