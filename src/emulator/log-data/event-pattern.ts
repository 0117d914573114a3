// The filter pattern of a request as a test of messages.

import { compileFilterPattern, type FilterPattern, parseFilterPattern } from '../../filter-pattern/index.ts';
import { textMember } from '../input.ts';
import type { JsonObject } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';
import { filterPatternRules } from './member-rules.ts';

/** The service says no more than "Invalid filter pattern" (aws/aws-toolkit-jetbrains issue 3219). */
export const parsedPattern = (text: string): FilterPattern => {
  const parsed = parseFilterPattern(text);
  if ('error' in parsed) throw invalidParameter(`Invalid filter pattern: ${parsed.error.message}`);
  return parsed.pattern;
};

/** Undefined where all messages match. */
export const patternMember = (
  input: JsonObject,
  name: string,
): ((message: string) => boolean) | undefined => {
  const text = textMember(input, name, filterPatternRules);
  return text === undefined || text.trim() === '' ? undefined : compileFilterPattern(parsedPattern(text));
};
