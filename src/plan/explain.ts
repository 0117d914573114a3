// A plan in words, one line a stage.

import { unreachable } from '../../grammar/index.ts';
import { isTimestamp, printTimestamp, type Value } from '../values/index.ts';
import type { PlanExpression } from './expression.ts';
import type { LogicalPlan, NamedExpression, ParseStage, Stage } from './logical-plan.ts';

const printConstant = (value: Value): string => {
  if (value === undefined) return '(missing)';
  return isTimestamp(value) ? printTimestamp(value.ms) : JSON.stringify(value);
};

const print = (expression: PlanExpression): string => {
  switch (expression.kind) {
    case 'constant':
      return printConstant(expression.value);
    case 'column':
      return expression.name;
    case 'negate':
      return `-${print(expression.operand)}`;
    case 'not':
      return `not (${print(expression.operand)})`;
    case 'arithmetic':
    case 'comparison':
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case 'and':
    case 'or':
      return `(${print(expression.left)} ${expression.kind} ${print(expression.right)})`;
    case 'contains':
      return `${print(expression.value)} contains ${print(expression.part)}`;
    case 'matches':
      return `${print(expression.value)} matches a pattern${having(expression.literal)}`;
    case 'in':
      return `${print(expression.value)} in [${expression.list.map(print).join(', ')}]`;
    case 'call':
      return `${expression.name}(${expression.args.map(print).join(', ')})`;
    case 'period-call':
      return `${expression.name}(${print(expression.value)}, ${expression.period.count} ${expression.period.unit})`;
    case 'regex-replace':
      return `regexReplace(${print(expression.value)}, …, ${print(expression.replacement)})`;
    default:
      return unreachable(expression);
  }
};

const having = (literal: string | undefined): string =>
  literal === undefined ? '' : `, tried only where the text has ${JSON.stringify(literal)}`;

const printNamed = ({ name, value }: NamedExpression): string => {
  const text = print(value);
  return text === name ? name : `${name} = ${text}`;
};

const printParse = (stage: ParseStage): string => {
  const how =
    stage.pattern.kind === 'glob'
      ? `${JSON.stringify(stage.pattern.glob.literals.join('*'))}`
      : `a pattern${having(stage.pattern.literal)}`;
  return `parse    ${print(stage.source)} by ${how}, gives ${stage.names.join(', ')}`;
};

const printStage = (stage: Stage): string => {
  switch (stage.kind) {
    case 'filter':
      return `filter   ${print(stage.predicate)}`;
    case 'extend':
      return `compute  ${stage.columns.map(printNamed).join(', ')}`;
    case 'parse':
      return printParse(stage);
    case 'aggregate': {
      const calls = stage.calls.map((call) => {
        const percent = call.function === 'pct' ? `, ${call.percent}` : '';
        return `${call.name} = ${call.function}(${call.argument ? print(call.argument) : '*'}${percent})`;
      });
      const keys = stage.keys.length > 0 ? ` for each ${stage.keys.map(printNamed).join(', ')}` : '';
      return `group    ${calls.join(', ')}${keys}`;
    }
    case 'arrange': {
      const keys = stage.keys.map((key) => `${key.column}${key.descending ? ' desc' : ''}`).join(', ');
      const order = keys === '' ? 'in the order they come' : `by ${keys}`;
      const dedup = stage.dedup.length > 0 ? `, the first of each ${stage.dedup.join(', ')}` : '';
      return `first    ${stage.limit.toLocaleString('en-US')} rows ${order}${dedup}`;
    }
    default:
      return unreachable(stage);
  }
};

/** Lines from the scan to the columns of the answer. */
export const explainPlan = (plan: LogicalPlan): readonly string[] => [
  `scan     ${plan.fields.length > 0 ? plan.fields.join(', ') : 'no fields'}`,
  ...plan.stages.map(printStage),
  `show     ${plan.output.map(({ heading }) => heading).join(', ')}`,
];
