// The filter pattern of a request as a test of messages.

import { compileFilterPattern, type FilterPattern, parseFilterPattern } from '../../filter-pattern/index.ts';
import { textMember } from '../input.ts';
import type { JsonObject } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';
import { filterPatternRules } from './member-rules.ts';

/** A refusal has the service's words and no others; of metric filters they are not always the same. */
export const parsedPattern = (text: string, words: 'message' | 'metricMessage'): FilterPattern => {
  const parsed = parseFilterPattern(text);
  if ('error' in parsed) throw invalidParameter(parsed.error[words]);
  return parsed.pattern;
};

/** Undefined where all messages match. */
export const patternMember = (
  input: JsonObject,
  name: string,
): ((message: string) => boolean) | undefined => {
  const text = textMember(input, name, filterPatternRules);
  if (text === undefined || text.trim() === '') return undefined;
  return compileFilterPattern(parsedPattern(text, 'message'));
};
