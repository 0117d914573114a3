// A text coloured by a TextMate grammar: as much of what editors do as the grammar uses. Lines are coloured
// one by one with a stack of open rules; at each place the leftmost match counts, the first rule among equals,
// and the end of the open rule before them; \G is where the open rule began or went on.

import type { TextmateGrammar, TextmateRule } from '../../grammar/textmate.ts';

export type Coloured = { readonly start: number; readonly end: number; readonly scope: string };

type Captures = TextmateRule['captures'];
type Open = { readonly rule: TextmateRule; anchor: number };

const compiled = new Map<string, RegExp>();

/** Oniguruma's \G is a sticky match in JavaScript. */
const regexOf = (pattern: string): RegExp => {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const isAnchored = pattern.startsWith('\\G');
  const made = new RegExp(isAnchored ? pattern.slice(2) : pattern, isAnchored ? 'duy' : 'dug');
  compiled.set(pattern, made);
  return made;
};

const matchAt = (pattern: string, line: string, from: number, anchor: number): RegExpExecArray | null => {
  const regex = regexOf(pattern);
  if (regex.sticky && from !== anchor) return null;
  regex.lastIndex = from;
  return regex.exec(line);
};

/** The rules inside a rule, with what they include in place. */
const expander = (grammar: TextmateGrammar): ((rule: TextmateRule) => readonly TextmateRule[]) => {
  const known = new Map<TextmateRule, readonly TextmateRule[]>();
  const expand = (rules: readonly TextmateRule[]): readonly TextmateRule[] =>
    rules.flatMap((rule) => {
      const inner = rule.include && grammar.repository[rule.include.slice(1)];
      if (!inner) return [rule];
      return inner.patterns === undefined ? [inner] : expand(inner.patterns);
    });
  return (rule) => {
    const expanded = known.get(rule) ?? expand(rule.patterns ?? []);
    known.set(rule, expanded);
    return expanded;
  };
};

/** The scopes of one match: its own, and those of its groups. */
const scopesOf = (match: RegExpExecArray, captures: Captures, whole: string | undefined): Coloured[] => {
  const groups = Object.entries(captures ?? {}).map(
    ([index, { name }]) => [match.indices?.[Number(index)], name] as const,
  );
  return [[match.indices?.[0], whole] as const, ...groups].flatMap(([range, scope]) =>
    range && scope !== undefined && range[0] < range[1] ? [{ start: range[0], end: range[1], scope }] : [],
  );
};

type Found = { readonly match: RegExpExecArray; readonly rule: TextmateRule | undefined };

/** The leftmost match from here on; no rule: the end of the open one. */
const nextMatch = (
  { rule, anchor }: Open,
  inner: readonly TextmateRule[],
  line: string,
  at: number,
): Found | undefined => {
  const end = rule.end === undefined ? null : matchAt(rule.end, line, at, anchor);
  let best: Found | undefined = end === null ? undefined : { match: end, rule: undefined };
  for (const one of inner) {
    const match = matchAt(one.match ?? one.begin ?? '(?!)', line, at, anchor);
    if (match !== null && (best === undefined || match.index < best.match.index)) best = { match, rule: one };
  }
  return best;
};

export const colourText = (grammar: TextmateGrammar, text: string): readonly Coloured[] => {
  const rulesIn = expander(grammar);
  const stack: Open[] = [{ rule: { patterns: grammar.patterns }, anchor: -1 }];

  const colourLine = (line: string): readonly Coloured[] => {
    const coloured: Coloured[] = [];
    let at = 0;
    for (let guard = 0; guard < 10 * line.length + 50; guard += 1) {
      const open = stack.at(-1)!;
      const found = nextMatch(open, rulesIn(open.rule), line, at);
      const stop = found?.match.index ?? line.length;
      // What has no colour of its own has that of the rule around it.
      const scope = open.rule.name;
      if (scope !== undefined && stop > at) coloured.push({ start: at, end: stop, scope });
      if (found === undefined) return coloured;
      const { match, rule } = found;
      at = match.index + match[0].length;
      if (rule === undefined) stack.pop();
      else if (rule.begin !== undefined) stack.push({ rule, anchor: at });
      const captures = rule === undefined ? open.rule.endCaptures : (rule.beginCaptures ?? rule.captures);
      coloured.push(...scopesOf(match, captures, rule?.name ?? scope));
    }
    throw new Error(`the grammar does not go on at ${at}: ${line}`);
  };

  let lineStart = 0;
  return text.split('\n').flatMap((line) => {
    for (const open of stack) open.anchor = -1;
    const from = lineStart;
    lineStart += line.length + 1;
    return colourLine(line).map(({ start, end, scope }) => ({ start: start + from, end: end + from, scope }));
  });
};

/** The last scope given to the character: the innermost one. */
export const scopeAt = (coloured: readonly Coloured[], offset: number): string =>
  coloured.findLast(({ start, end }) => start <= offset && offset < end)?.scope ?? '';
