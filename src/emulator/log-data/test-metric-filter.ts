// TestMetricFilter: which of some messages a filter pattern matches, and what it picks out of them.

import { compileFilterPattern, extractValues } from '../../filter-pattern/index.ts';
import type { Context } from '../context.ts';
import { required, requiredText, textsMember } from '../input.ts';
import type { Operation } from '../operation.ts';
import { parsedPattern } from './event-pattern.ts';
import { filterPatternRules } from './member-rules.ts';

export const testMetricFilter: Operation<Context> = ({ input }) => {
  const pattern = parsedPattern(requiredText(input, 'filterPattern', filterPatternRules), 'metricMessage');
  const messages = required(
    textsMember(input, 'logEventMessages', { min: 1, max: 50 }, { min: 1 }),
    'logEventMessages',
  );
  const isMatch = compileFilterPattern(pattern);
  return {
    matches: messages.flatMap((eventMessage, index) =>
      isMatch(eventMessage)
        ? [{ eventNumber: index + 1, eventMessage, extractedValues: extractValues(pattern, eventMessage) }]
        : [],
    ),
  };
};
