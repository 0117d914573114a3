// Parsing texts that are kept by their shapes: where a pattern finds the same parts in all messages of a shape,
// its captures are the columns of slots, and no message is put together.

import type { Column, Shape, ShapedColumn, Slot } from '../../segments/index.ts';
import type { Selection } from '../batch.ts';
import { type CaptureColumn, captureColumn } from './capture-column.ts';
import { type LinearPattern, linearText } from './linear-pattern.ts';
import { cellsOf, matchShape, type Verdict } from './match-shape.ts';

export type ParseOfText = {
  readonly pattern: LinearPattern | undefined;
  /** A text without which nothing matches. */
  readonly literal: string | undefined;
  readonly captureCount: number;
  /** Of one text: writes its captures, false where it does not match. */
  readonly match: (text: string, captures: (string | undefined)[]) => boolean;
};

/** Literal text, or a slot by its number. */
type Part = string | number;

const partsOf = ({ pieces }: Shape, from: number, to: number): readonly Part[] => {
  const parts: Part[] = [];
  let at = 0;
  pieces.forEach((piece, index) => {
    if (index > 0) {
      if (at >= from && at < to) parts.push(index - 1);
      at += 1;
    }
    const text = piece.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== '') parts.push(text);
    at += piece.length;
  });
  return parts;
};

/** What there is to do with the rows of a shape. */
type Plan =
  | { readonly kind: 'captures'; readonly parts: readonly (readonly Part[])[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'each' };

const planOf = (shape: Shape, { pattern, literal, captureCount }: ParseOfText): Plan => {
  const cells = cellsOf(shape);
  const isOut = literal !== undefined && matchShape(cells, linearText(literal)).kind === 'nothing';
  if (isOut) return { kind: 'nothing' };
  const verdict: Verdict = pattern === undefined ? { kind: 'differs' } : matchShape(cells, pattern);
  if (verdict.kind === 'differs') return { kind: 'each' };
  if (verdict.kind === 'nothing') return verdict;
  const { captures } = verdict;
  const parts = Array.from({ length: captureCount }, (_, capture) =>
    partsOf(shape, captures[2 * capture]!, captures[2 * capture + 1]!),
  );
  return { kind: 'captures', parts };
};

type Writer = (row: number, place: number) => void;

const writeSlot = (to: CaptureColumn, { kind, column, decimals }: Slot): Writer => {
  const values: Column = column();
  const write = to.writerOf(values, decimals);
  return kind === 'field' ? (row) => write(row, row) : (row, place) => write(row, place);
};

/** One capture of one shape; undefined where it takes the text of the row to know it. */
const writerOf = (to: CaptureColumn, { slots }: Shape, parts: readonly Part[]): Writer | undefined => {
  const [part = '', ...more] = parts;
  if (more.length > 0) return undefined;
  if (typeof part === 'string') return (row) => to.writeText(row, part);
  const slot = slots[part]!;
  return slot.kind === 'time' ? undefined : writeSlot(to, slot);
};

/** Gives a column for each capture. */
export const shapeParser = (
  parse: ParseOfText,
): ((column: ShapedColumn, selection: Selection, rowCount: number) => readonly Column[]) => {
  const plans = new Map<string, Plan>();
  const planFor = (shape: Shape): Plan => {
    let plan = plans.get(shape.key);
    if (plan === undefined) {
      plan = planOf(shape, parse);
      plans.set(shape.key, plan);
    }
    return plan;
  };
  return (column, selection, rowCount) => {
    const made = Array.from({ length: parse.captureCount }, () => captureColumn(rowCount));
    const captures = new Array<string | undefined>(parse.captureCount).fill(undefined);
    const eachRow: Writer = (row) => {
      const text = column.textAt(row);
      if (parse.literal !== undefined && !text.includes(parse.literal)) return;
      if (!parse.match(text, captures)) return;
      made.forEach((to, capture) => {
        to.writeText(row, captures[capture]);
      });
    };
    const writerFor = (code: number): readonly Writer[] => {
      if (code === 0) return [eachRow];
      const shape = column.shapes[code]!;
      const plan = planFor(shape);
      if (plan.kind === 'nothing') return [];
      if (plan.kind === 'each') return [eachRow];
      const writers = plan.parts.map((parts, capture) => writerOf(made[capture]!, shape, parts));
      return writers.includes(undefined) ? [eachRow] : (writers as readonly Writer[]);
    };
    const writers: (readonly Writer[] | undefined)[] = [];
    const places = column.places();
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      const code = column.codes[row]!;
      let ofShape = writers[code];
      if (ofShape === undefined) {
        ofShape = writerFor(code);
        writers[code] = ofShape;
      }
      for (let at = 0; at < ofShape.length; at += 1) ofShape[at]!(row, places[row]!);
    }
    return made.map((to) => to.finish());
  };
};
