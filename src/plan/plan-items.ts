// `fields`, `display`, `filter` and `parse`: what looks at each row alone.

import {
  diagnostic,
  type FilterCommand,
  type Item,
  type ParseCommand,
  printExpression,
  type RegexTree,
} from '../../grammar/index.ts';
import { checkExpression, checkRegex, fieldsNamedIn } from './check-expression.ts';
import {
  type AggregatePlace,
  type Draft,
  define,
  freshColumn,
  give,
  notice,
  rowContext,
  show,
  sourceText,
} from './draft.ts';
import { captureCount, readGlob } from './glob.ts';
import type { OutputColumn, ParseStage } from './logical-plan.ts';
import { requiredLiteral } from './required-literal.ts';
import { resolve, withText } from './scope.ts';

type ItemsCommand = 'fields' | 'display';

/** A column computed for an item: under its alias, or under the text of its expression. */
const computeItem = (draft: Draft, item: Item, command: ItemsCommand): OutputColumn => {
  const value = checkExpression(item.value, rowContext(draft, command));
  if (item.alias === undefined) {
    const text = printExpression(item.value);
    const heading = sourceText(draft, item.value.span);
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
  const column = resolve(draft.scope, item.value.name);
  return column === undefined ? undefined : { heading: item.value.name, column };
};

const outputOf = (draft: Draft, item: Item, command: ItemsCommand): OutputColumn =>
  plainField(draft, item) ?? computeItem(draft, item, command);

export const planFields = (draft: Draft, items: readonly Item[]): void => {
  draft.hasFields = true;
  for (const item of items) show(draft, outputOf(draft, item, 'fields'));
};

export const planDisplay = (draft: Draft, items: readonly Item[]): void => {
  items.forEach(({ alias }, index) => {
    if (alias !== undefined && items.slice(0, index).some((other) => other.alias?.name === alias.name))
      draft.diagnostics.push(diagnostic('duplicate-name', alias.span, { name: alias.name }));
  });
  const columns = items.map((item) => outputOf(draft, item, 'display'));
  draft.display = columns.filter(
    (column, index) => columns.findIndex((other) => other.heading === column.heading) === index,
  );
};

/** Group keys that are plain fields: a condition on them says the same before the stats and after it. */
const isPlainKey = (draft: Draft, at: AggregatePlace, name: string): boolean => {
  const stage = draft.stages[at.index];
  if (stage?.kind !== 'aggregate') return false;
  return stage.keys.some(
    (key) => key.name === name && key.value.kind === 'column' && key.value.name === name,
  );
};

/**
 * After a stats, a condition on its columns keeps rows of the answer; one on fields that it does not produce
 * keeps events, so it acts before it (AppSync and Container Insights samples). The place before which it acts.
 */
const placeBefore = (draft: Draft, command: FilterCommand): AggregatePlace | undefined => {
  if (draft.scope.hasFields) return undefined;
  const names = [...new Set(fieldsNamedIn(command.condition, draft.scope.texts).map((field) => field.name))];
  const raw = names.filter((name) => !draft.scope.columns.has(name));
  if (raw.length === 0) return undefined;
  const place = draft.aggregates.findLast(({ scopeBefore }) =>
    names.every((name) => resolve(scopeBefore, name) !== undefined),
  );
  if (place === undefined) return undefined;
  const produced = names.filter((name) => draft.scope.columns.has(name) && !isPlainKey(draft, place, name));
  if (produced.length > 0)
    draft.diagnostics.push(diagnostic('mixed-filter-after-stats', command.condition.span, { produced, raw }));
  return place;
};

const hoistFilter = (draft: Draft, command: FilterCommand, place: AggregatePlace): void => {
  const predicate = checkExpression(command.condition, rowContext(draft, 'filter', place.scopeBefore));
  draft.stages.splice(place.index, 0, { kind: 'filter', predicate });
  draft.aggregates = draft.aggregates.map((other) =>
    other.index >= place.index ? { ...other, index: other.index + 1 } : other,
  );
  const text = sourceText(draft, command.condition.span);
  notice(
    draft,
    'filter-after-stats',
    `the filter "${text}" names fields that the stats does not produce, so it acts on the events before the stats`,
  );
};

export const planFilter = (draft: Draft, command: FilterCommand): void => {
  const place = placeBefore(draft, command);
  if (place !== undefined) {
    hoistFilter(draft, command, place);
    return;
  }
  const predicate = checkExpression(command.condition, rowContext(draft, 'filter'));
  draft.stages.push({ kind: 'filter', predicate });
};

type Pattern = { readonly pattern: ParseStage['pattern']; readonly names: readonly string[] };

const globPattern = (draft: Draft, command: ParseCommand, text: string): Pattern => {
  const glob = readGlob(text);
  const stars = captureCount(glob);
  const names = command.names.map((name) => name.name);
  // A pattern without a star is a presence test: it gives its own text (query forms 12).
  const captures = stars === 0 && names.length === 1 ? 1 : stars;
  if (captures !== names.length)
    draft.diagnostics.push(
      diagnostic('glob-names-differ', command.pattern.span, { stars, names: names.length }),
    );
  return { pattern: { kind: 'glob', glob }, names };
};

const nothingMatches: RegexTree = { root: { kind: 'sequence', parts: [] }, names: [] };

const regexPattern = (draft: Draft, command: ParseCommand, text: string): Pattern => {
  const offset = command.pattern.span.start + 1;
  const regex = checkRegex(text, offset, (complaint) => draft.diagnostics.push(complaint)) ?? nothingMatches;
  if (regex !== nothingMatches && regex.names.length === 0)
    draft.diagnostics.push(diagnostic('regex-needs-named-groups', command.pattern.span, {}));
  else if (command.names.length > 0 && command.names.map((name) => name.name).join() !== regex.names.join())
    draft.diagnostics.push(diagnostic('regex-names-differ', command.pattern.span, {}));
  return { pattern: { kind: 'regex', regex, literal: requiredLiteral(regex) }, names: regex.names };
};

/** `parse /…/ multi` gives a row for each match; the grammar reads the word as a name. */
const isMulti = (command: ParseCommand): boolean =>
  command.pattern.kind === 'regex' && command.names.at(-1)?.name.toLowerCase() === 'multi';

export const planParse = (draft: Draft, command: ParseCommand): void => {
  const { pattern } = command;
  if (isMulti(command)) {
    const span = command.names.at(-1)?.span ?? command.span;
    draft.diagnostics.push(diagnostic('not-built-yet', span, { what: 'parse with "multi"' }));
    return;
  }
  const source = command.source
    ? checkExpression(command.source, rowContext(draft, 'parse'))
    : checkExpression(
        { kind: 'field', span: command.span, name: '@message', path: ['@message'] },
        rowContext(draft, 'parse'),
      );
  const read =
    pattern.kind === 'glob'
      ? globPattern(draft, command, pattern.value)
      : regexPattern(draft, command, pattern.pattern);
  // `_` is a name people give to what they do not want, as often as they need it.
  const names = read.names.map((name) => {
    const span = command.names.find((given) => given.name === name)?.span ?? pattern.span;
    if (name === '_') return define(draft, '_');
    give(draft, { kind: 'name', span, name });
    return define(draft, name);
  });
  draft.stages.push({ kind: 'parse', source, pattern: read.pattern, names });
  read.names.forEach((heading, index) => {
    const column = names[index];
    if (column !== undefined) show(draft, { heading, column });
  });
};
