// `parse`: parts of a text as columns of their own.

import type { Glob, ParseStage } from '../plan/index.ts';
import type { Column } from '../segments/index.ts';
import type { Batch, Selection } from './batch.ts';
import type { ColumnEvaluator } from './column-evaluator.ts';
import { textAt } from './column-values.ts';
import { compileRegex } from './regex.ts';
import { rowsContaining } from './select.ts';

/** Writes what it captures in `text` to `captures`; false when it does not match. */
type Matcher = (text: string, captures: (string | undefined)[]) => boolean;

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

const regexMatcher =
  (regex: RegExp, captureCount: number): Matcher =>
  (text, captures) => {
    const match = regex.exec(text);
    if (match === null) return false;
    for (let index = 0; index < captureCount; index += 1) captures[index] = match[index + 1];
    return true;
  };

const longestLiteral = (glob: Glob): string =>
  glob.literals.reduce((a, b) => (b.length > a.length ? b : a), '');

const literalOf = (pattern: ParseStage['pattern']): string | undefined =>
  pattern.kind === 'glob' ? longestLiteral(pattern.glob) || undefined : pattern.literal;

/** The rows worth a try: those with the text that every match contains. */
const candidates = (column: Column, literal: string | undefined, selection: Selection): Selection =>
  column.form === 'slices' && literal !== undefined ? rowsContaining(column, literal, selection) : selection;

export type Extractor = (batch: Batch) => ReadonlyMap<string, Column>;

/** `useLiteral`: whether to look only at rows that contain the pattern's literal. */
export const compileExtractor = (
  stage: ParseStage,
  source: ColumnEvaluator,
  useLiteral: boolean,
): Extractor => {
  const { names, pattern } = stage;
  const matcher =
    pattern.kind === 'glob'
      ? globMatcher(pattern.glob)
      : regexMatcher(compileRegex(pattern.regex), names.length);
  const literal = useLiteral ? literalOf(pattern) : undefined;
  return (batch) => {
    const column = source(batch);
    const columns = names.map(() => new Array<string | undefined>(batch.rowCount).fill(undefined));
    const captures = new Array<string | undefined>(names.length);
    for (const row of candidates(column, literal, batch.selection)) {
      const text = textAt(column, row);
      if (text === undefined || !matcher(text, captures)) continue;
      for (let index = 0; index < columns.length; index += 1) columns[index]![row] = captures[index];
    }
    return new Map(names.map((name, index) => [name, { form: 'text', values: columns[index]! }]));
  };
};
