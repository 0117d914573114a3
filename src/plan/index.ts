// Syntax tree to checked, planned, better planned query. Knows nothing of how a plan is run.

export { explainPlan } from './explain.ts';
export { type ExplainedStage, explainSkips, explainStages } from './explain-stages.ts';
export { columnsOf, type PlanExpression } from './expression.ts';
export type { LogClass, PlanOptions } from './log-class.ts';
export type * from './logical-plan.ts';
export { mineColumns, relevanceColumns } from './made-columns.ts';
export { neededAfterEach } from './needed-columns.ts';
export { optimise } from './optimise.ts';
export { DEFAULT_LIMIT, MAX_LIMIT } from './plan-order.ts';
export { type Planned, planQuery, planTree } from './plan-query.ts';
export { type FieldTexts, requiredTexts } from './required-texts.ts';
export { isGathering } from './stages.ts';
