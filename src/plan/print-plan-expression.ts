// Expressions of a plan in words.

import { unreachable } from '../../grammar/index.ts';
import { isTimestamp, printTimestamp, type Value } from '../values/index.ts';
import type { MemberPath, PlanExpression } from './expression.ts';

const printMembers = (path: MemberPath): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');

/** The text that a pattern needs, where one is known. */
export const having = (literal: string | undefined): string =>
  literal === undefined ? '' : `, tried only where the text has ${JSON.stringify(literal)}`;

const printConstant = (value: Value): string => {
  if (value === undefined) return '(missing)';
  return isTimestamp(value) ? printTimestamp(value.ms) : JSON.stringify(value);
};

export const printPlanExpression = (expression: PlanExpression): string => {
  switch (expression.kind) {
    case 'constant':
      return printConstant(expression.value);
    case 'column':
      return expression.name;
    case 'negate':
      return `-${printPlanExpression(expression.operand)}`;
    case 'not':
      return `not (${printPlanExpression(expression.operand)})`;
    case 'arithmetic':
    case 'comparison':
      return `(${printPlanExpression(expression.left)} ${expression.operator} ${printPlanExpression(expression.right)})`;
    case 'and':
    case 'or':
      return `(${printPlanExpression(expression.left)} ${expression.kind} ${printPlanExpression(expression.right)})`;
    case 'contains':
      return `${printPlanExpression(expression.value)} contains ${printPlanExpression(expression.part)}`;
    case 'matches':
      return `${printPlanExpression(expression.value)} matches a pattern${having(expression.literal)}`;
    case 'in':
      return `${printPlanExpression(expression.value)} in [${expression.list.map(printPlanExpression).join(', ')}]`;
    case 'in-answer':
      return `${printPlanExpression(expression.value)} in the answer of query ${expression.inner + 1}`;
    case 'member':
      return `${printPlanExpression(expression.value)}${printMembers(expression.path)}`;
    case 'json-path':
      return `${JSON.stringify(expression.path)} of ${printPlanExpression(expression.value)}`;
    case 'call':
      return `${expression.name}(${expression.args.map(printPlanExpression).join(', ')})`;
    case 'period-call':
      return `${expression.name}(${printPlanExpression(expression.value)}, ${expression.period.count} ${expression.period.unit}${expression.offsetMs === 0 ? '' : `, ${expression.offsetMs} ms later`})`;
    case 'regex-replace':
      return `regexReplace(${printPlanExpression(expression.value)}, …, ${printPlanExpression(expression.replacement)})`;
    default:
      return unreachable(expression);
  }
};
