// The functions of one event: kernels from values to a value.

export type { FunctionContext, Kernel } from './kernel.ts';
export { regexReplaceKernel } from './regex-replace.ts';
export {
  isPeriodFunction,
  type PeriodFunctionName,
  type PlainFunctionName,
  periodKernels,
  scalarKernels,
} from './scalar-kernels.ts';
