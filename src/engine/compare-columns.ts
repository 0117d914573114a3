// Comparisons over columns: numbers against numbers in a loop, dictionaries once a word, the rest by row.

import type { PlanExpression } from '../plan/index.ts';
import { type Column, FALSE, MISSING_BOOLEAN, spellNumeral, TRUE, valueAt } from '../segments/index.ts';
import { textToNumber, type Value } from '../values/index.ts';
import type { Batch } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { truthCode } from './column-values.ts';
import { compareValues } from './evaluate-row.ts';
import type { FunctionContext } from './functions/index.ts';

type Comparison = Extract<PlanExpression, { kind: 'comparison' }>;
type Operator = Comparison['operator'];

type NumberLoop = (a: Float64Array, b: number, out: Uint8Array, rows: Uint32Array) => void;

/** NaN is missing; every comparison with it is. */
const numberLoops: Readonly<Record<Operator, NumberLoop>> = {
  '=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! === b);
  },
  '!=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! !== b);
  },
  '<': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! < b);
  },
  '<=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! <= b);
  },
  '>': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! > b);
  },
  '>=': (a, b, out, rows) => {
    for (let i = 0; i < rows.length; i += 1) out[rows[i]!] = coded(a[rows[i]!]!, a[rows[i]!]! >= b);
  },
};

const coded = (n: number, truth: boolean): number =>
  Number.isNaN(n) ? MISSING_BOOLEAN : truth ? TRUE : FALSE;

/**
 * The number that stands for the constant in a comparison with such a column, or undefined where the numbers
 * alone do not decide: a numeral is a text, so against a text its spelling counts for `=`.
 */
const asNumber = (column: Column, operator: Operator, value: Value): number | undefined => {
  if (column.form === 'number' || column.form === 'timestamp') {
    if (typeof value === 'number') return value;
    const n = typeof value === 'string' ? textToNumber(value) : Number.NaN;
    return Number.isNaN(n) ? undefined : n;
  }
  if (column.form !== 'numeral') return undefined;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const n = textToNumber(value);
  const isSpelledSo =
    operator !== '=' && operator !== '!=' ? !Number.isNaN(n) : spellNumeral(n, column.decimals) === value;
  return isSpelledSo ? n : undefined;
};

const againstConstant = (
  column: Column,
  operator: Operator,
  value: Value,
  batch: Batch,
): Column | undefined => {
  const values = new Uint8Array(batch.rowCount);
  const { selection } = batch;
  if (column.form === 'dictionary') {
    const table = Uint8Array.from(column.words, (word, code) =>
      truthCode(compareValues(operator, code === 0 ? undefined : word, value)),
    );
    for (let i = 0; i < selection.length; i += 1)
      values[selection[i]!] = table[column.codes[selection[i]!]!]!;
    return { form: 'boolean', values };
  }
  const n = asNumber(column, operator, value);
  if (n === undefined || !('values' in column)) return undefined;
  numberLoops[operator](column.values as Float64Array, n, values, selection);
  return { form: 'boolean', values };
};

const byRow = (operator: Operator, a: Column, b: Column, batch: Batch): Column => {
  const values = new Uint8Array(batch.rowCount);
  for (let i = 0; i < batch.selection.length; i += 1) {
    const row = batch.selection[i]!;
    values[row] = truthCode(compareValues(operator, valueAt(a, row), valueAt(b, row)));
  }
  return { form: 'boolean', values };
};

const mirrored: Readonly<Record<Operator, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

export const compileComparison = (
  expression: Comparison,
  context: FunctionContext,
  compile: (expression: PlanExpression, context: FunctionContext) => ColumnEvaluator,
): ColumnEvaluator => {
  const left = compile(expression.left, context);
  const right = compile(expression.right, context);
  const { operator } = expression;
  return (batch) => {
    const a = left(batch);
    const b = right(batch);
    const quick =
      b.form === 'constant'
        ? againstConstant(a, operator, b.value, batch)
        : a.form === 'constant'
          ? againstConstant(b, mirrored[operator], a.value, batch)
          : undefined;
    return quick ?? byRow(operator, a, b, batch);
  };
};
