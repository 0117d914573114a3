// A pattern of the service's dialect to its tree, or the first thing in it that the dialect refuses.
//
// The dialect is RE2's: linear-time engines have neither look-around nor back-references.

import { type Cursor, Refusal, type RegexFlags, refuse } from './cursor.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import type { RegexNode, RegexProblem, RegexTree } from './regex-tree.ts';

/** RE2 refuses larger counts. */
const MAX_REPEAT = 1000;
const MAX_GROUP_DEPTH = 250;
const UNBOUNDED = Number.POSITIVE_INFINITY;

const noFlags: RegexFlags = { ignoreCase: false, dotAll: false, multiline: false, swapLazy: false };

const take = (cursor: Cursor, text: string): boolean => {
  if (!cursor.pattern.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
};

const lookarounds: readonly (readonly [string, string])[] = [
  ['(?=', 'look-ahead'],
  ['(?!', 'negative look-ahead'],
  ['(?<=', 'look-behind'],
  ['(?<!', 'negative look-behind'],
  ['(?>', 'an atomic group'],
  ['(?#', 'a comment group'],
  ['(?(', 'a condition'],
  ['(?|', 'a branch reset'],
  ['(?R)', 'recursion'],
];

const refuseLookaround = (cursor: Cursor): void => {
  const found = lookarounds.find(([text]) => cursor.pattern.startsWith(text, cursor.at));
  if (found !== undefined) refuse('unsupported', cursor.at, cursor.at + found[0].length, found[1]);
};

const flagOf = { i: 'ignoreCase', s: 'dotAll', m: 'multiline', U: 'swapLazy' } as const;

const applyFlags = (flags: RegexFlags, letters: string): RegexFlags => {
  const [on = '', off = ''] = letters.split('-');
  const set = (value: boolean) => (all: RegexFlags, letter: string) => ({
    ...all,
    [flagOf[letter as keyof typeof flagOf]]: value,
  });
  return [...off].reduce(set(false), [...on].reduce(set(true), flags));
};

const flagGroup = /\(\?([imsU]*(?:-[imsU]+)?)([:)])/y;
const namedGroup = /\(\?P?<(@?[A-Za-z_][\w.]*)>/y;

/** `(…)` of every kind; a bare `(?i)` changes the flags of what follows in the same group. */
const readGroup = (cursor: Cursor, flags: RegexFlags): { node?: RegexNode; flags?: RegexFlags } => {
  refuseLookaround(cursor);
  const start = cursor.at;
  flagGroup.lastIndex = start;
  namedGroup.lastIndex = start;
  const withFlags = flagGroup.exec(cursor.pattern);
  const withName = namedGroup.exec(cursor.pattern);
  if (withFlags?.[2] === ')' && withFlags[1] !== '') {
    cursor.at += withFlags[0].length;
    return { flags: applyFlags(flags, withFlags[1] ?? '') };
  }
  let inner = flags;
  let name: string | undefined;
  const captures = withFlags?.[2] !== ':';
  if (withFlags?.[2] === ':') {
    inner = applyFlags(flags, withFlags[1] ?? '');
    cursor.at += withFlags[0].length;
  } else if (withName !== null) {
    name = withName[1];
    cursor.at += withName[0].length;
    if (name !== undefined) {
      if (cursor.names.includes(name)) refuse('invalid', start, cursor.at, `two groups are named "${name}"`);
      cursor.names.push(name);
    }
  } else if (cursor.pattern.startsWith('(?', start)) {
    const [named] = /^\(\?P?<[^=!>][^>]*>/.exec(cursor.pattern.slice(start)) ?? [];
    if (named !== undefined)
      refuse(
        'invalid',
        start,
        start + named.length,
        'the name of a group has letters, digits, "_" and ".", no digit first, and perhaps "@" before them',
      );
    refuse('invalid', start, start + 2, 'a group that begins with "(?" has no such form');
  } else cursor.at += 1;
  cursor.depth += 1;
  if (cursor.depth > MAX_GROUP_DEPTH) refuse('invalid', start, start + 1, 'groups are nested too deeply');
  const body = readAlternatives(cursor, inner);
  cursor.depth -= 1;
  if (!take(cursor, ')')) refuse('invalid', start, start + 1, 'this group has no end');
  return { node: { kind: 'group', name, captures, body } };
};

const repeats = /[*+?]|\{(\d+)(?:(,)(\d*))?\}/y;

const countsOf = (match: RegExpExecArray): readonly [number, number] => {
  switch (match[0]) {
    case '*':
      return [0, UNBOUNDED];
    case '+':
      return [1, UNBOUNDED];
    case '?':
      return [0, 1];
    default: {
      const least = Number(match[1]);
      if (match[2] === undefined) return [least, least];
      return [least, match[3] ? Number(match[3]) : UNBOUNDED];
    }
  }
};

const readRepeat = (cursor: Cursor, body: RegexNode, flags: RegexFlags): RegexNode => {
  repeats.lastIndex = cursor.at;
  const match = repeats.exec(cursor.pattern);
  if (match === null) return body;
  const start = cursor.at;
  cursor.at += match[0].length;
  const [least, most] = countsOf(match);
  const finite = most === UNBOUNDED ? least : most;
  if (finite > MAX_REPEAT) refuse('invalid', start, cursor.at, `a count is at most ${MAX_REPEAT}`);
  if (least > most) refuse('invalid', start, cursor.at, 'the counts are in the wrong order');
  const isLazy = take(cursor, '?') !== flags.swapLazy;
  if (cursor.pattern[cursor.at] === '+') refuse('unsupported', start, cursor.at + 1, 'a possessive repeat');
  repeats.lastIndex = cursor.at;
  if (repeats.test(cursor.pattern)) refuse('invalid', start, cursor.at + 1, 'a repeat is repeated');
  return { kind: 'repeat', body, least, most, isLazy };
};

const characterNode = (codePoint: number, flags: RegexFlags): RegexNode => ({
  kind: 'character',
  codePoint,
  ignoreCase: flags.ignoreCase,
});

const readAtom = (cursor: Cursor, flags: RegexFlags): RegexNode => {
  const codePoint = cursor.pattern.codePointAt(cursor.at) ?? 0;
  const character = String.fromCodePoint(codePoint);
  switch (character) {
    case '[':
      return readClass(cursor, flags);
    case '\\':
      return readEscape(cursor, flags);
    case '*':
    case '+':
    case '?':
      return refuse('invalid', cursor.at, cursor.at + 1, `"${character}" repeats nothing`);
  }
  cursor.at += character.length;
  switch (character) {
    case '.':
      return { kind: 'any', takesLineBreaks: flags.dotAll };
    case '^':
      return { kind: 'assertion', where: flags.multiline ? 'line-start' : 'text-start' };
    case '$':
      return { kind: 'assertion', where: flags.multiline ? 'line-end' : 'text-end' };
    default:
      return characterNode(codePoint, flags);
  }
};

/** `\Q…\E`: characters that mean themselves. */
const readQuoted = (cursor: Cursor, flags: RegexFlags): readonly RegexNode[] => {
  const end = cursor.pattern.indexOf('\\E', cursor.at);
  const text = cursor.pattern.slice(cursor.at, end === -1 ? undefined : end);
  cursor.at = end === -1 ? cursor.pattern.length : end + 2;
  return [...text].map((character) => characterNode(character.codePointAt(0) ?? 0, flags));
};

type Sequence = { readonly node: RegexNode; readonly flags: RegexFlags };

const atSequenceEnd = (cursor: Cursor): boolean => {
  const next = cursor.pattern[cursor.at];
  return next === undefined || next === '|' || next === ')';
};

const readSequence = (cursor: Cursor, outer: RegexFlags): Sequence => {
  const parts: RegexNode[] = [];
  let flags = outer;
  while (!atSequenceEnd(cursor)) {
    if (take(cursor, '\\Q')) {
      const quoted = readQuoted(cursor, flags);
      parts.push(...quoted.slice(0, -1));
      const last = quoted.at(-1);
      if (last !== undefined) parts.push(readRepeat(cursor, last, flags));
    } else if (cursor.pattern[cursor.at] === '(') {
      const group = readGroup(cursor, flags);
      if (group.flags !== undefined) flags = group.flags;
      if (group.node !== undefined) parts.push(readRepeat(cursor, group.node, flags));
    } else parts.push(readRepeat(cursor, readAtom(cursor, flags), flags));
  }
  return { node: { kind: 'sequence', parts }, flags };
};

/** Flags set in one alternative hold for those behind it too, up to the group's end: `(?i)a|b`. */
const readAlternatives = (cursor: Cursor, outer: RegexFlags): RegexNode => {
  let flags = outer;
  const choices: RegexNode[] = [];
  do {
    const sequence = readSequence(cursor, flags);
    choices.push(sequence.node);
    flags = sequence.flags;
  } while (take(cursor, '|'));
  return choices.length === 1 && choices[0] ? choices[0] : { kind: 'alternatives', choices };
};

/** The tree of `pattern`; or, as data, what the dialect refuses in it. */
export const readRegex = (pattern: string): RegexTree | { readonly problem: RegexProblem } => {
  const cursor: Cursor = { pattern, at: 0, names: [], depth: 0 };
  try {
    const root = readAlternatives(cursor, noFlags);
    if (cursor.at < pattern.length)
      refuse('invalid', cursor.at, cursor.at + 1, 'this bracket closes nothing');
    return { root, names: cursor.names };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
};
