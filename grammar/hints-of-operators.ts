// Hints where an operator of another language stands, by its word.

import type { Hint } from './diagnostic.ts';
import { foreignDirection, foreignOperator } from './foreign-words.ts';
import {
  endsOperand,
  hintOf,
  imagesOf,
  insert,
  is,
  isAlone,
  isCommand,
  lower,
  replace,
  type Stop,
} from './hint-place.ts';
import { spanFrom } from './span.ts';
import { spanOfToken } from './span-of-token.ts';

/** `level is null`, `level is not null`, `level exists` */
export const presence = (stop: Stop): Hint | undefined => {
  const { tokens, index, found, before } = stop;
  const isExists = lower(found) === 'exists';
  if (!isExists && lower(found) !== 'is') return undefined;
  const isNot = is(tokens[index + 1], 'Not');
  const last = isExists ? found : tokens[index + (isNot ? 2 : 1)];
  if (!isExists && !/^(?:null|none|missing)$/.test(lower(last))) return undefined;
  const test = isExists || isNot ? 'ispresent' : 'not ispresent';
  if (!isAlone(stop, index - 1) || last === undefined) return { help: `write ${test}(…)` };
  const text = `${test}(${before.image})`;
  return { help: `write ${text}`, edits: [{ span: spanFrom(spanOfToken(before), spanOfToken(last)), text }] };
};

/** `ms between 400 and 500` */
export const between = (stop: Stop): Hint | undefined => {
  const { tokens, index, found, before } = stop;
  if (lower(found) !== 'between') return undefined;
  const isNot = is(before, 'Not');
  const at = isNot ? index - 2 : index - 1;
  const and = tokens.findIndex((token, i) => i > index && is(token, 'And'));
  const [operand, most] = [tokens[at], tokens[and + 1]];
  const isPlain = isAlone(stop, at) && and > index + 1 && and <= index + 3 && operand && most;
  if (!isPlain) return { help: 'write … >= 400 and … <= 500' };
  const end = is(most, 'Minus') ? and + 3 : and + 2;
  const least = imagesOf(tokens.slice(index + 1, and));
  const range = `${operand.image} >= ${least} and ${operand.image} <= ${imagesOf(tokens.slice(and + 1, end))}`;
  if (isNot) return { help: `write not (${range})` };
  return {
    help: `write ${range}`,
    edits: [replace(found, '>='), insert(most.startOffset, `${operand.image} <= `)],
  };
};

/** `count(distinct x)` */
export const distinct = ({ tokens, index, found, before }: Stop): Hint | undefined => {
  const [name, open] = [tokens[index - 3], tokens[index - 2]];
  if (lower(before) !== 'distinct') return undefined;
  if (open && isCommand(open)) return { help: `write dedup ${found.image}` };
  if (name === undefined || lower(name) !== 'count' || !is(open, 'LeftParenthesis')) return undefined;
  const span = { start: name.startOffset, end: found.startOffset };
  return { help: `write countDistinct(${found.image})`, edits: [{ span, text: 'countDistinct(' }] };
};

/** `descending`, `contains`, `matches` */
export const word = ({ tokens, index, found, before, command }: Stop): Hint | undefined => {
  const isSort = command === 'sort' || command === 'order';
  const direction = isSort && endsOperand(before) ? foreignDirection(found.image) : undefined;
  if (direction !== undefined) return hintOf(direction, found);
  const operator = foreignOperator(found.image);
  if (operator === undefined || !(endsOperand(before) || is(before, 'Not'))) return undefined;
  const after = tokens[index + 1];
  if (lower(found) === 'is' && after !== undefined && is(after, 'Not'))
    return {
      help: 'write "!="',
      edits: [{ span: spanFrom(spanOfToken(found), spanOfToken(after)), text: '!=' }],
    };
  // The sign has no negative form, and "like" reads a regular expression too.
  if (operator.instead === '=~' && is(before, 'Not'))
    return is(after, 'Regex')
      ? hintOf({ help: 'write "like"', instead: 'like' }, found)
      : { help: 'write not like /…/' };
  return hintOf(operator, found);
};
