// Expressions of the tree to expressions of the plan: names resolved, calls checked, patterns read. Every
// mistake is noted; a part with a mistake becomes missing, so that the rest is still looked at.

import {
  type Call,
  type Diagnostic,
  diagnostic,
  type Expression,
  type FieldReference,
  nearest,
  printExpression,
  type Query,
  type RegexTree,
  type Span,
  unreachable,
} from '../../grammar/index.ts';
import { missing, type Period, periodUnits } from '../values/index.ts';
import { checkCall } from './check-call.ts';
import { checkRegex } from './check-regex.ts';
import type { PlanExpression } from './expression.ts';
import { requiredLiteral } from './required-literal.ts';
import { resolve, resolveMember, type Scope } from './scope.ts';
import { warnOfCap, warnOfTimeNumber, warnOfTimeText } from './warn-of-time.ts';

/** What an expression may use, and where its mistakes go. */
export type ExpressionContext = {
  readonly scope: Scope;
  readonly complain: (complaint: Diagnostic) => void;
  readonly remark: (code: string, message: string) => void;
  /** What to say of a name that means nothing here; by default, that the stats before lacks it. */
  readonly unknown?: (field: FieldReference) => Diagnostic;
  /** Names whose value is a direct call of jsonParse in the same command (evidence 47). */
  readonly jsonNames: ReadonlySet<string>;
  /** The number of a query within the query. */
  readonly subquery: (query: Query) => number;
  /** Complains where the log class that was named lacks the function. */
  readonly refuseInClass: (what: string, span: Span) => void;
  /** By how much `bin` begins later (stats … offset). */
  readonly binOffsetMs: number;
  /** What an aggregate stands for here; it complains where none may stand. */
  readonly aggregate: (call: Call) => PlanExpression;
};

/** What stands where an expression has a mistake. */
export const nothing: PlanExpression = { kind: 'constant', value: missing };

export const unknownField = (scope: Scope, field: FieldReference): Diagnostic => {
  const available = [...scope.columns.keys()];
  return diagnostic('unknown-field-after-stats', field.span, {
    name: field.name,
    nearest: nearest(field.name, available),
    available,
  });
};

/** A part of a structure under a name that the query gave. */
const checkMember = (field: FieldReference, context: ExpressionContext): PlanExpression | undefined => {
  if (context.scope.columns.has(field.name)) return undefined;
  const member = resolveMember(context.scope, field.path);
  if (member === undefined) return undefined;
  if (context.jsonNames.has(member.name)) {
    context.remark(
      'member-in-same-command',
      `"${member.name}" is made by jsonParse in the same command, where its parts cannot be read yet: "${field.name}" stays empty; read it in a further command, or write jsonParse(…).${member.path.join('.')}`,
    );
    return nothing;
  }
  return { kind: 'member', value: { kind: 'column', name: member.column }, path: member.path };
};

const checkField = (field: FieldReference, context: ExpressionContext): PlanExpression => {
  const member = checkMember(field, context);
  if (member !== undefined) return member;
  const column = resolve(context.scope, field.name);
  if (column !== undefined) return { kind: 'column', name: column };
  context.complain(context.unknown?.(field) ?? unknownField(context.scope, field));
  return nothing;
};

const matchRegex = (value: PlanExpression, regex: RegexTree | undefined): PlanExpression =>
  regex === undefined ? nothing : { kind: 'matches', value, regex, literal: requiredLiteral(regex) };

const checkMatch = (
  expression: Extract<Expression, { kind: 'match' }>,
  context: ExpressionContext,
): PlanExpression => {
  warnOfNot(expression.value, 'like', context);
  const value = checkExpression(expression.value, context);
  const { pattern } = expression;
  const match: PlanExpression =
    pattern.kind === 'regex'
      ? matchRegex(value, checkRegex(pattern.pattern, pattern.span.start + 1, context.complain))
      : { kind: 'contains', value, part: checkExpression(pattern, context) };
  return expression.negated ? { kind: 'not', operand: match } : match;
};

/** `not a like b` is `(not a) like b`, which hardly anybody means. */
const warnOfNot = (left: Expression, operator: string, context: ExpressionContext): void => {
  if (left.kind !== 'not') return;
  context.remark(
    'not-binds-tighter',
    `"not" binds tighter than "${operator}", so this compares the truth of its operand; for the opposite of the whole, write not (… ${operator} …)`,
  );
};

export const periodOf = (expression: Expression | undefined): Period | undefined => {
  const unit = expression?.kind === 'period' ? periodUnits.get(expression.unit) : undefined;
  return expression?.kind === 'period' && unit !== undefined ? { count: expression.count, unit } : undefined;
};

