// Commands that are other commands in other words: `search` and `filterIndex` are `filter`, `countFrequent`
// is a `stats` and a `sort`.

import type {
  Command,
  CountFrequentCommand,
  Expression,
  FieldReference,
  Item,
} from '../../grammar/syntax-tree.ts';

export const desugar = (commands: readonly Command[]): Command[] => commands.flatMap(inOtherWords);

const inOtherWords = (command: Command): readonly Command[] => {
  if (command.kind === 'filterIndex') return [{ ...command, kind: 'filter' }];
  if (command.kind === 'search')
    return [{ ...command, kind: 'filter', condition: inMessage(command.condition) }];
  return command.kind === 'countFrequent' ? countAndSort(command) : [command];
};

/** A text in the place of a condition asks whether the message holds it. */
const inMessage = (condition: Expression): Expression => {
  const { kind, span } = condition;
  if (kind === 'not') return { ...condition, operand: inMessage(condition.operand) };
  if (kind === 'logical') {
    return { ...condition, left: inMessage(condition.left), right: inMessage(condition.right) };
  }
  if (kind !== 'string') return condition;
  return { kind: 'match', span, negated: false, value: fieldNamed('@message', span), pattern: condition };
};

const fieldNamed = (name: string, span: Command['span']): FieldReference => ({
  kind: 'field',
  span,
  name,
  path: [name],
});

const COUNT = '_approxcount';

const countAndSort = ({ span, fields }: CountFrequentCommand): readonly Command[] => {
  const name = (word: string) => ({ kind: 'name', span, name: word }) as const;
  const count: Expression = { kind: 'call', span, name: name('count'), args: [], star: true };
  const counted: Item = { kind: 'item', span, value: count, alias: name(COUNT) };
  const by = fields.map((value): Item => ({ kind: 'item', span, value, alias: undefined }));
  const key = { kind: 'sort-key', span, value: fieldNamed(COUNT, span), direction: 'desc' } as const;
  return [
    { kind: 'stats', span, aggregates: [counted], by, offset: undefined },
    { kind: 'sort', span, keys: [key] },
  ];
};
