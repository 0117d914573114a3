// Values of a pattern against texts and numbers of a message.

import { automatonOf } from './automaton.ts';
import type { Comparison, Condition, Operator, RegexValue, Value } from './pattern.ts';

/** JavaScript's search is the faster one, if it is sure to end soon: so many tries take a few ms at most. */
const MOST_TRIES = 4_000_000;

export const compileRegex = ({ source }: RegexValue): ((text: string) => boolean) => {
  const regex = new RegExp(source, 'u');
  const automaton = automatonOf(source);
  return (text) =>
    automaton !== undefined && automaton.mostTries(text.length) > MOST_TRIES
      ? automaton.matches(text)
      : regex.test(text);
};

/**
 * Every `*` stands for the fewest characters that let the next part follow, and is not tried again when the
 * rest fails. So the service was seen to take `*.111.111.111` for 111.111.111.111 but not `*111.111.111`,
 * `1*3` for 123 but not `111*111` for 111.111.111.111.
 */
const matchesParts = (parts: readonly string[], text: string): boolean => {
  const [prefix = '', ...rest] = parts;
  if (!text.startsWith(prefix)) return false;
  let end = prefix.length;
  for (const part of rest) {
    const start = text.indexOf(part, end);
    if (start < 0) return false;
    end = start + part.length;
  }
  return rest.at(-1) === '' || end === text.length;
};

/** Is the text equal to the value? An unquoted number, too, is compared by its letters here. */
export const compileText = (value: Value): ((text: string) => boolean) => {
  switch (value.kind) {
    case 'regex':
      return compileRegex(value);
    case 'wildcard':
      return (text) => matchesParts(value.parts, text);
    case 'number':
    case 'text':
      return (text) => text === value.text;
  }
};

export const compareNumbers = (left: number, operator: Operator, right: number): boolean => {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
};

export type StateCondition<Subject> = Extract<Condition<Subject>, { readonly kind: 'state' }>;

/** A condition as a function of a message, given how its comparisons are one. */
export const compileCondition = <Subject, Message>(
  condition: Condition<Subject>,
  compileLeaf: (leaf: Comparison<Subject> | StateCondition<Subject>) => (message: Message) => boolean,
): ((message: Message) => boolean) => {
  if (condition.kind === 'compare' || condition.kind === 'state') return compileLeaf(condition);
  const parts = condition.parts.map((part) => compileCondition(part, compileLeaf));
  return condition.kind === 'and'
    ? (message) => parts.every((matches) => matches(message))
    : (message) => parts.some((matches) => matches(message));
};
