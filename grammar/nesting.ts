// How deep a query may nest: brackets, runs of prefixes and powers recurse in the parser, chains of operators
// behind it.

import type { IToken } from 'chevrotain';

/**
 * Levels within levels. Measured with the default stack and code that has not been compiled yet: the
 * greediest form, a call behind operators of every level, overflows at 60 (Node 20 and 22; 99 in Node 24), a
 * plain call at 89, a plain bracket at 112.
 */
export const MAX_DEPTH = 50;
/** Operators of one expression. */
const MAX_OPERATORS = 1_000;

const opening = new Set(['LeftParenthesis', 'LeftBracket', 'OpenQuery']);
const closing = new Set(['RightParenthesis', 'RightBracket']);
const operandEnds = new Set(['Name', 'String', 'Number', 'Regex', 'Period', 'Access', ...closing]);
/** What an operator is not. */
const operands = new Set([...operandEnds, 'LeftParenthesis', 'OpenQuery']);

/** Does it wait for an operand that it takes by recursion? A minus behind an operand does not. */
const isPending = (name: string, before: string): boolean =>
  name === 'Caret' ||
  name === 'Not' ||
  name === 'Bang' ||
  ((name === 'Minus' || name === 'Plus') && !operandEnds.has(before));

export type TooDeep = { readonly token: IToken; readonly most: number; readonly of: 'levels' | 'operators' };

/** The first token that goes too far. */
export const firstTooDeep = (tokens: readonly IToken[]): TooDeep | undefined => {
  // What waits outside each open bracket, and within the last of them.
  const outside: number[] = [];
  let waiting = 0;
  let depth = 0;
  let operators = 0;
  let before = '';
  for (const token of tokens) {
    const { name } = token.tokenType;
    if (opening.has(name)) {
      outside.push(waiting);
      depth += 1;
      waiting = 0;
    } else if (closing.has(name)) {
      const outer = outside.pop();
      depth -= waiting + (outer === undefined ? 0 : 1);
      waiting = outer ?? 0;
    } else if (isPending(name, before)) {
      waiting += 1;
      depth += 1;
    } else if (!operands.has(name)) {
      depth -= waiting;
      waiting = 0;
    }
    operators = name === 'Comma' ? 0 : operators + (operands.has(name) ? 0 : 1);
    if (depth > MAX_DEPTH) return { token, most: MAX_DEPTH, of: 'levels' };
    if (operators > MAX_OPERATORS) return { token, most: MAX_OPERATORS, of: 'operators' };
    before = name;
  }
  return undefined;
};
