// Patterns that read a text from left to right without ever going back, as most patterns of log queries do:
// literal texts, and runs of characters that end where the next step cannot begin. What such a pattern finds
// in a text can be told from what kinds of characters stand where.

import type { CodeRange, RegexNode, RegexTree } from '../../../grammar/index.ts';
import type { Glob } from '../../plan/index.ts';
import { type CharacterSet, charactersOf } from '../../segments/index.ts';

export type Step =
  /** `anyCase`: of ASCII letters. */
  | { readonly kind: 'text'; readonly text: string; readonly anyCase: boolean }
  /** One character of the set. */
  | { readonly kind: 'one'; readonly set: CharacterSet }
  /** As many as there are; never one that the step behind it could begin with. */
  | { readonly kind: 'run'; readonly set: CharacterSet; readonly least: 0 | 1 }
  /** As few as there are until the text that is the next step. */
  | { readonly kind: 'until'; readonly set: CharacterSet }
  | { readonly kind: 'open' | 'close'; readonly capture: number };

export type LinearPattern = {
  readonly steps: readonly Step[];
  /** Must it match from the first character on? */
  readonly isAnchored: boolean;
  /** Does a failure after an `until` stand, as in globs? In a regex it would have gone on. */
  readonly isGlob: boolean;
};

const BEYOND_ASCII: CharacterSet = 1n << 128n;
export const everyCharacter: CharacterSet = (1n << 129n) - 1n;

const otherCase = (character: string): string => {
  const lower = character.toLowerCase();
  return lower === character ? character.toUpperCase() : lower;
};

/** Letters beyond ASCII that are k and s in another case: the Kelvin sign and the long s. */
const hasDistantCase = (character: string): boolean => /[ks]/i.test(character);

export const charactersOfUnit = (character: string, anyCase: boolean): CharacterSet => {
  if (!anyCase) return charactersOf([character]);
  const cases = charactersOf([character, otherCase(character)]);
  return hasDistantCase(character) ? cases | BEYOND_ASCII : cases;
};

const isAscii = (codePoint: number): boolean => codePoint < 128;

const setOfRanges = (ranges: readonly CodeRange[]): CharacterSet | undefined => {
  let set = 0n;
  let beyond = 0;
  for (const [from, to] of ranges) {
    for (let code = from; code <= Math.min(to, 127); code += 1) set |= 1n << BigInt(code);
    if (!isAscii(to)) beyond += to - Math.max(from, 128) + 1;
  }
  if (beyond === 0) return set;
  // Some characters beyond ASCII and not others: one bit for all of them cannot tell.
  return beyond >= 0x10ffff - 127 ? set | BEYOND_ASCII : undefined;
};

const setOfClass = (node: Extract<RegexNode, { kind: 'class' }>): CharacterSet | undefined => {
  if (node.ignoreCase || node.unicode.length > 0) return undefined;
  const set = setOfRanges(node.ranges);
  return set === undefined || !node.negated ? set : everyCharacter & ~set;
};

const lineBreak: CharacterSet = charactersOf(['\n']);

const setOf = (node: RegexNode): CharacterSet | undefined => {
  switch (node.kind) {
    case 'any':
      return node.takesLineBreaks ? everyCharacter : everyCharacter & ~lineBreak;
    case 'class':
      return setOfClass(node);
    case 'character':
      return node.ignoreCase || !isAscii(node.codePoint)
        ? undefined
        : charactersOf([String.fromCodePoint(node.codePoint)]);
    case 'group':
      return node.name === undefined ? setOf(node.body) : undefined;
    default:
      return undefined;
  }
};

const stepsOfRepeat = (node: Extract<RegexNode, { kind: 'repeat' }>): readonly Step[] | undefined => {
  const set = setOf(node.body);
  if (set === undefined || node.most !== Number.POSITIVE_INFINITY || node.least > 1) return undefined;
  if (!node.isLazy) return [{ kind: 'run', set, least: node.least === 0 ? 0 : 1 }];
  return [...(node.least === 1 ? ([{ kind: 'one', set }] as const) : []), { kind: 'until', set }];
};

