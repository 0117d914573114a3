// The words of the language: one record for each function, from which the checker, the manual, completion
// and "did you mean" are read.

export type {
  FunctionFamily,
  FunctionRecord,
  Parameter,
  ParameterKind,
  ResultKind,
} from './function-record.ts';
export { argumentCounts, parametersFor } from './functions-arguments.ts';
export {
  type AggregateFunction,
  type AggregateFunctionName,
  findFunction,
  functionSpellings,
  functions,
  type KnownFunction,
  type ScalarFunction,
  type ScalarFunctionName,
} from './functions-catalogue.ts';
