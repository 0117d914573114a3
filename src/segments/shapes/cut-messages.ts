// The messages of a segment by their shapes: which rows have which, and where their variable parts lie.

import type { SlicesColumn } from '../column.ts';
import { type Cut, cutMessage, MOST_SLOTS, newCut } from './cut-message.ts';
import { type Units, unitsOf } from './text-units.ts';

/** Rows that share a shape, ascending. */
export type ShapeRows = { readonly pieces: readonly string[]; readonly rows: number[] };

export type CutMessages = {
  /** All of the messages, end to end. */
  readonly text: string;
  readonly units: Units;
  /** In the order in which they first occur. */
  readonly shapes: readonly ShapeRows[];
  /** Of each row, its place among the shapes; NO_SHAPE where the message has too many variable parts. */
  readonly shapeOf: Int32Array;
  /** Start and end of each slot, row after row. */
  readonly bounds: Int32Array;
  /** Where among them those of a row begin. */
  readonly boundsOf: Uint32Array;
};

export const NO_SHAPE = -1;

/** After so many rows it is known whether shapes come again. */
const ENOUGH_TO_KNOW = 4_096;

/** More than every fourth message having a shape of its own, shapes are only a burden. */
const isMostlyNew = (shapes: number, rows: number): boolean => shapes > rows / 4;

/** A message in the text, and where the bounds of its slots begin. */
type Place = { readonly from: number; readonly to: number; readonly first: number };

const piecesOf = (text: string, { from, to, first }: Place, { bounds, count }: Cut): readonly string[] => {
  const pieces: string[] = [];
  let at = from;
  for (let bound = first; bound < first + 2 * count; bound += 2) {
    pieces.push(text.slice(at, bounds[bound]!));
    at = bounds[bound + 1]!;
  }
  pieces.push(text.slice(at, to));
  return pieces;
};

const isEqual = (units: Units, one: number, other: number, length: number): boolean => {
  for (let at = 0; at < length; at += 1) if (units[one + at] !== units[other + at]) return false;
  return true;
};

/** Has the message at [from, to), which was cut last, the pieces of the other? Equal hashes do not say so. */
const hasPieces = (units: Units, from: number, to: number, { bounds, first, count }: Cut, other: Place) => {
  let at = from;
  let otherAt = other.from;
  for (let bound = 0; bound < 2 * count; bound += 2) {
    const length = bounds[first + bound]! - at;
    if (bounds[other.first + bound]! - otherAt !== length || !isEqual(units, at, otherAt, length))
      return false;
    at = bounds[first + bound + 1]!;
    otherAt = bounds[other.first + bound + 1]!;
  }
  return to - at === other.to - otherAt && isEqual(units, at, otherAt, to - at);
};

/** Shapes by their hash; one whose hash is taken goes to the next. Gives the place of a shape among them. */
const shapeTable = (text: string, units: Units) => {
  const byHash = new Map<number, number>();
  const shapes: ShapeRows[] = [];
  /** Of each shape, the first message. */
  const firsts: (Place & { readonly count: number })[] = [];
  return {
    shapes,
    find: (from: number, to: number, cut: Cut): number => {
      for (let hash = cut.hash; ; hash = (hash + 1) | 0) {
        const known = byHash.get(hash);
        if (known === undefined) {
          const { first, count } = cut;
          byHash.set(hash, shapes.length);
          firsts.push({ from, to, first, count });
          return shapes.push({ pieces: piecesOf(text, { from, to, first }, cut), rows: [] }) - 1;
        }
        const other = firsts[known]!;
        if (other.count === cut.count && hasPieces(units, from, to, cut, other)) return known;
      }
    },
  };
};

const grown = (bounds: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> => {
  if (length <= bounds.length) return bounds;
  const longer = new Int32Array(Math.max(length, bounds.length * 2));
  longer.set(bounds);
  return longer;
};

/** Undefined where nearly every message has a shape of its own. */
export const cutMessages = ({ text, offsets }: SlicesColumn): CutMessages | undefined => {
  const units = unitsOf(text);
  const table = shapeTable(text, units);
  const rowCount = offsets.length - 1;
  const boundsOf = new Uint32Array(rowCount);
  const shapeOf = new Int32Array(rowCount).fill(NO_SHAPE);
  const cut = newCut(new Int32Array(rowCount * 16));
  for (let row = 0; row < rowCount; row += 1) {
    if (row === ENOUGH_TO_KNOW && isMostlyNew(table.shapes.length, row)) return undefined;
    const from = offsets[row]!;
    const to = offsets[row + 1]!;
    cut.bounds = grown(cut.bounds, cut.first + 2 * MOST_SLOTS);
    if (!cutMessage(units, from, to, cut)) continue;
    const shape = table.find(from, to, cut);
    table.shapes[shape]!.rows.push(row);
    shapeOf[row] = shape;
    boundsOf[row] = cut.first;
    cut.first += 2 * cut.count;
  }
  return { text, units, shapes: table.shapes, shapeOf, bounds: cut.bounds, boundsOf };
};

/**
 * Nobody looks at it any more. Left to V8, megabytes of each segment would lie about until a collection of all
 * that lives.
 */
export const dropCut = ({ units, bounds }: CutMessages): void => {
  for (const { buffer } of [units, bounds]) (buffer as ArrayBuffer).transfer(0);
};
