// A plan to one that gives the same answer for less: conditions apart and as early as they can stand,
// columns that nobody reads left out.

import { columnsOf, type PlanExpression } from './expression.ts';
import type { FilterStage, LogicalPlan, Stage } from './logical-plan.ts';
import { fieldsRead, madeBy, neededAfterEach } from './needed-columns.ts';

const conjuncts = (predicate: PlanExpression): readonly PlanExpression[] =>
  predicate.kind === 'and' ? [...conjuncts(predicate.left), ...conjuncts(predicate.right)] : [predicate];

const splitConditions = (stages: readonly Stage[]): readonly Stage[] =>
  stages.flatMap((stage): readonly Stage[] =>
    stage.kind === 'filter'
      ? conjuncts(stage.predicate).map((predicate) => ({ kind: 'filter', predicate }))
      : [stage],
  );

/** May the condition be decided before the stage? Not over an arrange: that cuts rows. */
const commutes = (filter: FilterStage, stage: Stage): boolean => {
  if (stage.kind !== 'extend' && stage.kind !== 'parse' && stage.kind !== 'unnest' && stage.kind !== 'lookup')
    return false;
  const made = new Set(madeBy(stage));
  return !columnsOf(filter.predicate).some((column) => made.has(column));
};

const pushConditions = (stages: readonly Stage[]): readonly Stage[] => {
  const placed: Stage[] = [];
  for (const stage of stages) {
    let at = placed.length;
    if (stage.kind === 'filter') {
      // Conditions keep their order among each other: filters commute with nothing here.
      for (let before = placed[at - 1]; before && commutes(stage, before); before = placed[at - 1]) at -= 1;
    }
    placed.splice(at, 0, stage);
  }
  return placed;
};

const dropUnread = (plan: LogicalPlan, stages: readonly Stage[]): readonly Stage[] => {
  const after = neededAfterEach(stages, plan.output);
  return stages.flatMap((stage, index): readonly Stage[] => {
    const needed = after[index] ?? new Set<string>();
    if (stage.kind === 'lookup') {
      const outputs = stage.outputs.filter(({ name }) => needed.has(name));
      return [{ ...stage, outputs }];
    }
    if (stage.kind === 'parse' && !stage.multi)
      return stage.names.some((name) => needed.has(name)) ? [stage] : [];
    if (stage.kind !== 'extend') return [stage];
    const kept = [];
    const wanted = new Set(needed);
    for (const column of [...stage.columns].reverse()) {
      if (!wanted.delete(column.name)) continue;
      kept.unshift(column);
      for (const read of columnsOf(column.value)) wanted.add(read);
    }
    return kept.length === 0 ? [] : [{ kind: 'extend', columns: kept }];
  });
};

/** Columns computed one behind the other are computed in one stage. */
const joinExtends = (stages: readonly Stage[]): readonly Stage[] => {
  const joined: Stage[] = [];
  for (const stage of stages) {
    const last = joined.at(-1);
    if (stage.kind === 'extend' && last?.kind === 'extend')
      joined[joined.length - 1] = { kind: 'extend', columns: [...last.columns, ...stage.columns] };
    else joined.push(stage);
  }
  return joined;
};

export const optimise = (plan: LogicalPlan): LogicalPlan => {
  const stages = joinExtends(dropUnread(plan, pushConditions(splitConditions(plan.stages))));
  return { ...plan, stages, fields: fieldsRead(stages, plan.output), inner: plan.inner.map(optimise) };
};
