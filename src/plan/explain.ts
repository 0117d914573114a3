// A plan in words, one line a stage.

import type { LogicalPlan } from './logical-plan.ts';
import { printStage } from './print-stage.ts';

const scanned = (plan: LogicalPlan): string => {
  if (plan.readsAllFields) return 'all fields';
  return plan.fields.length > 0 ? plan.fields.join(', ') : 'no fields';
};

/** Lines from the scan to the columns of the answer; queries within it first, indented. */
export const explainPlan = (plan: LogicalPlan): readonly string[] => [
  ...plan.inner.flatMap((inner, index) => [
    `query ${index + 1}`,
    ...explainPlan(inner).map((line) => `  ${line}`),
  ]),
  `scan     ${scanned(plan)}`,
  ...plan.stages.map(printStage),
  `show     ${plan.output.map(({ heading }) => heading).join(', ')}`,
];