/** `captures` counts the named groups before. */
const stepsOf = (node: RegexNode, captures: { count: number }): readonly Step[] | undefined => {
  switch (node.kind) {
    case 'character': {
      if (node.ignoreCase && !isAscii(node.codePoint)) return undefined;
      return [{ kind: 'text', text: String.fromCodePoint(node.codePoint), anyCase: node.ignoreCase }];
    }
    case 'any':
    case 'class': {
      const set = setOf(node);
      return set === undefined ? undefined : [{ kind: 'one', set }];
    }
    case 'group': {
      if (node.name === undefined) return stepsOf(node.body, captures);
      const capture = captures.count++;
      const body = stepsOf(node.body, captures);
      return body && [{ kind: 'open', capture }, ...body, { kind: 'close', capture }];
    }
    case 'sequence': {
      const parts = node.parts.map((part) => stepsOf(part, captures));
      return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    case 'repeat':
      return stepsOfRepeat(node);
    default:
      return undefined;
  }
};

/** Characters end to end, where nothing stands between them. */
const joinTexts = (steps: readonly Step[]): readonly Step[] => {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (step.kind === 'text' && last?.kind === 'text' && last.anyCase === step.anyCase)
      joined[joined.length - 1] = { ...last, text: last.text + step.text };
    else joined.push(step);
  }
  return joined;
};

/** What the step can begin with; undefined for steps that take nothing. */
const beginning = (step: Step): CharacterSet | undefined => {
  switch (step.kind) {
    case 'text':
      return charactersOfUnit(step.text.charAt(0), step.anyCase);
    case 'one':
    case 'run':
    case 'until':
      return step.set;
    default:
      return undefined;
  }
};

/** Does a run end where it must, whatever comes? */
const isPossessive = (set: CharacterSet, behind: readonly Step[]): boolean => {
  for (const step of behind) {
    const next = beginning(step);
    if (next === undefined) continue;
    if ((next & set) !== 0n || step.kind === 'until') return false;
    if (step.kind !== 'run' || step.least === 1) return true;
  }
  return true;
};

const isLinear = (steps: readonly Step[]): boolean =>
  steps.every((step, index) => {
    const behind = steps.slice(index + 1);
    if (step.kind === 'run') return isPossessive(step.set, behind);
    if (step.kind !== 'until') return true;
    return behind.find(({ kind }) => kind !== 'open' && kind !== 'close')?.kind === 'text';
  });

const partsOf = (node: RegexNode): readonly RegexNode[] => (node.kind === 'sequence' ? node.parts : [node]);

const linear = (node: RegexNode): LinearPattern | undefined => {
  const [first, ...rest] = partsOf(node);
  const isAnchored = first?.kind === 'assertion' && first.where === 'text-start';
  const parts = isAnchored ? rest : partsOf(node);
  const steps = stepsOf({ kind: 'sequence', parts }, { count: 0 });
  if (steps === undefined) return undefined;
  const joined = joinTexts(steps);
  return isLinear(joined) && joined.some((step) => beginning(step) !== undefined)
    ? { steps: joined, isAnchored, isGlob: false }
    : undefined;
};

/** One pattern for each alternative; undefined where one of them is not linear. */
export const linearPatterns = ({ root }: RegexTree): readonly LinearPattern[] | undefined => {
  const patterns = (root.kind === 'alternatives' ? root.choices : [root]).map(linear);
  return patterns.some((pattern) => pattern === undefined)
    ? undefined
    : (patterns as readonly LinearPattern[]);
};

/** Where there is no alternative: the pattern whose captures count. */
export const oneLinearPattern = (regex: RegexTree): LinearPattern | undefined =>
  regex.root.kind === 'alternatives' ? undefined : linear(regex.root);

/**
 * A glob takes as little as it can for every star, and all that is left for a last one. Undefined where it has
 * no star, or two that stand together.
 */
export const linearGlob = ({ literals }: Glob): LinearPattern | undefined => {
  if (literals.length === 1 || literals.slice(1, -1).includes('')) return undefined;
  const steps: Step[] = [];
  literals.forEach((text, index) => {
    const isLastStar = index === literals.length - 1 && text === '';
    if (index > 0) {
      steps.push({ kind: 'open', capture: index - 1 });
      steps.push(
        isLastStar ? { kind: 'run', set: everyCharacter, least: 0 } : { kind: 'until', set: everyCharacter },
      );
      steps.push({ kind: 'close', capture: index - 1 });
    }
    if (text !== '') steps.push({ kind: 'text', text, anyCase: false });
  });
  return { steps, isAnchored: literals[0] === '', isGlob: true };
};

export const linearText = (text: string): LinearPattern => ({
  steps: [{ kind: 'text', text, anyCase: false }],
  isAnchored: false,
  isGlob: false,
});
