// Expressions over whole columns. Where a kernel knows the forms at hand it works on arrays; everything
// else goes through the row's meaning (evaluate-row.ts), with which every kernel must agree.

import type { PlanExpression } from '../plan/index.ts';
import { type Column, FALSE, MISSING_BOOLEAN, TRUE, valueAt } from '../segments/index.ts';
import { ceilToPeriod, floorToPeriod, isStructure, type Value } from '../values/index.ts';
import { compileAddressCall } from './address-calls.ts';
import type { Batch } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues, numbersOf, textAt, truthsOf } from './column-values.ts';
import { compileComparison } from './compare-columns.ts';
import { arithmetic, compileRow } from './evaluate-row.ts';
import type { FunctionContext } from './functions/index.ts';
import { compileRegex } from './regex.ts';

/** Computes each selected row by its meaning. */
export const compileByRow = (expression: PlanExpression, context: FunctionContext): ColumnEvaluator => {
  const evaluate = compileRow(expression, context);
  return (batch) => {
    const values = new Array<Value>(batch.rowCount).fill(undefined);
    const { selection } = batch;
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      values[row] = evaluate(batch.column, row);
    }
    return columnOfValues(values);
  };
};

/** Infinity is no result: dividing by zero is missing. */
const onlyFinite = (n: number): number => (Number.isFinite(n) ? n : Number.NaN);

type ArithmeticExpression = Extract<PlanExpression, { kind: 'arithmetic' }>;

/** One loop an operator: V8 keeps each of them a loop over machine numbers. */
const arithmeticLoops: Readonly<
  Record<
    ArithmeticExpression['operator'],
    (a: Float64Array, b: Float64Array, out: Float64Array, rows: Uint32Array) => void
  >
> = {
  '+': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = onlyFinite(a[rows[i]!]! + b[rows[i]!]!);
  },
  '-': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = onlyFinite(a[rows[i]!]! - b[rows[i]!]!);
  },
  '*': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = onlyFinite(a[rows[i]!]! * b[rows[i]!]!);
  },
  '/': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = onlyFinite(a[rows[i]!]! / b[rows[i]!]!);
  },
  '%': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = onlyFinite(a[rows[i]!]! % b[rows[i]!]!);
  },
  '^': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1)
      out[rows[i]!] = onlyFinite(arithmetic['^'](a[rows[i]!]!, b[rows[i]!]!));
  },
};

const compileArithmetic = (expression: ArithmeticExpression, context: FunctionContext): ColumnEvaluator => {
  const left = compileColumn(expression.left, context);
  const right = compileColumn(expression.right, context);
  const loop = arithmeticLoops[expression.operator];
  return (batch) => {
    const values = new Float64Array(batch.rowCount);
    const a = numbersOf(left(batch), batch.rowCount, batch.selection);
    const b = numbersOf(right(batch), batch.rowCount, batch.selection);
    loop(a, b, values, batch.selection);
    return { form: 'number', values };
  };
};

const compileNot = (operand: PlanExpression, context: FunctionContext): ColumnEvaluator => {
  const evaluate = compileColumn(operand, context);
  const negated = Uint8Array.of(TRUE, FALSE, MISSING_BOOLEAN);
  return (batch) => {
    const truths = truthsOf(evaluate(batch), batch.rowCount, batch.selection);
    const values = new Uint8Array(batch.rowCount);
    for (let i = 0; i < batch.selection.length; i += 1) {
      const row = batch.selection[i]!;
      values[row] = negated[truths[row]!]!;
    }
    return { form: 'boolean', values };
  };
};

/** Three-valued truth tables, by 3 × left + right. */
const andTable = Uint8Array.of(
  FALSE,
  FALSE,
  FALSE,
  FALSE,
  TRUE,
  MISSING_BOOLEAN,
  FALSE,
  MISSING_BOOLEAN,
  MISSING_BOOLEAN,
);
const orTable = Uint8Array.of(
  FALSE,
  TRUE,
  MISSING_BOOLEAN,
  TRUE,
  TRUE,
  TRUE,
  MISSING_BOOLEAN,
  TRUE,
  MISSING_BOOLEAN,
);

