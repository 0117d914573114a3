// The messages of a segment as shapes and columns, for a store.

import type { PlainColumn, SlicesColumn } from '../column.ts';
import { cutMessages, type ShapeRows } from './cut-messages.ts';
import { type SlotColumn, slotColumns } from './slot-columns.ts';
import type { ToldMessages } from './told-messages.ts';

export type MessageShape = {
  readonly pieces: readonly string[];
  readonly slots: readonly SlotColumn[];
  readonly rowCount: number;
};

export type ShapedMessages = {
  readonly codes: Uint8Array | Uint16Array;
  /** From code 1 on. */
  readonly shapes: readonly MessageShape[];
  /** The messages of the rows with code 0. */
  readonly rest: SlicesColumn;
};

/** A shape of fewer rows costs more than it spares. */
export const FEWEST_ROWS = 64;

/** What a slot costs at most beside its values: a row of a table, a layout. Characters. */
const SLOT_COST = 200;

/** Does keeping its pieces once spare more than its slots cost? */
const isWorthIt = ({ pieces, rows }: ShapeRows, fewestRows: number): boolean => {
  if (rows.length < fewestRows) return false;
  const shared = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return fewestRows < FEWEST_ROWS || rows.length * (1 + shared) > (pieces.length - 1) * SLOT_COST;
};

/** Where more than this share of the text has no shape, all of it is kept as it is. */
const MOST_REST = 0.5;

const codesOf = (shapes: readonly ShapeRows[], rowCount: number): Uint8Array | Uint16Array => {
  const codes = shapes.length < 0x100 ? new Uint8Array(rowCount) : new Uint16Array(rowCount);
  shapes.forEach(({ rows }, index) => {
    for (const row of rows) codes[row] = index + 1;
  });
  return codes;
};

const restOf = ({ text, offsets }: SlicesColumn, codes: Uint8Array | Uint16Array): SlicesColumn => {
  const texts: string[] = [];
  const ends = [0];
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] !== 0) continue;
    const message = text.slice(offsets[row]!, offsets[row + 1]!);
    texts.push(message);
    ends.push(ends.at(-1)! + message.length);
  }
  return { form: 'slices', text: texts.join(''), offsets: Uint32Array.from(ends) };
};

/** Undefined where shapes spare nothing. `told`: of the same messages; `times`: of the rows, epoch ms. */
export const shapeMessages = (
  messages: SlicesColumn,
  told: ToldMessages | undefined,
  fields: ReadonlyMap<string, PlainColumn>,
  times: Float64Array,
  fewestRows: number,
): ShapedMessages | undefined => {
  const cut = told?.cut ?? cutMessages(messages);
  if (cut === undefined) return undefined;
  const frequent = cut.shapes.filter((shape) => isWorthIt(shape, fewestRows));
  const codes = codesOf(frequent, messages.offsets.length - 1);
  const rest = restOf(messages, codes);
  if (frequent.length === 0 || rest.text.length > MOST_REST * messages.text.length) return undefined;
  const shapes = frequent.map((shape) => ({
    pieces: shape.pieces,
    rowCount: shape.rows.length,
    slots: slotColumns(shape, cut, told?.slotFields[cut.shapes.indexOf(shape)] ?? [], fields, times),
  }));
  return { codes, shapes, rest };
};
