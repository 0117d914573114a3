// Commands that bring in other rows: lookup tables, joins, columns of another query.

import {
  type AppendColsCommand,
  type CidrLookupCommand,
  diagnostic,
  type JoinCommand,
  type LookupCommand,
  type LookupOutput,
  type Name,
} from '../../grammar/index.ts';
import { checkExpression } from './check-expression.ts';
import { complain, type Draft, makeColumn, misplaced, outputOf, settleOrder } from './draft.ts';
import type { LookupStage } from './logical-plan.ts';
import { planInner, rowContext, withoutDefaultLimit } from './row-context.ts';
import { resolve } from './scope.ts';

const tableColumn = ({ name, span }: Name) => ({ name, span });

const planOutputs = (
  draft: Draft,
  outputs: readonly LookupOutput[],
  keepPresent: boolean,
): LookupStage['outputs'] =>
  outputs.map(({ column, name }) => {
    const present = keepPresent ? resolve(draft.scope, name.name) : undefined;
    return { column: tableColumn(column), name: makeColumn(draft, name, false), present };
  });

export const planLookup = (draft: Draft, command: LookupCommand): void => {
  const matches = command.matches.map(({ column, field }) => ({
    column: tableColumn(column),
    value: checkExpression(field, rowContext(draft, 'lookup')),
  }));
  draft.stages.push({
    kind: 'lookup',
    table: tableColumn(command.table),
    by: { kind: 'equal', matches },
    outputs: planOutputs(draft, command.outputs, command.keepPresent),
  });
};

export const planCidrLookup = (draft: Draft, command: CidrLookupCommand): void => {
  const value = checkExpression(command.field, rowContext(draft, 'cidrlookup'));
  const column = command.column === undefined ? undefined : tableColumn(command.column);
  draft.stages.push({
    kind: 'lookup',
    table: tableColumn(command.table),
    by: { kind: 'network', column, value },
    outputs: planOutputs(draft, command.outputs, command.keepPresent),
  });
};

export const planJoin = (draft: Draft, command: JoinCommand): void => {
  if (draft.hasJoin) misplaced(draft, 'join', command.span, 'may stand once in a query');
  if (command.query.commands.some(({ kind }) => kind !== 'source'))
    misplaced(
      draft,
      'join',
      command.query.span,
      'takes SOURCE alone in its brackets, without further commands',
    );
  const keys = command.keys.map(({ left, right }) => ({
    left: checkExpression(left, rowContext(draft, 'join')),
    right: right.name,
  }));
  const inner = planInner(draft, command.query);
  const [left, right] = [command.left.name, command.right.name];
  if (left === right)
    complain(
      draft,
      diagnostic('wrong-option', command.right.span, { name: 'right', wanted: 'another name than left' }),
    );
  draft.hasJoin = true;
  draft.scope = { ...draft.scope, join: { left, right } };
  draft.stages.push({ kind: 'join', type: command.type, keys, prefix: `${right}.`, inner });
};

export const planAppendCols = (draft: Draft, command: AppendColsCommand): void => {
  settleOrder(draft);
  const inner = planInner(draft, command.query);
  const plan = draft.inner[inner];
  if (plan !== undefined) draft.inner[inner] = withoutDefaultLimit(plan, command.max);
  const shown = outputOf(draft);
  const columns = (draft.inner[inner]?.output ?? []).map(({ heading, column }) => {
    const outer = shown.find((other) => other.heading === heading)?.column;
    const name = makeColumn(draft, { kind: 'name', span: command.span, name: heading }, false);
    return { column, outer, name };
  });
  draft.stages.push({ kind: 'append', inner, override: command.override, max: command.max, columns });
};
