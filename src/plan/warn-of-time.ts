// What is strange, and yet no mistake, where times are compared and cut.

import { type Call, printExpression } from '../../grammar/index.ts';
import { cappedCount, type Period, textToNumber } from '../values/index.ts';
import type { PlanExpression } from './expression.ts';

type Remarks = { readonly remark: (code: string, message: string) => void };

const isTimeField = (expression: PlanExpression): boolean =>
  expression.kind === 'column' && (expression.name === '@timestamp' || expression.name === '@ingestionTime');

/** The number that constants come to. */
const constantNumber = (expression: PlanExpression): number => {
  if (expression.kind === 'constant')
    return typeof expression.value === 'number' ? expression.value : Number.NaN;
  if (expression.kind !== 'arithmetic' || expression.operator !== '-') return Number.NaN;
  return constantNumber(expression.left) - constantNumber(expression.right);
};

/** Smaller numbers are no milliseconds of any time that has logs: `2024-01-01` is 2022. */
const SMALLEST_MS = 1e11;

export const warnOfTimeNumber = (left: PlanExpression, right: PlanExpression, context: Remarks): void => {
  const n = isTimeField(left)
    ? constantNumber(right)
    : isTimeField(right)
      ? constantNumber(left)
      : Number.NaN;
  if (!(Math.abs(n) < SMALLEST_MS)) return;
  context.remark(
    'timestamp-against-number',
    `a timestamp is compared with the number ${n}; it counts as epoch milliseconds, and dates are not written without quotes: use --start and --end`,
  );
};

const isDateText = (expression: PlanExpression): boolean =>
  expression.kind === 'constant' &&
  typeof expression.value === 'string' &&
  Number.isNaN(textToNumber(expression.value));

/** `@timestamp > "2024-01-01"` is never true in the service, and it does not say so. */
export const warnOfTimeText = (left: PlanExpression, right: PlanExpression, context: Remarks): void => {
  if (!(isTimeField(left) && isDateText(right)) && !(isTimeField(right) && isDateText(left))) return;
  context.remark(
    'timestamp-against-text',
    'a timestamp never matches a date in quotes; compare it with epoch milliseconds, or use --start and --end',
  );
};

/** `bin(300s)` is `bin(60s)`, and the service does not say so (evidence 35). */
export const warnOfCap = (call: Call, period: Period, context: Remarks): void => {
  const count = cappedCount(period);
  if (count >= period.count) return;
  context.remark(
    'period-capped',
    `${printExpression(call)} counts as ${count} ${period.unit}s, the most of that unit; write it in a larger one`,
  );
};
