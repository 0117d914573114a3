// Syntax tree to checked, planned, better planned query. Knows nothing of how a plan is run.

export { explainPlan } from './explain.ts';
export { columnsOf, type PlanExpression } from './expression.ts';
export type {
  AggregateCall,
  AggregateStage,
  ArrangeStage,
  Glob,
  LogicalPlan,
  NamedExpression,
  OutputColumn,
  ParseStage,
  SortKey,
  Stage,
} from './logical-plan.ts';
export { neededAfterEach } from './needed-columns.ts';
export { optimise } from './optimise.ts';
export { DEFAULT_LIMIT, MAX_LIMIT } from './plan-order.ts';
export { type Planned, planQuery, planTree } from './plan-query.ts';
