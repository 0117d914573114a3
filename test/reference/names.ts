// What the columns of a row are called.

import { printExpression } from '../../grammar/print-query.ts';
import type { Expression, Item } from '../../grammar/syntax-tree.ts';
import type { Fields } from './discovery.ts';
import type { Value } from './values.ts';

/** A column is named by its alias or by its text in the query (evidence 22); a field by its name. */
export const columnName = (item: Item, text: string): string => {
  if (item.alias !== undefined) return item.alias.name;
  return item.value.kind === 'field' ? item.value.name : text.slice(item.span.start, item.span.end);
};

/** A column without alias is also found by its expression, however that is spaced or bracketed. */
export const hiddenName = (node: Expression): string => `(${printExpression(node)})`;

export const setColumn = (fields: Fields, item: Item, text: string, value: Value): void => {
  fields.set(columnName(item, text), value);
  if (item.alias === undefined && item.value.kind !== 'field') fields.set(hiddenName(item.value), value);
};
