// `fields` and `display`: what is shown, and computed for it.

import { diagnostic, findFunction, type Item, printExpression } from '../../grammar/index.ts';
import { checkExpression } from './check-expression.ts';
import { type Draft, define, freshColumn, give, headingOf, show } from './draft.ts';
import type { OutputColumn } from './logical-plan.ts';
import { rowContext } from './row-context.ts';
import { resolve, resolveMember, withText } from './scope.ts';

type ItemsCommand = 'fields' | 'display';

/** Names whose value is a direct call of the function. */
const namesOfCall = (items: readonly Item[], name: string): readonly string[] =>
  items.flatMap(({ value, alias }) =>
    alias !== undefined && value.kind === 'call' && findFunction(value.name.name)?.name === name
      ? [alias.name]
      : [],
  );

/** Plans the items with what may not be read within the same command kept in mind. */
const planItems = (draft: Draft, items: readonly Item[], command: ItemsCommand): readonly OutputColumn[] => {
  draft.jsonNames = new Set(namesOfCall(items, 'jsonParse'));
  const columns = items.map((item) => {
    const column = outputFor(draft, item, command);
    if (command === 'fields') show(draft, column);
    return column;
  });
  draft.jsonNames = new Set();
  for (const name of namesOfCall(items, 'split')) draft.splitNames.add(name);
  return columns;
};

/** A column computed for an item: under its alias, or under the text of its expression. */
const computeItem = (draft: Draft, item: Item, command: ItemsCommand): OutputColumn => {
  const value = checkExpression(item.value, rowContext(draft, command));
  if (item.alias === undefined) {
    const text = printExpression(item.value);
    const heading = headingOf(draft, item);
    if (value.kind === 'column') return { heading, column: value.name };
    const known = draft.scope.texts.get(text);
    if (known !== undefined) return { heading, column: known };
    const column = freshColumn(draft, heading);
    draft.scope = withText(draft.scope, text, column);
    draft.stages.push({ kind: 'extend', columns: [{ name: column, value }] });
    return { heading, column };
  }
  // `display x as y` may show again under a name what `fields` has named so; it names nothing for others.
  const isRepeated = command === 'display' && draft.given.has(item.alias.name);
  if (!isRepeated) give(draft, item.alias);
  const column = isRepeated ? freshColumn(draft, item.alias.name) : define(draft, item.alias.name);
  draft.stages.push({ kind: 'extend', columns: [{ name: column, value }] });
  return { heading: item.alias.name, column };
};

const plainField = (draft: Draft, item: Item): OutputColumn | undefined => {
  if (item.value.kind !== 'field' || item.alias !== undefined) return undefined;
  if (!draft.scope.columns.has(item.value.name) && resolveMember(draft.scope, item.value.path) !== undefined)
    return undefined;
  const column = resolve(draft.scope, item.value.name);
  return column === undefined ? undefined : { heading: headingOf(draft, item), column };
};

const outputFor = (draft: Draft, item: Item, command: ItemsCommand): OutputColumn =>
  plainField(draft, item) ?? computeItem(draft, item, command);

export const planFields = (draft: Draft, items: readonly Item[]): void => {
  draft.hasFields = true;
  planItems(draft, items, 'fields');
};

export const planDisplay = (draft: Draft, items: readonly Item[]): void => {
  items.forEach(({ alias }, index) => {
    if (alias !== undefined && items.slice(0, index).some((other) => other.alias?.name === alias.name))
      draft.diagnostics.push(diagnostic('duplicate-name', alias.span, { name: alias.name }));
  });
  const columns = planItems(draft, items, 'display');
  draft.display = columns.filter(
    (column, index) => columns.findIndex((other) => other.heading === column.heading) === index,
  );
};
