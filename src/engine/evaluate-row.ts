// The meaning of expressions: one row at a time, over values. What the column kernels must agree with.

import { unreachable } from '../../grammar/invariant.ts';
import type { PlanExpression } from '../plan/index.ts';
import { type Column, valueAt } from '../segments/index.ts';
import {
  equal,
  isStructure,
  memberOf,
  missing,
  numberOf,
  numberOrMissing,
  order,
  textOf,
  timestamp,
  truthOf,
  unequal,
  type Value,
} from '../values/index.ts';
import {
  type FunctionContext,
  jsonPathOf,
  type Kernel,
  periodKernels,
  readJsonPath,
  regexReplaceKernel,
  scalarKernels,
} from './functions/index.ts';
import { membership } from './membership.ts';
import { compileNumberedRegex, compileRegex } from './regex.ts';

/** The value of an expression in one row, given the columns by name. */
export type RowEvaluator = (column: (name: string) => Column, row: number) => Value;

export const arithmetic = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  // Not a ** b alone: NaN ** 0 is 1, and what is missing stays missing.
  '^': (a: number, b: number) => (Number.isNaN(a) ? a : a ** b),
} as const;

type Comparison = Extract<PlanExpression, { kind: 'comparison' }>['operator'];

const orderTests = {
  '<': (n: number) => n < 0,
  '<=': (n: number) => n <= 0,
  '>': (n: number) => n > 0,
  '>=': (n: number) => n >= 0,
} as const;

export const compareValues = (operator: Comparison, a: Value, b: Value): boolean | undefined => {
  if (operator === '=') return equal(a, b);
  if (operator === '!=') return unequal(a, b);
  const ordered = order(a, b);
  return ordered === undefined ? missing : orderTests[operator](ordered);
};

/** Three-valued: false decides `and`, true decides `or`, else missing is contagious. */
const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined => {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? missing : true;
};
const either = (a: boolean | undefined, b: boolean | undefined): boolean | undefined => {
  if (a === true || b === true) return true;
  return a === undefined || b === undefined ? missing : false;
};
const not = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? missing : !truth);

/** Is the value one of the list? Missing when the value is, or when it is not found and a member is missing. */
export const isMember = (value: Value, list: readonly Value[]): boolean | undefined => {
  if (value === undefined) return missing;
  if (list.some((member) => equal(value, member) === true)) return true;
  return list.includes(missing) ? missing : false;
};

type Call = Extract<PlanExpression, { kind: 'call' }>;

const compileCall = (expression: Call, context: FunctionContext): RowEvaluator => {
  const kernel: Kernel | undefined = (scalarKernels as Readonly<Record<string, Kernel>>)[expression.name];
  if (kernel === undefined) throw new Error(`no kernel for ${expression.name}`);
  const args = expression.args.map((arg) => compileRow(arg, context));
  return (column, row) =>
    kernel(
      args.map((arg) => arg(column, row)),
      context,
    );
};

const compilePeriodCall = (
  expression: Extract<PlanExpression, { kind: 'period-call' }>,
  context: FunctionContext,
): RowEvaluator => {
  const value = compileRow(expression.value, context);
  const kernel = periodKernels[expression.name](expression.period);
  const { offsetMs } = expression;
  if (offsetMs === 0) return (column, row) => kernel([value(column, row)], context);
  return (column, row) => {
    const ms = numberOf(value(column, row)) - offsetMs;
    const bin = Number.isNaN(ms) ? missing : kernel([timestamp(ms)], context);
    return bin === undefined ? missing : timestamp(numberOf(bin) + offsetMs);
  };
};

const compileJsonPath = (
  expression: Extract<PlanExpression, { kind: 'json-path' }>,
  context: FunctionContext,
): RowEvaluator => {
  const value = compileRow(expression.value, context);
  const path = readJsonPath(expression.path);
  const otherwise = expression.otherwise.map((other) => compileRow(other, context));
  return (column, row) => {
    const whole = value(column, row);
    if (whole !== undefined) return jsonPathOf(whole, path);
    for (const other of otherwise) {
      const found = other(column, row);
      if (found !== undefined) return found;
    }
    return missing;
  };
};

export const compileRow = (expression: PlanExpression, context: FunctionContext): RowEvaluator => {
  const compile = (part: PlanExpression): RowEvaluator => compileRow(part, context);
  switch (expression.kind) {
    case 'constant': {
      const { value } = expression;
      return () => value;
    }
    case 'column': {
      const { name } = expression;
      return (column, row) => valueAt(column(name), row);
    }
    case 'negate': {
      const operand = compile(expression.operand);
      return (column, row) => numberOrMissing(-numberOf(operand(column, row)));
    }
    case 'not': {
      const operand = compile(expression.operand);
      return (column, row) => not(truthOf(operand(column, row)));
    }
    case 'arithmetic': {
      const [left, right] = [compile(expression.left), compile(expression.right)];
      const compute = arithmetic[expression.operator];
      return (column, row) =>
        numberOrMissing(compute(numberOf(left(column, row)), numberOf(right(column, row))));
    }
    case 'comparison': {
      const [left, right] = [compile(expression.left), compile(expression.right)];
      const { operator } = expression;
      return (column, row) => compareValues(operator, left(column, row), right(column, row));
    }
    case 'and':
    case 'or': {
      const [left, right] = [compile(expression.left), compile(expression.right)];
      const join = expression.kind === 'and' ? both : either;
      return (column, row) => join(truthOf(left(column, row)), truthOf(right(column, row)));
    }
    case 'contains': {
      const [value, part] = [compile(expression.value), compile(expression.part)];
      return (column, row) => {
        const whole = value(column, row);
        const wanted = textOf(part(column, row));
        if (wanted === undefined) return missing;
        return isStructure(whole) ? false : textOf(whole)?.includes(wanted);
      };
    }
    case 'matches': {
      const value = compile(expression.value);
      const regex = compileRegex(expression.regex);
      return (column, row) => {
        const whole = value(column, row);
        const text = textOf(whole);
        if (text === undefined) return isStructure(whole) ? false : missing;
        return regex.test(text);
      };
    }
    case 'in': {
      const value = compile(expression.value);
      const list = expression.list.map(compile);
      return (column, row) =>
        isMember(
          value(column, row),
          list.map((member) => member(column, row)),
        );
    }
    case 'call':
      return compileCall(expression, context);
    case 'in-answer': {
      const value = compile(expression.value);
      const test = membership(context.answers?.[expression.inner] ?? []);
      return (column, row) => test(value(column, row));
    }
    case 'member': {
      const value = compile(expression.value);
      const { path } = expression;
      return (column, row) => memberOf(value(column, row), path);
    }
    case 'json-path':
      return compileJsonPath(expression, context);
    case 'period-call':
      return compilePeriodCall(expression, context);
    case 'regex-replace': {
      const [value, replacement] = [compile(expression.value), compile(expression.replacement)];
      const kernel = regexReplaceKernel(compileNumberedRegex(expression.regex));
      return (column, row) => kernel([value(column, row), missing, replacement(column, row)], context);
    }
    default:
      return unreachable(expression);
  }
};
