// Random commands that sort messages into patterns or weigh fields: no reference says what they answer, but all
// set-ups of the engine must say the same.

import fc from 'fast-check';
import { anyCondition, field } from './arbitrary-expressions.ts';
import { type Scope, see, type WriteCommand } from './scope.ts';

const only = (names: readonly string[], scope: Scope): Scope =>
  see({ ...scope, names: [], texts: [], before: [] }, names);

const patternColumns = ['@sampleCount', '@pattern', '@severityLabel'];

const pattern: fc.Arbitrary<WriteCommand> = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: field }),
    fc.constantFrom('', '', '\n| diff', '\n| diff previousDay', '\n| diff previousMonth', '\n| anomaly'),
  )
  .map(([value, next]) => (scope) => {
    const isWhole = value === null && scope.names.includes('@message');
    const text = isWhole ? '@message' : (value?.(scope) ?? scope.names[0] ?? 'a');
    const names = next.includes('diff') ? ['@diffEventCount'] : ['@ratio'];
    return { text: `pattern ${text}${next}`, scope: only([...patternColumns, ...names], scope) };
  });

const logcompare: fc.Arbitrary<WriteCommand> = fc
  .constantFrom('1s', '1m', '1d', '1w')
  .map((shift) => (scope) => ({
    text: `logcompare timeshift ${shift}`,
    scope: only([...patternColumns, '@diffEventCount', '@baselineCount'], scope),
  }));

const relevance: fc.Arbitrary<WriteCommand> = fc
  .tuple(fc.array(field, { maxLength: 3 }), anyCondition)
  .map(([names, condition]) => (scope) => ({
    text: `relevantfields ${names.map((name) => name(scope)).join(', ')} where ${condition(scope)}`,
    scope: only(['@relevanceScore', '@fieldName', '@conditionalMedian', '@baselineMedian'], scope),
  }));

export const minedCommand: fc.Arbitrary<WriteCommand> = fc.oneof(
  { weight: 3, arbitrary: pattern },
  { weight: 1, arbitrary: logcompare },
  { weight: 2, arbitrary: relevance },
);
