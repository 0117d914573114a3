// The public names of the filter-pattern room.

export { compileFilterPattern } from './compile.ts';
export { extractValues } from './extract-values.ts';
export { parseFilterPattern } from './parse.ts';
export type { FilterPattern, ParsedFilterPattern, PatternFault } from './pattern.ts';
