// The functions of one event: kernels from values to a value; and what parse, json and the lookups read
// texts with.

export { type AddressTest, addressTest } from './ip.ts';
export { type JsonPath, jsonPathOf, readJsonPath } from './json-path.ts';
export type { FunctionContext, Kernel } from './kernel.ts';
export { parseLogfmt } from './logfmt.ts';
export { networkIndex } from './network-index.ts';
export { regexReplaceKernel } from './regex-replace.ts';
export {
  isPeriodFunction,
  type PeriodFunctionName,
  type PlainFunctionName,
  periodKernels,
  scalarKernels,
} from './scalar-kernels.ts';
export { splitCsv } from './split-csv.ts';
export { valueIndex } from './value-index.ts';
export { checkXpath, loadXml, xpathText } from './xml.ts';