const checkPeriodCall = (
  name: 'bin' | 'datefloor' | 'dateceil',
  call: Call,
  context: ExpressionContext,
): PlanExpression => {
  const period = periodOf(call.args.at(-1));
  if (period === undefined) return nothing;
  const instant: Expression =
    call.args.length > 1 && call.args[0]
      ? call.args[0]
      : { kind: 'field', span: call.span, name: '@timestamp', path: ['@timestamp'] };
  warnOfCap(call, period, context);
  const offsetMs = name === 'bin' ? context.binOffsetMs : 0;
  return { kind: 'period-call', name, value: checkExpression(instant, context), period, offsetMs };
};

const checkRegexReplace = (call: Call, context: ExpressionContext): PlanExpression => {
  const [value, pattern, replacement] = call.args;
  if (value === undefined || replacement === undefined) return nothing;
  const text =
    pattern?.kind === 'regex' ? pattern.pattern : pattern?.kind === 'string' ? pattern.value : undefined;
  if (pattern === undefined || text === undefined) return nothing;
  const regex = checkRegex(text, pattern.span.start + 1, context.complain);
  if (regex === undefined) return nothing;
  return {
    kind: 'regex-replace',
    value: checkExpression(value, context),
    regex,
    replacement: checkExpression(replacement, context),
  };
};

const checkFunction = (call: Call, context: ExpressionContext): PlanExpression => {
  const column = context.scope.hasFields ? undefined : context.scope.texts.get(printExpression(call));
  if (column !== undefined) return { kind: 'column', name: column };
  const checked = checkCall(call);
  if (!('record' in checked)) {
    for (const complaint of checked) context.complain(complaint);
    return nothing;
  }
  const { record } = checked;
  if (record.name === 'unmask') context.refuseInClass('unmask', call.name.span);
  if (record.family === 'aggregate') return context.aggregate(call);
  switch (record.name) {
    case 'bin':
    case 'datefloor':
    case 'dateceil':
      return checkPeriodCall(record.name, call, context);
    case 'regexReplace':
      return checkRegexReplace(call, context);
    default:
      return { kind: 'call', name: record.name, args: call.args.map((arg) => checkExpression(arg, context)) };
  }
};

const checkInQuery = (
  expression: Extract<Expression, { kind: 'in-query' }>,
  context: ExpressionContext,
): PlanExpression => {
  warnOfNot(expression.value, 'in', context);
  const member: PlanExpression = {
    kind: 'in-answer',
    value: checkExpression(expression.value, context),
    inner: context.subquery(expression.query),
  };
  return expression.negated ? { kind: 'not', operand: member } : member;
};

export const checkExpression = (expression: Expression, context: ExpressionContext): PlanExpression => {
  const check = (part: Expression): PlanExpression => checkExpression(part, context);
  switch (expression.kind) {
    case 'field':
      return checkField(expression, context);
    case 'number':
      if (!Number.isFinite(expression.value))
        context.complain(diagnostic('number-too-large', expression.span, {}));
      return { kind: 'constant', value: expression.value };
    case 'string':
    case 'boolean':
      return { kind: 'constant', value: expression.value };
    case 'period':
      context.complain(diagnostic('period-misplaced', expression.span, {}));
      return nothing;
    case 'regex':
      context.complain(diagnostic('regex-misplaced', expression.span, {}));
      return nothing;
    case 'negation':
      return { kind: 'negate', operand: check(expression.operand) };
    case 'not':
      return { kind: 'not', operand: check(expression.operand) };
    case 'arithmetic':
    case 'comparison': {
      const { kind, operator } = expression;
      const left = check(expression.left);
      const right = check(expression.right);
      if (kind === 'comparison') {
        warnOfTimeText(left, right, context);
        warnOfTimeNumber(left, right, context);
        warnOfNot(expression.left, expression.operator, context);
      }
      return { kind, operator, left, right } as PlanExpression;
    }
    case 'match':
      return checkMatch(expression, context);
    case 'membership': {
      warnOfNot(expression.value, 'in', context);
      const member: PlanExpression = {
        kind: 'in',
        value: check(expression.value),
        list: expression.list.map(check),
      };
      return expression.negated ? { kind: 'not', operand: member } : member;
    }
    case 'in-query':
      return checkInQuery(expression, context);
    case 'access':
      return { kind: 'member', value: check(expression.value), path: expression.path };
    case 'logical':
      return { kind: expression.operator, left: check(expression.left), right: check(expression.right) };
    case 'call':
      return checkFunction(expression, context);
    default:
      return unreachable(expression);
  }
};
