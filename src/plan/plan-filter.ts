// `filter`, `filterIndex` and a search for bare text: which rows stay.

import {
  diagnostic,
  type Expression,
  type FieldReference,
  type FilterCommand,
  type FilterIndexCommand,
  type SearchCommand,
} from '../../grammar/index.ts';
import { checkExpression } from './check-expression.ts';
import { type AggregatePlace, complain, type Draft, notice, sourceText } from './draft.ts';
import { fieldsNamedIn } from './fields-named.ts';
import { refuseInLogClass } from './log-class.ts';
import { rowContext } from './row-context.ts';
import { resolve, resolveMember, type Scope } from './scope.ts';

/** Group keys that are plain fields: a condition on them says the same before the stats and after it. */
const isPlainKey = (draft: Draft, at: AggregatePlace, name: string): boolean => {
  const stage = draft.stages[at.index];
  if (stage?.kind !== 'aggregate') return false;
  return stage.keys.some(
    (key) => key.name === name && key.value.kind === 'column' && key.value.name === name,
  );
};

/** Is it a column there, or a member of one? */
const isColumnIn = (scope: Scope, { name, path }: FieldReference): boolean =>
  resolve(scope, name) !== undefined || resolveMember(scope, path) !== undefined;

/**
 * After a stats, a condition on its columns keeps rows of the answer; one on fields that it does not produce
 * keeps events, so it acts before it (AppSync and Container Insights samples). The place before which it acts.
 */
const placeBefore = (draft: Draft, command: FilterCommand): AggregatePlace | undefined => {
  if (draft.scope.hasFields) return undefined;
  const fields = fieldsNamedIn(command.condition, draft.scope.texts);
  const isProduced = (field: FieldReference): boolean => isColumnIn(draft.scope, field);
  const namesOf = (some: readonly FieldReference[]): readonly string[] => [
    ...new Set(some.map(({ name }) => name)),
  ];
  const names = namesOf(fields);
  const raw = namesOf(fields.filter((field) => !isProduced(field)));
  if (raw.length === 0) return undefined;
  const place = draft.aggregates.findLast(({ scopeBefore }) =>
    fields.every((field) => isColumnIn(scopeBefore, field)),
  );
  if (place === undefined) return undefined;
  const produced = names.filter((name) => !raw.includes(name) && !isPlainKey(draft, place, name));
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

/** Quoted texts in the place of conditions stand for `@message like "…"`. */
const asSearch = (condition: Expression): Expression => {
  const { span } = condition;
  switch (condition.kind) {
    case 'string':
      return {
        kind: 'match',
        span,
        negated: false,
        value: { kind: 'field', span, name: '@message', path: ['@message'] },
        pattern: condition,
      };
    case 'logical':
      return { ...condition, left: asSearch(condition.left), right: asSearch(condition.right) };
    case 'not':
      return { ...condition, operand: asSearch(condition.operand) };
    default:
      return condition;
  }
};

export const planSearch = (draft: Draft, command: SearchCommand): void =>
  planFilter(draft, { kind: 'filter', span: command.span, condition: asSearch(command.condition) });

const isIndexable = (condition: Expression): boolean => {
  if (condition.kind === 'membership') return condition.value.kind === 'field' && !condition.negated;
  return condition.kind === 'comparison' && condition.operator === '=' && condition.left.kind === 'field';
};

export const planFilterIndex = (draft: Draft, command: FilterIndexCommand): void => {
  refuseInLogClass(draft, 'filterIndex', command.span);
  if (!isIndexable(command.condition))
    complain(draft, diagnostic('filter-index-condition', command.condition.span, {}));
  notice(
    draft,
    'filter-index',
    'there are no field indexes here: filterIndex looks at all events, as filter does',
  );
  planFilter(draft, { kind: 'filter', span: command.span, condition: command.condition });
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
