// The values that a pattern picks out of a message that it matches: TestMetricFilter's `extractedValues`.

import { assignFields, compileFields } from './match-delimited.ts';
import type { FilterPattern } from './pattern.ts';

/** Space-delimited patterns alone have any: of JSON patterns, too, the service gives an empty object. */
export const extractValues = (pattern: FilterPattern, message: string): Readonly<Record<string, string>> => {
  const assigned = pattern.kind === 'delimited' ? assignFields(pattern.fields, message) : undefined;
  if (pattern.kind !== 'delimited' || assigned === undefined) return {};
  return compileFields(pattern.fields)(assigned) ? Object.fromEntries(assigned) : {};
};
