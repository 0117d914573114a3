// `parse`: parts of a text as columns of their own.

import type { Glob, ParsePattern, ParseStage } from '../plan/index.ts';
import type { Column } from '../segments/index.ts';
import type { Value } from '../values/index.ts';
import { type Batch, type Selection, withColumns, withLateColumns } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { columnOfValues, textAt } from './column-values.ts';
import { parseLogfmt, splitCsv, xpathText } from './functions/index.ts';
import { compileRegex } from './regex.ts';
import { rowsContaining } from './search-text.ts';
import { linearGlob, oneLinearPattern, shapeParser } from './shapes/index.ts';
import { takeRows } from './take-rows.ts';

/** Writes what it captures in `text` to `captures`; false when it does not match. */
type Matcher = (text: string, captures: (Value | undefined)[]) => boolean;

/**
 * A glob: its literals in order, each as early as it comes. A first capture begins the text where the glob
 * begins with `*`; a last capture takes the rest where it ends with one.
 */
const globMatcher = ({ literals }: Glob): Matcher => {
  const [first = ''] = literals;
  const stars = literals.length - 1;
  if (stars === 0) {
    return (text, captures) => {
      captures[0] = first;
      return text.includes(first);
    };
  }
  return (text, captures) => {
    let at = text.indexOf(first);
    if (at === -1) return false;
    at += first.length;
    for (let star = 1; star <= stars; star += 1) {
      const literal = literals[star]!;
      const end = literal === '' && star === stars ? text.length : text.indexOf(literal, at);
      if (end === -1) return false;
      captures[star - 1] = text.slice(at, end);
      at = end + literal.length;
    }
    return true;
  };
};

const takeCaptures = (match: RegExpExecArray, captures: Value[]): void => {
  for (let index = 0; index < captures.length; index += 1) captures[index] = match[index + 1];
};

const regexMatcher =
  (regex: RegExp): Matcher =>
  (text, captures) => {
    const match = regex.exec(text);
    if (match === null) return false;
    takeCaptures(match, captures);
    return true;
  };

const csvMatcher: Matcher = (text, captures) => {
  const cells = splitCsv(text);
  for (let index = 0; index < captures.length; index += 1) captures[index] = cells[index];
  return true;
};

const matcherOf = (pattern: ParsePattern): Matcher => {
  switch (pattern.kind) {
    case 'glob':
      return globMatcher(pattern.glob);
    case 'regex':
      return regexMatcher(compileRegex(pattern.regex));
    case 'csv':
      return csvMatcher;
    case 'logfmt':
      return (text, captures) => {
        captures[0] = parseLogfmt(text);
        return true;
      };
    case 'xml':
      return (text, captures) => {
        captures[0] = xpathText(text, pattern.path);
        return true;
      };
  }
};

const longestLiteral = (glob: Glob): string =>
  glob.literals.reduce((a, b) => (b.length > a.length ? b : a), '');

const literalOf = (pattern: ParsePattern): string | undefined => {
  if (pattern.kind === 'glob') return longestLiteral(pattern.glob) || undefined;
  return pattern.kind === 'regex' ? pattern.literal : undefined;
};

/** The rows worth a try: those with the text that every match contains. */
const candidates = (column: Column, literal: string | undefined, selection: Selection): Selection =>
  column.form === 'slices' && literal !== undefined ? rowsContaining(column, literal, selection) : selection;

/** Globs and regexes give texts, the others values of any kind. */
const asColumn = (pattern: ParsePattern, values: readonly Value[]): Column =>
  pattern.kind === 'glob' || pattern.kind === 'regex'
    ? { form: 'text', values: values as readonly (string | undefined)[] }
    : columnOfValues(values);

/** The batch with what a `parse` takes from each row; with `multi`, a row for each match. */
export type Extractor = (batch: Batch) => Batch;

/** Decides by shapes what can be; undefined for patterns that say nothing about shapes. */
const byShapes = ({ names, pattern }: ParseStage, match: Matcher) => {
  if (pattern.kind !== 'glob' && pattern.kind !== 'regex') return undefined;
  const linear = pattern.kind === 'glob' ? linearGlob(pattern.glob) : oneLinearPattern(pattern.regex);
  return shapeParser({ pattern: linear, literal: literalOf(pattern), captureCount: names.length, match });
};

const extractOnce = (stage: ParseStage, source: ColumnEvaluator, useKernels: boolean): Extractor => {
  const { names, pattern } = stage;
  const matcher = matcherOf(pattern);
  const literal = useKernels ? literalOf(pattern) : undefined;
  const parseShapes = useKernels ? byShapes(stage, matcher) : undefined;
  return (batch) => {
    const column = source(batch);
    if (column.form === 'shaped' && parseShapes !== undefined) {
      const captured = parseShapes(column, batch.selection, batch.rowCount);
      return withLateColumns(batch, new Map(names.map((name, index) => [name, () => captured(index)])));
    }
    const columns = names.map(() => new Array<Value>(batch.rowCount).fill(undefined));
    const captures = new Array<Value>(names.length).fill(undefined);
    for (const row of candidates(column, literal, batch.selection)) {
      const text = textAt(column, row);
      if (text === undefined || !matcher(text, captures)) continue;
      for (let index = 0; index < columns.length; index += 1) columns[index]![row] = captures[index];
    }
    return withColumns(
      batch,
      new Map(names.map((name, index) => [name, asColumn(pattern, columns[index]!)])),
    );
  };
};

const everyMatch = (stage: ParseStage, source: ColumnEvaluator): Extractor => {
  const { names, pattern } = stage;
  if (pattern.kind !== 'regex') throw new Error('only a regex has many matches');
  const { source: text, flags } = compileRegex(pattern.regex);
  const regex = new RegExp(text, `${flags}g`);
  const noMatch: readonly Value[] = names.map(() => undefined);
  return (batch) => {
    const column = source(batch);
    const rows: number[] = [];
    const found: (readonly Value[])[] = [];
    for (const row of batch.selection) {
      const matches = Array.from((textAt(column, row) ?? '').matchAll(regex), (match) => {
        const captures = new Array<Value>(names.length).fill(undefined);
        takeCaptures(match, captures);
        return captures;
      });
      const isThere = textAt(column, row) !== undefined && matches.length > 0;
      for (const captures of isThere ? matches : [noMatch]) {
        rows.push(row);
        found.push(captures);
      }
    }
    return withColumns(
      takeRows(batch, Uint32Array.from(rows)),
      new Map(names.map((name, index) => [name, columnOfValues(found.map((captures) => captures[index]))])),
    );
  };
};

/** `useKernels`: whether to look only at rows that contain the pattern's literal, and to decide by shapes. */
export const compileExtractor = (
  stage: ParseStage,
  source: ColumnEvaluator,
  useKernels: boolean,
): Extractor => (stage.multi ? everyMatch(stage, source) : extractOnce(stage, source, useKernels));
