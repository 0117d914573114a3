// Checked expressions: names resolved, functions found, patterns read. Plain data; what an engine computes.

import type {
  ArithmeticOperator,
  ComparisonOperator,
  RegexTree,
  ScalarFunctionName,
} from '../../grammar/index.ts';
import type { Period, Value } from '../values/index.ts';

export type MemberPath = readonly (string | number)[];

export type PlanExpression =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: PlanExpression }
  | { readonly kind: 'not'; readonly operand: PlanExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  | {
      readonly kind: 'and' | 'or';
      readonly left: PlanExpression;
      readonly right: PlanExpression;
    }
  /** Does the text of `value` contain the text of `part`? */
  | { readonly kind: 'contains'; readonly value: PlanExpression; readonly part: PlanExpression }
  /** `literal`: a text without which the pattern cannot match, if one is known. */
  | {
      readonly kind: 'matches';
      readonly value: PlanExpression;
      readonly regex: RegexTree;
      readonly literal: string | undefined;
    }
  | { readonly kind: 'in'; readonly value: PlanExpression; readonly list: readonly PlanExpression[] }
  /** Is it among the values that an inner query of the plan answers? */
  | { readonly kind: 'in-answer'; readonly value: PlanExpression; readonly inner: number }
  /** A part of a map or list. */
  | { readonly kind: 'member'; readonly value: PlanExpression; readonly path: MemberPath }
  /** A part of a JSON text or structure; `otherwise` of what is tried where the value is missing. */
  | {
      readonly kind: 'json-path';
      readonly value: PlanExpression;
      readonly path: string;
      readonly otherwise: readonly PlanExpression[];
    }
  | { readonly kind: 'call'; readonly name: ScalarFunctionName; readonly args: readonly PlanExpression[] }
  | {
      readonly kind: 'period-call';
      readonly name: 'bin' | 'datefloor' | 'dateceil';
      readonly value: PlanExpression;
      readonly period: Period;
      /** By how much the bins begin later. */
      readonly offsetMs: number;
    }
  | {
      readonly kind: 'regex-replace';
      readonly value: PlanExpression;
      readonly regex: RegexTree;
      readonly replacement: PlanExpression;
    };

/** The columns that an expression reads. */
export const columnsOf = (expression: PlanExpression): readonly string[] => {
  switch (expression.kind) {
    case 'constant':
      return [];
    case 'column':
      return [expression.name];
    case 'negate':
    case 'not':
      return columnsOf(expression.operand);
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [...columnsOf(expression.left), ...columnsOf(expression.right)];
    case 'contains':
      return [...columnsOf(expression.value), ...columnsOf(expression.part)];
    case 'matches':
    case 'period-call':
    case 'in-answer':
    case 'member':
      return columnsOf(expression.value);
    case 'json-path':
      return [expression.value, ...expression.otherwise].flatMap(columnsOf);
    case 'in':
      return [expression.value, ...expression.list].flatMap(columnsOf);
    case 'call':
      return expression.args.flatMap(columnsOf);
    case 'regex-replace':
      return [...columnsOf(expression.value), ...columnsOf(expression.replacement)];
  }
};
