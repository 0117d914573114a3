// What an expression is for one row. Missing is undefined; `and`, `or` and `not` are three-valued
// (fidelity: missing-logic).

import type {
  Arithmetic,
  Comparison,
  Expression,
  Logical,
  Match,
  Membership,
} from '../../grammar/syntax-tree.ts';
import { callFunction } from './functions.ts';
import { hiddenName } from './names.ts';
import { compileRegex } from './regex.ts';
import type { Row, Setting } from './row.ts';
import { compare, equals, numberOf, type Present, textOf, truthOf, type Value } from './values.ts';

export const evaluate = (node: Expression, row: Row, setting: Setting): Value => {
  const of = (part: Expression): Value => evaluate(part, row, setting);
  switch (node.kind) {
    case 'field':
      return row.fields.get(node.name);
    case 'number':
    case 'string':
    case 'boolean':
      return node.value;
    case 'negation':
      return finite(numberOf(of(node.operand)), (number) => -number);
    case 'not':
      return negate(truthOf(of(node.operand)));
    case 'arithmetic':
      return calculate(node, of);
    case 'comparison':
      return compareSides(node, of);
    case 'match':
      return match(node, of);
    case 'membership':
      return isMember(node, of);
    case 'logical':
      return combine(node, of);
    case 'call':
      return callOrColumn(node, row, setting);
    case 'period':
    case 'regex':
      return undefined;
  }
};

type Evaluate = (part: Expression) => Value;

const finite = (number: number | undefined, compute: (number: number) => number): Value => {
  if (number === undefined) return undefined;
  const result = compute(number);
  return Number.isFinite(result) ? result : undefined;
};

const negate = (truth: boolean | undefined): boolean | undefined =>
  truth === undefined ? undefined : !truth;

/** fidelity: arithmetic-without-result, modulus. */
const calculate = (node: Arithmetic, of: Evaluate): Value => {
  const [left, right] = [numberOf(of(node.left)), numberOf(of(node.right))];
  if (left === undefined || right === undefined) return undefined;
  return finite(left, () => operate(node.operator, left, right));
};

const operate = (operator: Arithmetic['operator'], left: number, right: number): number => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
  }
};

const compareSides = ({ operator, left, right }: Comparison, of: Evaluate): Value => {
  const [a, b] = [of(left), of(right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === '=') return equals(a, b);
  if (operator === '!=') return !equals(a, b);
  return hasOrder(operator, a, b);
};

/** fidelity: text-against-number. Where there is no order, the comparison is missing. */
const hasOrder = (operator: '<' | '<=' | '>' | '>=', left: Present, right: Present): Value => {
  const order = compare(left, right);
  if (order === undefined) return undefined;
  if (order === 0) return operator === '<=' || operator === '>=';
  return order < 0 ? operator.startsWith('<') : operator.startsWith('>');
};

const match = (node: Match, of: Evaluate): Value => {
  const text = textOf(of(node.value));
  if (text === undefined) return undefined;
  const found =
    node.pattern.kind === 'regex' ? compileRegex(node.pattern.pattern).regex.test(text) : undefined;
  const part = found === undefined ? textOf(of(node.pattern)) : undefined;
  const matches = found ?? (part === undefined ? undefined : text.includes(part));
  return node.negated ? negate(matches) : matches;
};

const isMember = (node: Membership, of: Evaluate): Value => {
  const value = of(node.value);
  if (value === undefined) return undefined;
  const answers = node.list
    .map(of)
    .map((member) => (member === undefined ? undefined : equals(value, member)));
  const found = answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  return node.negated ? negate(found) : found;
};

const combine = (node: Logical, of: Evaluate): Value => {
  const truths = [truthOf(of(node.left)), truthOf(of(node.right))];
  const decisive = node.operator === 'or';
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
};

/** After `stats` a call may be the name of a column, as in `stats count(*) | filter count(*) > 1`. */
const callOrColumn = (node: Expression & { kind: 'call' }, row: Row, setting: Setting): Value => {
  const name = hiddenName(node);
  if (row.arrival === undefined && row.fields.has(name)) return row.fields.get(name);
  return callFunction(node, row, setting, (part) => evaluate(part, row, setting));
};
