// PutRetentionPolicy and DeleteRetentionPolicy. Retention says what PutLogEvents still takes; nothing that is
// in the store is ever deleted for its age.

import type { Context } from '../context.ts';
import { constraintsBroken, requiredWhole } from '../input.ts';
import type { Operation } from '../operation.ts';
import { requireGroup, saveGroup } from './log-groups.ts';
import { groupNameOf } from './member-rules.ts';

/** Days, as the documentation of PutRetentionPolicy lists them. */
const allowed: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const putRetentionPolicy: Operation<Context> = ({ input, scope, context }) => {
  const name = groupNameOf(input);
  const retentionInDays = requiredWhole(input, 'retentionInDays');
  if (!allowed.includes(retentionInDays))
    throw constraintsBroken(retentionInDays, 'retentionInDays', [
      `Member must satisfy enum value set: [${allowed.join(', ')}]`,
    ]);
  const group = requireGroup(context, scope, name);
  saveGroup(context, group, { ...group.record, retentionInDays });
  return undefined;
};

export const deleteRetentionPolicy: Operation<Context> = ({ input, scope, context }) => {
  const group = requireGroup(context, scope, groupNameOf(input));
  const { retentionInDays: _, ...record } = group.record;
  saveGroup(context, group, record);
  return undefined;
};
