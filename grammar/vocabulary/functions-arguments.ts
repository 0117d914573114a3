// Which parameter does each argument of a call fill? Knows optional and repeated parameters.

import type { FunctionRecord, Parameter } from './function-record.ts';

const isRequired = (parameter: Parameter): boolean => parameter.occurs !== 'optional';

/** The fewest arguments a call may have, and the most. */
export const argumentCounts = (
  record: FunctionRecord,
): { readonly fewest: number; readonly most: number } => ({
  fewest: record.parameters.filter(isRequired).length,
  most: record.parameters.at(-1)?.occurs === 'many' ? Number.POSITIVE_INFINITY : record.parameters.length,
});

/**
 * One parameter for each of `count` arguments, or undefined when the function does not take so many.
 * Optional parameters are filled from the left, so bin(5m) is its period, bin(t, 5m) has both.
 */
export const parametersFor = (record: FunctionRecord, count: number): readonly Parameter[] | undefined => {
  const { fewest, most } = argumentCounts(record);
  if (count < fewest || count > most) return undefined;
  let spare = count - fewest;
  return record.parameters.flatMap((parameter) => {
    if (isRequired(parameter) && parameter.occurs !== 'many') return [parameter];
    if (parameter.occurs === 'many') return new Array<Parameter>(1 + spare).fill(parameter);
    spare -= 1;
    return spare >= 0 ? [parameter] : [];
  });
};
