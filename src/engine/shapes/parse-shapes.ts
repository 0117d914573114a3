// Parsing texts that are kept by their shapes: where a pattern finds the same parts in all messages of a shape,
// its captures are the columns of slots, and no message is put together.

import { type Column, type Shape, type ShapedColumn, type Slot, slotReader } from '../../segments/index.ts';
import type { Selection } from '../batch.ts';
import { type CaptureColumn, captureColumn } from './capture-column.ts';
import { type LinearPattern, linearText } from './linear-pattern.ts';
import { cellsOf, matchShape, type Verdict } from './match-shape.ts';
import { rememberedByShape } from './remembered.ts';
import { numeralsOfSlots, type OddRows, type Piece, textsOfSlots } from './slots-as-column.ts';

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

const slotWriter = (to: CaptureColumn, { kind, column, decimals }: Slot): Writer => {
  const write = to.writerOf(column(), decimals);
  return kind === 'field' ? (row) => write(row, row) : write;
};

/** Writes one capture of one shape. */
const writerOf = (
  to: CaptureColumn,
  { slots }: Shape,
  times: ShapedColumn['times'],
  parts: readonly Part[],
): Writer => {
  const [part = '', ...more] = parts;
  if (more.length === 0) {
    if (typeof part === 'string') return (row) => to.writeText(row, part);
    const slot = slots[part]!;
    if (slot.kind !== 'time') return slotWriter(to, slot);
  }
  const readers = parts.map((one) => (typeof one === 'string' ? () => one : slotReader(slots[one]!, times)));
  return (row, place) => {
    let text = '';
    for (const read of readers) text += read(row, place);
    to.writeText(row, text);
  };
};

/** Rows that were parsed by themselves: those that matched, and for each capture their texts. */
type Parsed = {
  readonly rows: readonly number[];
  readonly texts: readonly (readonly (string | undefined)[])[];
};

const parseRows = (
  column: ShapedColumn,
  rows: readonly number[],
  { captureCount, literal, match }: ParseOfText,
): Parsed => {
  const captures = new Array<string | undefined>(captureCount).fill(undefined);
  const texts = captures.map((): (string | undefined)[] => []);
  const matched: number[] = [];
  for (const row of rows) {
    const text = column.textAt(row);
    if ((literal !== undefined && !text.includes(literal)) || !match(text, captures)) continue;
    matched.push(row);
    for (let capture = 0; capture < captureCount; capture += 1) texts[capture]!.push(captures[capture]);
  }
  return { rows: matched, texts };
};

/** The rows whose shape does not tell what they hold. */
const rowsToParse = (
  { codes }: ShapedColumn,
  selection: Selection,
  plans: readonly Plan[],
): readonly number[] => {
  const rows: number[] = [];
  for (let i = 0; i < selection.length; i += 1)
    if (plans[codes[selection[i]!]!]!.kind === 'each') rows.push(selection[i]!);
  return rows;
};

const writeShapes = (
  to: CaptureColumn,
  column: ShapedColumn,
  selection: Selection,
  plans: readonly Plan[],
  capture: number,
): void => {
  const writers = column.shapes.map((shape, code): Writer | undefined => {
    const plan = plans[code]!;
    return plan.kind === 'captures' ? writerOf(to, shape, column.times, plan.parts[capture]!) : undefined;
  });
  if (writers.every((writer) => writer === undefined)) return;
  const { codes } = column;
  const places = column.places();
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    writers[codes[row]!]?.(row, places[row]!);
  }
};

/** What the capture is in rows of each shape; undefined where it has several parts in one. */
const piecesOf = (
  column: ShapedColumn,
  plans: readonly Plan[],
  capture: number,
): readonly Piece[] | undefined => {
  const pieces: Piece[] = [];
  for (const [code, plan] of plans.entries()) {
    if (plan.kind !== 'captures') continue;
    const [part = '', ...more] = plan.parts[capture]!;
    if (more.length > 0) return undefined;
    pieces[code] = typeof part === 'string' ? part : column.shapes[code]!.slots[part]!;
  }
  return pieces;
};

/** The whole column at once where every shape that has the capture has it in a slot of one kind. */
const wholeColumn = (
  column: ShapedColumn,
  selection: Selection,
  pieces: readonly Piece[],
  odd: OddRows,
): Column | undefined => {
  const areSlots = odd.rows.length === 0 && pieces.every((piece) => typeof piece !== 'string');
  const numerals = areSlots
    ? numeralsOfSlots(column, selection, pieces as readonly (Slot | undefined)[])
    : undefined;
  return numerals ?? textsOfSlots(column, selection, pieces, odd);
};

/** Gives the column of each capture; what nobody asks for is not made. */
export const shapeParser = (
  parse: ParseOfText,
): ((column: ShapedColumn, selection: Selection, rowCount: number) => (capture: number) => Column) => {
  const planOfShape = rememberedByShape((shape) => planOf(shape, parse));
  return (column, selection, rowCount) => {
    const plans = column.shapes.map(
      (shape, code): Plan => (code === 0 ? { kind: 'each' } : planOfShape(shape)),
    );
    let parsed: Parsed | undefined;
    return (capture) => {
      parsed ??= parseRows(column, rowsToParse(column, selection, plans), parse);
      const odd = { rows: parsed.rows, texts: parsed.texts[capture]! };
      const pieces = piecesOf(column, plans, capture);
      const whole = pieces && wholeColumn(column, selection, pieces, odd);
      if (whole !== undefined) return whole;
      const to = captureColumn(rowCount);
      writeShapes(to, column, selection, plans, capture);
      odd.rows.forEach((row, index) => {
        to.writeText(row, odd.texts[index]);
      });
      return to.finish();
    };
  };
};
