// Runs a plan over segments. Knows no formats, no SQL and no printing.

export type { PercentileMode } from './aggregates/index.ts';
export type { TimeWindow } from './batch.ts';
export {
  type Execution,
  type ExecutionOptions,
  maySettle,
  type PartialState,
  printTable,
  startExecution,
} from './execution.ts';
export { checkXpath, type FunctionContext, loadXml } from './functions/index.ts';
export type { Table } from './table.ts';
