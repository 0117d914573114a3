// Predicates to selections: which rows a filter keeps. `and` narrows, so its right side looks at fewer rows;
// a text that must be there is searched over the whole segment's text before any event is cut out.

import type { PlanExpression } from '../plan/index.ts';
import { TRUE } from '../segments/index.ts';
import type { Batch, Selection } from './batch.ts';
import { withSelection } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { textAt, truthsOf } from './column-values.ts';
import { compileComparisonSelector } from './compare-columns.ts';
import { compileByRow, compileColumn } from './evaluate-column.ts';
import type { FunctionContext } from './functions/index.ts';
import { compileRegex } from './regex.ts';
import { rowsContaining } from './search-text.ts';
import { linearPatterns, linearText, shapeSearch } from './shapes/index.ts';

export type Selector = (batch: Batch) => Selection;

const selectTrue =
  (evaluate: ColumnEvaluator): Selector =>
  (batch) => {
    const { selection } = batch;
    const truths = truthsOf(evaluate(batch), batch.rowCount, selection);
    const kept = new Uint32Array(selection.length);
    let count = 0;
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      kept[count] = row;
      count += Number(truths[row] === TRUE);
    }
    return kept.subarray(0, count);
  };

const compileContains = (
  expression: Extract<PlanExpression, { kind: 'contains' }>,
  context: FunctionContext,
): Selector => {
  const otherwise = selectTrue(compileColumn(expression, context));
  const { part } = expression;
  if (part.kind !== 'constant' || typeof part.value !== 'string' || part.value === '') return otherwise;
  const literal = part.value;
  const value = compileColumn(expression.value, context);
  const search = shapeSearch({
    patterns: [linearText(literal)],
    literal,
    test: (text) => text.includes(literal),
  });
  return (batch) => {
    const column = value(batch);
    if (column.form === 'shaped') return search(column, batch.selection);
    return column.form === 'slices' ? rowsContaining(column, literal, batch.selection) : otherwise(batch);
  };
};

const compileMatches = (
  expression: Extract<PlanExpression, { kind: 'matches' }>,
  context: FunctionContext,
): Selector => {
  const all = selectTrue(compileColumn(expression, context));
  const { literal } = expression;
  const value = compileColumn(expression.value, context);
  const regex = compileRegex(expression.regex);
  const search = shapeSearch({
    patterns: linearPatterns(expression.regex),
    literal,
    test: (text) => regex.test(text),
  });
  return (batch) => {
    const column = value(batch);
    if (column.form === 'shaped') return search(column, batch.selection);
    if (column.form !== 'slices' || literal === undefined) return all(batch);
    const candidates = rowsContaining(column, literal, batch.selection);
    return candidates.filter((row) => regex.test(textAt(column, row)!));
  };
};

/** Rows of either selection, ascending. */
const union = (a: Selection, b: Selection): Selection => {
  const rows = new Uint32Array(a.length + b.length);
  let i = 0;
  let j = 0;
  let count = 0;
  while (i < a.length || j < b.length) {
    const x = i < a.length ? a[i]! : Number.POSITIVE_INFINITY;
    const y = j < b.length ? b[j]! : Number.POSITIVE_INFINITY;
    rows[count++] = Math.min(x, y);
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return rows.subarray(0, count);
};

export const compileSelector = (predicate: PlanExpression, context: FunctionContext): Selector => {
  switch (predicate.kind) {
    case 'and': {
      const left = compileSelector(predicate.left, context);
      const right = compileSelector(predicate.right, context);
      return (batch) => right(withSelection(batch, left(batch)));
    }
    case 'or': {
      const left = compileSelector(predicate.left, context);
      const right = compileSelector(predicate.right, context);
      return (batch) => union(left(batch), right(batch));
    }
    case 'comparison':
      return compileComparisonSelector(predicate, context, compileColumn);
    case 'contains':
      return compileContains(predicate, context);
    case 'matches':
      return compileMatches(predicate, context);
    default:
      return selectTrue(compileColumn(predicate, context));
  }
};

/** The same without any kernel: each row by its meaning. */
export const compilePlainSelector = (predicate: PlanExpression, context: FunctionContext): Selector =>
  selectTrue(compileByRow(predicate, context));
