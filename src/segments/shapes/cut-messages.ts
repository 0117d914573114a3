// The messages of a segment by their shapes: which rows have which, and where their variable parts lie.

import type { SlicesColumn } from '../column.ts';
import { type Cut, cutMessage, newCut } from './cut-message.ts';

/** Rows that share a shape, ascending. */
export type ShapeRows = { readonly pieces: readonly string[]; readonly rows: number[] };

export type CutMessages = {
  /** In the order in which they first occur. */
  readonly shapes: readonly ShapeRows[];
  /** Start and end of each slot, row after row. */
  readonly bounds: Int32Array;
  /** Where among them those of a row begin. */
  readonly boundsOf: Uint32Array;
};

/** After so many rows it is known whether shapes come again. */
const ENOUGH_TO_KNOW = 4_096;

/** More than every fourth message having a shape of its own, shapes are only a burden. */
const isMostlyNew = (shapes: number, rows: number): boolean => shapes > rows / 4;

const piecesOf = (text: string, from: number, to: number, cut: Cut): readonly string[] => {
  const pieces: string[] = [];
  let at = from;
  for (let slot = 0; slot < cut.count; slot += 1) {
    pieces.push(text.slice(at, cut.starts[slot]!));
    at = cut.ends[slot]!;
  }
  pieces.push(text.slice(at, to));
  return pieces;
};

/** Equal hashes do not make equal shapes. */
const hasPieces = (pieces: readonly string[], text: string, from: number, to: number, cut: Cut): boolean => {
  if (pieces.length !== cut.count + 1) return false;
  let at = from;
  for (let slot = 0; slot < cut.count; slot += 1) {
    const piece = pieces[slot]!;
    if (cut.starts[slot]! - at !== piece.length || !text.startsWith(piece, at)) return false;
    at = cut.ends[slot]!;
  }
  const last = pieces[cut.count]!;
  return to - at === last.length && text.startsWith(last, at);
};

/** Shapes by their hash; one whose hash is taken goes to the next. */
const shapeTable = () => {
  const byHash = new Map<number, ShapeRows>();
  return {
    shapes: byHash,
    find: (text: string, from: number, to: number, cut: Cut): ShapeRows => {
      for (let hash = cut.hash; ; hash = (hash + 1) | 0) {
        const known = byHash.get(hash);
        if (known === undefined) {
          const made = { pieces: piecesOf(text, from, to, cut), rows: [] };
          byHash.set(hash, made);
          return made;
        }
        if (hasPieces(known.pieces, text, from, to, cut)) return known;
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
  const table = shapeTable();
  const cut = newCut();
  const rowCount = offsets.length - 1;
  const boundsOf = new Uint32Array(rowCount);
  let bounds = new Int32Array(rowCount * 16);
  let end = 0;
  for (let row = 0; row < rowCount; row += 1) {
    if (row === ENOUGH_TO_KNOW && isMostlyNew(table.shapes.size, row)) return undefined;
    const from = offsets[row]!;
    const to = offsets[row + 1]!;
    if (!cutMessage(text, from, to, cut)) continue;
    table.find(text, from, to, cut).rows.push(row);
    boundsOf[row] = end;
    bounds = grown(bounds, end + 2 * cut.count);
    for (let slot = 0; slot < cut.count; slot += 1) {
      bounds[end++] = cut.starts[slot]!;
      bounds[end++] = cut.ends[slot]!;
    }
  }
  return { shapes: [...table.shapes.values()], bounds, boundsOf };
};