const compileLogical = (
  expression: Extract<PlanExpression, { kind: 'and' | 'or' }>,
  context: FunctionContext,
): ColumnEvaluator => {
  const left = compileColumn(expression.left, context);
  const right = compileColumn(expression.right, context);
  const table = expression.kind === 'and' ? andTable : orTable;
  return (batch) => {
    const a = truthsOf(left(batch), batch.rowCount, batch.selection);
    const b = truthsOf(right(batch), batch.rowCount, batch.selection);
    const values = new Uint8Array(batch.rowCount);
    for (let i = 0; i < batch.selection.length; i += 1) {
      const row = batch.selection[i]!;
      values[row] = table[3 * a[row]! + b[row]!]!;
    }
    return { form: 'boolean', values };
  };
};

/** A test of texts, once a word where the column is a dictionary. */
const testTexts = (column: Column, batch: Batch, test: (text: string) => boolean): Column => {
  const values = new Uint8Array(batch.rowCount);
  const { selection } = batch;
  if (column.form === 'dictionary') {
    const table = Uint8Array.from(column.words, (word, code) =>
      code === 0 ? MISSING_BOOLEAN : test(word) ? TRUE : FALSE,
    );
    for (let i = 0; i < selection.length; i += 1)
      values[selection[i]!] = table[column.codes[selection[i]!]!]!;
    return { form: 'boolean', values };
  }
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const text = textAt(column, row);
    if (text === undefined) values[row] = isStructure(valueAt(column, row)) ? FALSE : MISSING_BOOLEAN;
    else values[row] = test(text) ? TRUE : FALSE;
  }
  return { form: 'boolean', values };
};

const compileContains = (
  expression: Extract<PlanExpression, { kind: 'contains' }>,
  context: FunctionContext,
): ColumnEvaluator => {
  const { part } = expression;
  if (part.kind !== 'constant' || typeof part.value !== 'string') return compileByRow(expression, context);
  const value = compileColumn(expression.value, context);
  const wanted = part.value;
  return (batch) => testTexts(value(batch), batch, (text) => text.includes(wanted));
};

const compileMatches = (
  expression: Extract<PlanExpression, { kind: 'matches' }>,
  context: FunctionContext,
): ColumnEvaluator => {
  const value = compileColumn(expression.value, context);
  const regex = compileRegex(expression.regex);
  const { literal } = expression;
  const test =
    literal === undefined
      ? (text: string) => regex.test(text)
      : (text: string) => text.includes(literal) && regex.test(text);
  return (batch) => testTexts(value(batch), batch, test);
};

const compilePeriodCall = (
  expression: Extract<PlanExpression, { kind: 'period-call' }>,
  context: FunctionContext,
): ColumnEvaluator => {
  if (expression.name === 'dateceil') return compileByRow(expression, context);
  const value = compileColumn(expression.value, context);
  const { period, offsetMs } = expression;
  return (batch) => {
    const instants = numbersOf(value(batch), batch.rowCount, batch.selection);
    const values = new Float64Array(batch.rowCount);
    // Events come in time order: mostly the bin is that of the row before, and ends behind its instant.
    let bin = Number.NaN;
    let end = Number.NaN;
    for (let i = 0; i < batch.selection.length; i += 1) {
      const row = batch.selection[i]!;
      const ms = instants[row]!;
      if (!(ms >= bin && ms < end)) {
        const start = floorToPeriod(ms - offsetMs, period);
        bin = start + offsetMs;
        // The next start is the first one from the instant behind this one.
        end = ceilToPeriod(start + 1, period) + offsetMs;
      }
      values[row] = bin;
    }
    return { form: 'timestamp', values };
  };
};

/** A column evaluator by the fastest kernel there is. */
export const compileColumn = (expression: PlanExpression, context: FunctionContext): ColumnEvaluator => {
  switch (expression.kind) {
    case 'constant': {
      const column: Column = { form: 'constant', value: expression.value };
      return () => column;
    }
    case 'column': {
      const { name } = expression;
      return (batch) => batch.column(name);
    }
    case 'not':
      return compileNot(expression.operand, context);
    case 'arithmetic':
      return compileArithmetic(expression, context);
    case 'comparison':
      return compileComparison(expression, context, compileColumn);
    case 'and':
    case 'or':
      return compileLogical(expression, context);
    case 'contains':
      return compileContains(expression, context);
    case 'matches':
      return compileMatches(expression, context);
    case 'period-call':
      return compilePeriodCall(expression, context);
    case 'call':
      return compileAddressCall(expression, context) ?? compileByRow(expression, context);
    default:
      return compileByRow(expression, context);
  }
};
