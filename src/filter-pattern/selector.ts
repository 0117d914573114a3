// Selectors of JSON patterns: `$.name`, `.name`, `[0]`, `['a name']`, and `*` or `[*]` for every one.

import { faultOfSelectorWildcards, faultOfTerm } from './fault.ts';
import type { PatternFault, Selector, SelectorStep } from './pattern.ts';

export type ReadSelector =
  | { readonly end: number; readonly selector: Selector }
  | { readonly error: PatternFault };

const names = /[A-Za-z0-9_-]+/y;
const brackets = /\[(?:(\d+)|(\*)|'([^']*)')\]/y;
/** As much of a bracket as is right: what the service shows, with the next character, when it is not. */
const bracketStarts = /\[(?:\d+|\*|'[^']*'?)?/y;

const execAt = (expression: RegExp, text: string, at: number): RegExpExecArray | null => {
  expression.lastIndex = at;
  return expression.exec(text);
};

/** Reads the selector whose dollar sign stands at `start`. */
export const readSelector = (text: string, start: number): ReadSelector => {
  const selector: SelectorStep[] = [];
  let at = start + 1;
  while (text[at] === '.' || (text[at] === '[' && selector.length > 0)) {
    const dotted = text[at] === '.' ? at + 1 : at;
    const read = text[dotted] === '[' ? bracketAt(text, dotted) : nameAt(text, start, dotted);
    if ('error' in read) return read;
    if (read.step.kind === 'every' && selector.some(({ kind }) => kind === 'every'))
      return { error: faultOfSelectorWildcards(dotted) };
    selector.push(read.step);
    at = read.end;
  }
  if (selector.length > 0) return { end: at, selector };
  return { error: faultOfTerm(start, text.slice(start, at + 1), 'a selector begins with "$."') };
};

type ReadStep = { readonly end: number; readonly step: SelectorStep } | { readonly error: PatternFault };

const nameAt = (text: string, start: number, at: number): ReadStep => {
  if (text[at] === '*') return { end: at + 1, step: { kind: 'every' } };
  const name = execAt(names, text, at)?.[0];
  if (name !== undefined) return { end: at + name.length, step: { kind: 'name', name } };
  const cause = "a selector's names hold letters, digits, - and _; write any other name as ['name']";
  return { error: faultOfTerm(at, text.slice(start, at + 1), cause) };
};

const bracketAt = (text: string, at: number): ReadStep => {
  const [whole, index, every, name] = execAt(brackets, text, at) ?? [];
  if (whole === undefined) {
    const right = execAt(bracketStarts, text, at)?.[0] ?? '[';
    const cause = "brackets of a selector hold a number from 0, * or a 'name'";
    return { error: faultOfTerm(at + right.length, text.slice(at, at + right.length + 1), cause) };
  }
  const end = at + whole.length;
  if (index !== undefined) return { end, step: { kind: 'index', index: Number(index) } };
  return { end, step: every === undefined ? { kind: 'name', name: name ?? '' } : { kind: 'every' } };
};
