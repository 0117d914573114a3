// Searching many texts that lie end to end for one that is to be in them.

import type { SlicesColumn } from '../segments/index.ts';
import type { Selection } from './batch.ts';

/** Characters of the selected rows. */
const selectedLength = ({ offsets }: SlicesColumn, selection: Selection): number => {
  let length = 0;
  for (let i = 0; i < selection.length; i += 1)
    length += offsets[selection[i]! + 1]! - offsets[selection[i]!]!;
  return length;
};

/** Looks into each selected row. */
const searchRows = (column: SlicesColumn, literal: string, selection: Selection): Selection => {
  const { text, offsets } = column;
  const kept = new Uint32Array(selection.length);
  let count = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    if (text.substring(offsets[row]!, offsets[row + 1]!).includes(literal)) kept[count++] = row;
  }
  return kept.subarray(0, count);
};

/**
 * One search over the whole text, which leaps from find to find: rows between two finds are never looked at.
 * A find that reaches over the end of its row is none.
 */
const searchText = (column: SlicesColumn, literal: string, selection: Selection): Selection => {
  const { text, offsets } = column;
  const kept = new Uint32Array(selection.length);
  let count = 0;
  let found = -1;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const start = offsets[row]!;
    const end = offsets[row + 1]!;
    if (found < start) found = text.indexOf(literal, start);
    if (found === -1) break;
    if (found + literal.length <= end) kept[count++] = row;
  }
  return kept.subarray(0, count);
};

/** Below this share of the text it is cheaper to look into the selected rows alone. */
const SMALL_SHARE = 0.3;

/** The selected rows whose text contains `literal`. */
export const rowsContaining = (column: SlicesColumn, literal: string, selection: Selection): Selection =>
  selectedLength(column, selection) < SMALL_SHARE * column.text.length
    ? searchRows(column, literal, selection)
    : searchText(column, literal, selection);
