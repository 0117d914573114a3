// Comparisons over columns: numbers against numbers in a loop, dictionaries once a word, the rest by row.

import type { PlanExpression } from '../plan/index.ts';
import { type Column, spellNumeral, type TextColumn, valueAt } from '../segments/index.ts';
import { textToNumber, type Value } from '../values/index.ts';
import type { Batch } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { truthCode } from './column-values.ts';
import { compareValues } from './evaluate-row.ts';
import type { FunctionContext } from './functions/index.ts';
import { numberLoops, type Operator, selectLoops } from './number-loops.ts';
import { comparePacked } from './packed-texts.ts';

type Comparison = Extract<PlanExpression, { kind: 'comparison' }>;

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

/** Undefined where the texts must be read. */
const truthsOfTexts = (
  { packed }: TextColumn,
  operator: Operator,
  value: Value,
  { rowCount, selection }: Batch,
): Uint8Array | undefined => {
  const ofWord = (word: string): number => truthCode(compareValues(operator, word, value));
  return packed && comparePacked(packed, operator, value, ofWord, rowCount, selection);
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
  if (column.form === 'text') {
    const truths = truthsOfTexts(column, operator, value, batch);
    return truths && { form: 'boolean', values: truths };
  }
  const n = asNumber(column, operator, value);
  if (n === undefined || !('values' in column)) return undefined;
  numberLoops[operator](column.values as Float64Array, n, values, selection);
  return { form: 'boolean', values };
};

const truthsByRow = (operator: Operator, a: Column, b: Column, batch: Batch): Uint8Array => {
  const values = new Uint8Array(batch.rowCount);
  for (let i = 0; i < batch.selection.length; i += 1) {
    const row = batch.selection[i]!;
    values[row] = truthCode(compareValues(operator, valueAt(a, row), valueAt(b, row)));
  }
  return values;
};

const mirrored: Readonly<Record<Operator, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** The expression as a column against a constant, where it is that in this batch. */
type Compared = { readonly column: Column; readonly operator: Operator; readonly value: Value };

const comparedWithConstant = (operator: Operator, a: Column, b: Column): Compared | undefined => {
  if (b.form === 'constant') return { column: a, operator, value: b.value };
  return a.form === 'constant' ? { column: b, operator: mirrored[operator], value: a.value } : undefined;
};

type Compile = (expression: PlanExpression, context: FunctionContext) => ColumnEvaluator;

/** Both sides as columns; `compared` where one of them is a constant. */
const compileOperands = (
  { operator, left, right }: Comparison,
  context: FunctionContext,
  compile: Compile,
) => {
  const leftOf = compile(left, context);
  const rightOf = compile(right, context);
  return (batch: Batch) => {
    const a = leftOf(batch);
    const b = rightOf(batch);
    return { a, b, compared: comparedWithConstant(operator, a, b) };
  };
};

export const compileComparison = (
  expression: Comparison,
  context: FunctionContext,
  compile: Compile,
): ColumnEvaluator => {
  const operandsOf = compileOperands(expression, context, compile);
  return (batch) => {
    const { a, b, compared } = operandsOf(batch);
    const quick = compared && againstConstant(compared.column, compared.operator, compared.value, batch);
    return quick ?? { form: 'boolean', values: truthsByRow(expression.operator, a, b, batch) };
  };
};

/** By code, 1 where the comparison is true. */
const selectCodes = (
  codes: Uint8Array | Uint16Array | Uint32Array,
  isTrue: Uint8Array,
  kept: Uint32Array,
  rows: Uint32Array,
): number => {
  let count = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    kept[count] = row;
    count += isTrue[codes[row]!]!;
  }
  return count;
};

const selectAgainstConstant = ({ column, operator, value }: Compared, batch: Batch) => {
  const { selection } = batch;
  const kept = new Uint32Array(selection.length);
  if (column.form === 'dictionary') {
    const isTrue = Uint8Array.from(column.words, (word, code) =>
      Number(code !== 0 && compareValues(operator, word, value) === true),
    );
    return kept.subarray(0, selectCodes(column.codes, isTrue, kept, selection));
  }
  if (column.form === 'text') {
    const truths = truthsOfTexts(column, operator, value, batch);
    return truths && kept.subarray(0, selectCodes(truths, isTrueCode, kept, selection));
  }
  const n = asNumber(column, operator, value);
  if (n === undefined || !('values' in column)) return undefined;
  return kept.subarray(0, selectLoops[operator](column.values as Float64Array, n, kept, selection));
};

/** By FALSE, TRUE and MISSING_BOOLEAN. */
const isTrueCode = Uint8Array.of(0, 1, 0);

/** The rows of which the comparison is true, without a column of truths where there is a quick way to them. */
export const compileComparisonSelector = (
  expression: Comparison,
  context: FunctionContext,
  compile: Compile,
): ((batch: Batch) => Uint32Array) => {
  const operandsOf = compileOperands(expression, context, compile);
  return (batch) => {
    const { a, b, compared } = operandsOf(batch);
    const quick = compared && selectAgainstConstant(compared, batch);
    if (quick !== undefined) return quick;
    const kept = new Uint32Array(batch.selection.length);
    return kept.subarray(
      0,
      selectCodes(truthsByRow(expression.operator, a, b, batch), isTrueCode, kept, batch.selection),
    );
  };
};
