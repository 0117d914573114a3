// Searching texts that are kept by their shapes: a shape is decided once for all of its rows, and only where a
// find could lie in what varies are the rows themselves looked at.

import {
  type CharacterSet,
  type Column,
  charactersOf,
  isWithin,
  type Shape,
  type ShapedColumn,
  type Slot,
  valueAt,
} from '../segments/index.ts';
import { rowRange, type Selection } from './batch.ts';
import { rowsContaining } from './search-text.ts';

type RowTest = (row: number, place: number) => boolean;

const every: RowTest = () => true;

/** Could the text begin in what stands before a slot and reach into it? */
const reachesIn = (before: string, slot: Slot, sets: readonly CharacterSet[], text: string): boolean => {
  for (let at = 1; at < text.length; at += 1)
    if (isWithin(sets[at]!, slot.characters) && before.endsWith(text.slice(0, at))) return true;
  return false;
};

/** Could the text begin in a slot and reach into what stands behind it? */
const reachesOut = (slot: Slot, after: string, sets: readonly CharacterSet[], text: string): boolean => {
  for (let at = 1; at < text.length; at += 1) {
    const rest = text.slice(at);
    const goesOn = after.startsWith(rest) || rest.startsWith(after);
    if (goesOn && isWithin(sets[at - 1]!, slot.characters)) return true;
  }
  return false;
};

/** Tests the values of a slot, each word of a dictionary once. */
const slotTest = ({ kind, column }: Slot, text: string): RowTest => {
  const values = column();
  const test = valueTest(values, text);
  return kind === 'field' ? test : (_, place) => test(place);
};

const valueTest = (values: Column, text: string): ((index: number) => boolean) => {
  if (values.form !== 'dictionary') return (index) => String(valueAt(values, index)).includes(text);
  const has = values.words.map((word) => word.includes(text));
  return (index) => has[values.codes[index]!]!;
};

/** Undefined where no row of the shape can contain the text. */
const shapeTest = (
  { pieces, slots }: Shape,
  text: string,
  sets: readonly CharacterSet[],
  rowTest: RowTest,
): RowTest | undefined => {
  if (pieces.some((piece) => piece.includes(text))) return every;
  const crosses = slots.some(
    (slot, index) =>
      reachesIn(pieces[index]!, slot, sets, text) || reachesOut(slot, pieces[index + 1]!, sets, text),
  );
  if (crosses) return rowTest;
  const all = charactersOf([text]);
  const within = slots.filter(({ characters }) => isWithin(all, characters));
  if (within.length === 0) return undefined;
  if (within.some(({ kind }) => kind === 'time')) return rowTest;
  const tests = within.map((slot) => slotTest(slot, text));
  return (row, place) => tests.some((test) => test(row, place));
};

/** The texts that are kept whole, searched at once. */
const restTest = (column: ShapedColumn, text: string): RowTest => {
  const rest = column.rest();
  const count = rest.offsets.length - 1;
  const has = new Uint8Array(count);
  for (const place of rowsContaining(rest, text, rowRange(0, count))) has[place] = 1;
  return (_, place) => has[place] === 1;
};

/** The selected rows whose text contains `text`, which is not empty. */
export const shapedRowsContaining = (column: ShapedColumn, text: string, selection: Selection): Selection => {
  const { codes, shapes } = column;
  const sets = Array.from({ length: text.length }, (_, at) => charactersOf([text[at]!]));
  const rowTest: RowTest = (row) => (valueAt(column, row) as string).includes(text);
  const tests = new Map<number, RowTest | undefined>();
  const testOf = (code: number): RowTest | undefined =>
    code === 0 ? restTest(column, text) : shapeTest(shapes[code]!, text, sets, rowTest);
  const kept = new Uint32Array(selection.length);
  let count = 0;
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const code = codes[row]!;
    let test = tests.get(code);
    if (test === undefined && !tests.has(code)) {
      test = testOf(code);
      tests.set(code, test);
    }
    if (test === every || test?.(row, column.places()[row]!) === true) kept[count++] = row;
  }
  return kept.subarray(0, count);
};
