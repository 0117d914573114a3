// What the columns of a row are called.

import { printExpression } from '../../grammar/print-query.ts';
import type { Expression, Item } from '../../grammar/syntax-tree.ts';
import { type Column, type Row, withColumn } from './row.ts';
import type { Value } from './values.ts';

/** A column is named by its alias or by its text in the query (evidence 22); a field by its name. */
export const columnName = (item: Item, text: string): string => {
  if (item.alias !== undefined) return item.alias.name;
  return item.value.kind === 'field'
    ? nameOfPath(item.value.path)
    : text.slice(item.span.start, item.span.end);
};

/** `a.b[0].c`: elements by `[n]` keep their brackets. */
const nameOfPath = (path: readonly (string | number)[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);

/** A column without alias is also found by its expression, however that is spaced or bracketed. */
export const hiddenName = (node: Expression): string => `(${printExpression(node)})`;

export const columnOf = (item: Item, text: string): Column => {
  const name = columnName(item, text);
  const isCall = item.alias === undefined && item.value.kind !== 'field';
  return isCall ? { name, hidden: hiddenName(item.value) } : { name };
};

/** A mere mention of a field gives no name: what is called so stays a discovered field. */
export const setColumn = (row: Row, item: Item, text: string, value: Value): Row => {
  const column = columnOf(item, text);
  const isMention = item.alias === undefined && item.value.kind === 'field';
  return isMention
    ? { ...row, fields: new Map(row.fields).set(column.name, value) }
    : withColumn(row, column, value);
};
