// A regular expression of the service's dialect as one of V8's, and the matcher made of it.
//
// Only named groups capture in what V8 sees, so that a match carries nothing that nobody asked for.

import type { CodeRange, RegexNode, RegexTree } from '../../grammar/index.ts';
import { unreachable } from '../../grammar/invariant.ts';

/** The u flag takes a backslash before these and nothing else: a minus only within brackets. */
const syntaxCharacters = /[\\^$.*+?()[\]{}|/]/;

const printCodePoint = (codePoint: number): string => {
  if (codePoint < 0x20 || codePoint > 0x7e) return `\\u{${codePoint.toString(16)}}`;
  const character = String.fromCharCode(codePoint);
  return syntaxCharacters.test(character) ? `\\${character}` : character;
};

const printInClass = (codePoint: number): string => (codePoint === 0x2d ? '\\-' : printCodePoint(codePoint));

const printRange = ([from, to]: CodeRange): string =>
  from === to ? printInClass(from) : `${printInClass(from)}-${printInClass(to)}`;

const printProperty = (name: string): string =>
  name.startsWith('-') ? `\\P{${name.slice(1)}}` : `\\p{${name}}`;

/** The same letters in the other case; used where only part of a pattern ignores case. */
const bothCases = (ranges: readonly CodeRange[]): readonly CodeRange[] =>
  ranges.flatMap((range) => {
    const shifted: CodeRange[] = [range];
    for (const [from, to, shift] of [
      [65, 90, 32],
      [97, 122, -32],
    ] as const) {
      const low = Math.max(range[0], from);
      const high = Math.min(range[1], to);
      if (low <= high) shifted.push([low + shift, high + shift]);
    }
    return shifted;
  });

const printClass = (negated: boolean, ranges: readonly CodeRange[], unicode: readonly string[]): string =>
  `[${negated ? '^' : ''}${ranges.map(printRange).join('')}${unicode.map(printProperty).join('')}]`;

const otherCases = (codePoint: number): readonly CodeRange[] => {
  const character = String.fromCodePoint(codePoint);
  const forms = [character, character.toLowerCase(), character.toUpperCase()].filter(
    (form) => [...form].length === 1,
  );
  return [...new Set(forms)].map((form) => [form.codePointAt(0) ?? 0, form.codePointAt(0) ?? 0] as const);
};

const assertions = {
  'text-start': '^',
  'text-end': '$',
  'line-start': '(?:^|(?<=\\n))',
  'line-end': '(?=\\n|$)',
  'word-boundary': '\\b',
  'no-word-boundary': '\\B',
} as const;

const printCount = (least: number, most: number): string => {
  if (most === Number.POSITIVE_INFINITY) return least === 0 ? '*' : least === 1 ? '+' : `{${least},}`;
  if (least === 0 && most === 1) return '?';
  return least === most ? `{${least}}` : `{${least},${most}}`;
};

/**
 * `spellCases`: write both cases out, because V8's flag would be for the whole pattern. `numbered`: numbered
 * groups capture too.
 */
type Style = { readonly spellCases: boolean; readonly numbered: boolean };

const print = (node: RegexNode, style: Style): string => {
  switch (node.kind) {
    case 'character': {
      const cases = node.ignoreCase && style.spellCases ? otherCases(node.codePoint) : [];
      return cases.length > 1 ? printClass(false, cases, []) : printCodePoint(node.codePoint);
    }
    case 'class': {
      const ranges = node.ignoreCase && style.spellCases ? bothCases(node.ranges) : node.ranges;
      return printClass(node.negated, ranges, node.unicode);
    }
    case 'any':
      return node.takesLineBreaks ? '[\\s\\S]' : '[^\\n]';
    case 'assertion':
      return assertions[node.where];
    case 'group':
      return `${opening(node, style)}${print(node.body, style)})`;
    case 'sequence':
      return node.parts.map((part) => print(part, style)).join('');
    case 'alternatives':
      return node.choices.map((choice) => print(choice, style)).join('|');
    case 'repeat':
      return printRepeat(node, style);
    default:
      return unreachable(node);
  }
};

const opening = (group: Extract<RegexNode, { kind: 'group' }>, style: Style): string => {
  // V8 takes only identifiers as names; a group of another name has its number.
  const isIdentifier = group.name !== undefined && /^[A-Za-z_]\w*$/.test(group.name);
  if (style.numbered && group.captures) return isIdentifier ? `(?<${group.name}>` : '(';
  return group.name === undefined ? '(?:' : '(';
};

const printRepeat = (node: Extract<RegexNode, { kind: 'repeat' }>, style: Style): string => {
  const body = print(node.body, style);
  // V8 repeats no assertion: brackets make it one that may be repeated.
  const operand = node.body.kind === 'assertion' ? `(?:${body})` : body;
  return `${operand}${printCount(node.least, node.most)}${node.isLazy ? '?' : ''}`;
};

type Cased = { readonly heeds: boolean; readonly ignores: boolean };

/** Does any letter heed its case, does any ignore it? */
const casesIn = (node: RegexNode): Cased => {
  switch (node.kind) {
    case 'character':
    case 'class':
      return { heeds: !node.ignoreCase, ignores: node.ignoreCase };
    case 'group':
    case 'repeat':
      return casesIn(node.body);
    case 'sequence':
      return node.parts.map(casesIn).reduce(eitherCase, { heeds: false, ignores: false });
    case 'alternatives':
      return node.choices.map(casesIn).reduce(eitherCase, { heeds: false, ignores: false });
    default:
      return { heeds: false, ignores: false };
  }
};

const eitherCase = (a: Cased, b: Cased): Cased => ({
  heeds: a.heeds || b.heeds,
  ignores: a.ignores || b.ignores,
});

const compile = (tree: RegexTree, numbered: boolean): RegExp => {
  const cases = casesIn(tree.root);
  const oneFlag = cases.ignores && !cases.heeds;
  return new RegExp(print(tree.root, { spellCases: !oneFlag, numbered }), oneFlag ? 'ui' : 'u');
};

/** V8's regex; its capture groups are the tree's named groups, in their order. */
export const compileRegex = (tree: RegexTree): RegExp => compile(tree, false);

/** V8's regex with all groups that have a number in the dialect, for replacements that name them. */
export const compileNumberedRegex = (tree: RegexTree): RegExp => compile(tree, true);
