// What was meant where the parser stopped: told from the words around the place. Each hint looks for one
// habit of other query languages and answers nothing where it is not sure.

import type { IToken } from 'chevrotain';
import type { Hint } from './diagnostic.ts';
import { foreignCommand } from './foreign-words.ts';
import {
  endsOperand,
  hintOf,
  imagesOf,
  insert,
  is,
  isCommand,
  isCommandWord,
  isOutsideBrackets,
  lower,
  replace,
  type Stop,
  touch,
} from './hint-place.ts';
import { alias, bareBin, quotedPart } from './hints-of-names.ts';
import { between, distinct, presence, word } from './hints-of-operators.ts';
import { spanFrom } from './span.ts';
import { spanOfToken } from './span-of-token.ts';
import { findFunction } from './vocabulary/index.ts';

/** `-- words` of SQL: two subtractions so far. */
const comment = ({ tokens, index }: Stop): Hint | undefined => {
  const at = tokens
    .slice(0, index)
    .findIndex((token, i) => is(token, 'Minus') && isDashes(token, tokens[i + 1]));
  const [first, second] = [tokens[at], tokens[at + 1]];
  return first && second && dashes(first, second);
};
const isDashes = (first: IToken, second: IToken | undefined): boolean =>
  is(first, 'Minus') && is(second, 'Minus') && touch(first, second);
const dashes = (first: IToken, second: IToken): Hint => ({
  help: 'a comment begins with #',
  edits: [{ span: spanFrom(spanOfToken(first), spanOfToken(second)), text: '#' }],
});

/** `fields *` */
const star = ({ found, before }: Stop): Hint | undefined =>
  is(found, 'Star') && is(before, 'Fields', 'Display')
    ? { help: 'name the fields, or leave the command out' }
    : undefined;

/** `stats … where`, `having n > 5`: on what? */
const condition = ({ found, before, command }: Stop): Hint | undefined => {
  if (lower(found) === 'having' && endsOperand(before))
    return {
      help: 'results are chosen by a filter behind the stats: stats … | filter …',
      edits: [replace(found, '| filter')],
    };
  if (command !== 'stats' || !/^(?:where|filter)$/.test(lower(found))) return undefined;
  return {
    help: 'events are chosen by a filter before the stats, results by one behind it: filter … | stats … | filter …',
  };
};

/** A command word, and no `|` before it: `filter level = "error" limit 5`. */
const pipe = (stop: Stop): Hint | undefined => {
  const { tokens, index, start, isComplete } = stop;
  // A list of fields has taken the word for one of them: `dedup level limit 5`.
  const at = [index, index - 1].find((i) => {
    const token = tokens[i];
    const mayEnd = i > start + 1 && (endsOperand(tokens[i - 1]) || is(tokens[i - 1], 'Desc', 'Asc'));
    const isWord = token !== undefined && (isCommandWord(token) || foreignCommand(token.image) !== undefined);
    return isWord && mayEnd && isOutsideBrackets(stop, i);
  });
  const token = at === undefined ? undefined : tokens[at];
  if (!isComplete || token === undefined) return undefined;
  if (!isCommandWord(token)) return { help: foreignCommand(token.image)?.help ?? '' };
  return { help: `write "|" before ${token.image}`, edits: [insert(token.startOffset, '| ')] };
};

const hints = [comment, alias, presence, between, distinct, star, bareBin, quotedPart, word, condition, pipe];

/** What to do about the token that the parser could not take, if that is known. */
export const hintAt = (tokens: readonly IToken[], index: number, isComplete: boolean): Hint | undefined => {
  const start = tokens.slice(0, index).findLastIndex(isCommand);
  const [found, before, command] = [tokens[index], tokens[index - 1], lower(tokens[start])];
  if (found === undefined || before === undefined) return undefined;
  const stop: Stop = { tokens, index, found, before, command, start, isComplete };
  for (const hint of hints) {
    const answer = hint(stop);
    if (answer !== undefined) return answer;
  }
  return undefined;
};

/** Where a command should begin: of another language, an aggregate alone, or a comment. */
export const hintAtStart = (token: IToken, after: IToken | undefined): Hint | undefined => {
  if (after !== undefined && isDashes(token, after)) return dashes(token, after);
  if (findFunction(token.image)?.family === 'aggregate' && is(after, 'LeftParenthesis'))
    return {
      help: `aggregates stand in a stats: stats ${token.image}(…)`,
      edits: [insert(token.startOffset, 'stats ')],
    };
  const foreign = foreignCommand(token.image);
  if (foreign === undefined) return undefined;
  // What stands behind it has no place here either.
  const goesOn = is(after, 'Star') || lower(after) === 'distinct';
  return goesOn ? { help: foreign.help } : hintOf(foreign, token);
};

/** Behind `in (`: values, or a query of another language. */
export const hintInParentheses = (tokens: readonly IToken[], open: number): Hint | undefined => {
  const close = tokens.findIndex((token, index) => index > open && is(token, 'RightParenthesis'));
  const inside = tokens.slice(open + 1, close === -1 ? undefined : close);
  if (is(inside[0], 'Name') && inside.length > 1 && !is(inside[1], 'Comma'))
    return {
      help: 'a query in brackets begins with SOURCE or another command: in (SOURCE "group" | fields name)',
    };
  const [first, last] = [tokens[open], tokens[close]];
  const isList = inside.every((token) => is(token, 'String', 'Number', 'Comma', 'Minus', 'True', 'False'));
  if (!isList || inside.length === 0 || first === undefined || last === undefined) return undefined;
  return {
    help: `write [${imagesOf(inside)}]`,
    edits: [replace(first, '['), replace(last, ']')],
  };
};
