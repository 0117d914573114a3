// What an expression is for one row. Missing is undefined; `and`, `or` and `not` are three-valued
// (fidelity: missing-logic).

import type {
  Access,
  Arithmetic,
  Call,
  Comparison,
  Expression,
  InQuery,
  Logical,
  Match,
  Membership,
} from '../../grammar/syntax-tree.ts';
import { readField } from './fields.ts';
import { callFunction } from './functions.ts';
import { hiddenName } from './names.ts';
import { compileRegex } from './regex.ts';
import type { Row, Setting } from './row.ts';
import { follow } from './structures.ts';
import {
  compare,
  equals,
  isStructure,
  numberOf,
  type Present,
  textOf,
  truthOf,
  type Value,
} from './values.ts';

export const evaluate = (node: Expression, row: Row, setting: Setting): Value => {
  const of = (part: Expression): Value => evaluate(part, row, setting);
  switch (node.kind) {
    case 'field':
      return readField(row, node, setting.closed);
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
    case 'in-query':
      return isInAnswer(node, of, setting);
    case 'logical':
      return combine(node, of);
    case 'call':
      return callOrColumn(node, row, setting);
    case 'access':
      return memberOrColumn(node, row, setting);
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
  if (isStructure(a) || isStructure(b)) return false;
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
  const found = node.pattern.kind === 'regex' ? finds(node.pattern.pattern, of(node.value)) : holds(node, of);
  return node.negated ? negate(found) : found;
};

const finds = (pattern: string, value: Value): boolean | undefined => {
  if (isStructure(value)) return false;
  const text = textOf(value);
  return text === undefined ? undefined : compileRegex(pattern).regex.test(text);
};

const holds = (node: Match, of: Evaluate): boolean | undefined => {
  const [value, part] = [of(node.value), of(node.pattern)];
  if (value === undefined || part === undefined) return undefined;
  const [whole, sought] = [textOf(value), textOf(part)];
  return whole !== undefined && sought !== undefined && whole.includes(sought);
};

const isMember = (node: Membership, of: Evaluate): Value => {
  const found = isAmong(of(node.value), node.list.map(of));
  return node.negated ? negate(found) : found;
};

const isAmong = (value: Value, members: readonly Value[]): boolean | undefined => {
  if (value === undefined) return undefined;
  const answers = members.map((member) => (member === undefined ? undefined : equals(value, member)));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
};

/** Missing values of the inner query's only column do not count. */
const isInAnswer = (node: InQuery, of: Evaluate, setting: Setting): Value => {
  const { columns, rows } = setting.ask(node.query);
  const members = rows.map((row) => row.fields.get(columns[0]?.name ?? ''));
  const found = isAmong(
    of(node.value),
    members.filter((member) => member !== undefined),
  );
  return node.negated ? negate(found) : found;
};

const combine = (node: Logical, of: Evaluate): Value => {
  const truths = [truthOf(of(node.left)), truthOf(of(node.right))];
  const decisive = node.operator === 'or';
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
};

const isColumn = (node: Call | Access, row: Row, { hidden }: Setting): boolean => {
  const name = hiddenName(node);
  return row.arrival === undefined && (row.fields.has(name) || hidden?.has(name) === true);
};

/** After `stats` a call may be the name of a column, as in `stats count(*) | filter count(*) > 1`. */
const callOrColumn = (node: Call, row: Row, setting: Setting): Value => {
  if (isColumn(node, row, setting)) return row.fields.get(hiddenName(node));
  return callFunction(node, row, setting, (part) => evaluate(part, row, setting));
};

const memberOrColumn = (node: Access, row: Row, setting: Setting): Value => {
  if (isColumn(node, row, setting)) return row.fields.get(hiddenName(node));
  return follow(evaluate(node.value, row, setting), node.path);
};
