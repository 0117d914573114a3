// Hints where a name or a call is written as in another language.

import type { Edit, Hint } from './diagnostic.ts';
import { printAccess, printName } from './field-name.ts';
import { endOf, endsOperand, insert, is, lower, type Stop, touch } from './hint-place.ts';
import { spanFrom } from './span.ts';
import { spanOfToken } from './span-of-token.ts';
import { unquote } from './text-literal.ts';

/** Is this the place of a name that the query gives? In a parse they are a list. */
const isNamed = ({ tokens, command }: Stop, index: number): boolean => {
  let before = index - 1;
  if (command === 'parse') while (is(tokens[before], 'Comma')) before -= 2;
  return is(tokens[before], 'As');
};

const separators = ['Comma', 'Pipe', 'LeftParenthesis', 'RightParenthesis', 'OpenQuery', 'RightBracket'];

/** `as error-count`, `as 5xx`, `as "errors"` */
export const alias = (stop: Stop): Hint | undefined => {
  const { tokens, index, before, found } = stop;
  const isRest = touch(before, found) && isNamed(stop, index - 1) && !is(found, ...separators);
  const start = isRest ? index - 1 : index;
  if (!isRest && !(isNamed(stop, index) && is(found, 'String', 'Number', 'Period'))) return undefined;
  let end = start + 1;
  while (touch(tokens[end - 1], tokens[end]) && !is(tokens[end], ...separators)) end += 1;
  const parts = tokens.slice(start, end);
  const [first, last] = [parts[0], parts.at(-1)];
  const written = parts.map(({ image }) => image).join('');
  const text = parts.length === 1 && is(first, 'String') ? unquote(written) : written;
  if (!first || !last || text === '' || text.includes('`')) return undefined;
  const name = printName(text);
  const why = name === text ? 'a name has no quotes' : 'a name with other characters stands in backticks';
  const edits = [{ span: spanFrom(spanOfToken(first), spanOfToken(last)), text: name }];
  return { help: `${why}: as ${name}`, edits };
};

/** `bin 5m` */
export const bareBin = ({ found, before }: Stop): Hint | undefined => {
  if (!is(found, 'Period') || lower(before) !== 'bin') return undefined;
  const gap = { start: endOf(before), end: found.startOffset };
  const help = `write bin(${found.image})`;
  return { help, edits: [{ span: gap, text: '(' }, insert(endOf(found), ')')] };
};

/** `headers["x"]["y"]` */
export const quotedPart = ({ tokens, index, before }: Stop): Hint | undefined => {
  const edits: Edit[] = [];
  for (let at = index; ; at += 3) {
    const [open, text, close] = tokens.slice(at, at + 3);
    const isPart = is(open, 'LeftBracket') && is(text, 'String') && is(close, 'RightBracket');
    if (!isPart || !open || !text || !close || !touch(tokens[at - 1], open)) break;
    const name = unquote(text.image);
    if (name === '' || name.includes('`')) return undefined;
    const span = spanFrom(spanOfToken(open), spanOfToken(close));
    edits.push({ span, text: printAccess([name]) });
  }
  if (edits.length === 0 || !endsOperand(before)) return undefined;
  const whole = (is(before, 'Name') ? before.image : '') + edits.map(({ text }) => text).join('');
  return { help: `write ${whole}`, edits };
};
