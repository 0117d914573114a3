// Searching texts that are kept by their shapes: a shape is decided once for all of its rows, and only where a
// find could lie in what varies are the rows themselves looked at.

import {
  type Column,
  type Shape,
  type ShapedColumn,
  type Slot,
  spellNumeral,
  valueAt,
} from '../../segments/index.ts';
import { rowRange, type Selection } from '../batch.ts';
import { rowsContaining } from '../search-text.ts';
import { type LinearPattern, linearText } from './linear-pattern.ts';
import { type Cells, cellsOf, matchShape, type TextStep, whereaboutsOf } from './match-shape.ts';
import { rememberedByShape } from './remembered.ts';

/** What is searched for. */
export type Wanted = {
  /** One of these is to match; undefined where the pattern is of another kind. */
  readonly patterns: readonly LinearPattern[] | undefined;
  /** A text without which nothing matches. */
  readonly literal: string | undefined;
  readonly test: (text: string) => boolean;
};

const ALL = 1;
const NONE = 2;
const SOME = 3;

const verdictOf = (cells: Cells, { patterns, literal }: Wanted): number => {
  if (patterns === undefined) {
    const isPossible = literal === undefined || matchShape(cells, linearText(literal)).kind !== 'nothing';
    return isPossible ? SOME : NONE;
  }
  const kinds = patterns.map((pattern) => matchShape(cells, pattern).kind);
  if (kinds.includes('found')) return ALL;
  return kinds.includes('differs') ? SOME : NONE;
};

type RowTest = (row: number, place: number) => boolean;
type TextTest = (text: string) => boolean;

/** Undefined where no value passes. */
const valueTest = (
  values: Column,
  decimals: number | undefined,
  test: TextTest,
): ((index: number) => boolean) | undefined => {
  if (values.form === 'number') return (index) => test(spellNumeral(values.values[index]!, decimals));
  if (values.form !== 'dictionary') return (index) => test(String(valueAt(values, index)));
  const passes = values.words.map((word, code) => code !== 0 && test(word));
  return passes.includes(true) ? (index) => passes[values.codes[index]!]! : undefined;
};

/** Each word of a dictionary is tested once. */
const slotTest = ({ kind, column, decimals }: Slot, test: TextTest): RowTest | undefined => {
  const ofValue = valueTest(column(), decimals, test);
  return ofValue === undefined || kind === 'field' ? ofValue : (_, place) => ofValue(place);
};

/** The slots in one of which the texts must be, if they are anywhere; undefined where they may be elsewhere too. */
const slotsWith = (
  { slots }: Shape,
  cells: Cells,
  texts: readonly TextStep[],
): readonly Slot[] | undefined => {
  const found = new Set<number>();
  for (const text of texts) {
    const where = whereaboutsOf(cells, text);
    if (where.kind !== 'within') return undefined;
    for (const slot of where.slots) found.add(slot);
  }
  const named = [...found].map((slot) => slots[slot]!);
  return named.some(({ kind }) => kind === 'time') ? undefined : named;
};

const anySlot = (slots: readonly Slot[], test: TextTest): RowTest | undefined => {
  const [first, ...more] = slots.flatMap((slot) => slotTest(slot, test) ?? []);
  if (first === undefined || more.length === 0) return first;
  return (row, place) => first(row, place) || more.some((one) => one(row, place));
};

/** The texts that are wanted, where nothing but containing one of them decides. */
const textsOf = ({ patterns }: Wanted): readonly TextStep[] | undefined => {
  const texts = patterns?.map(({ steps, isAnchored }) =>
    isAnchored || steps.length > 1 ? undefined : steps[0],
  );
  return texts?.every((step) => step?.kind === 'text') ? texts : undefined;
};

/** The texts that are kept whole, searched at once. */
const restTest = (column: ShapedColumn, { literal, test }: Wanted): RowTest => {
  const rest = column.rest();
  const places = rowRange(0, rest.offsets.length - 1);
  const has = new Uint8Array(places.length);
  for (const place of literal ? rowsContaining(rest, literal, places) : places)
    has[place] = test(valueAt(rest, place) as string) ? 1 : 0;
  return (_, place) => has[place] === 1;
};

type Decided = { readonly cells: Cells; readonly verdict: number };

/** Gives the selected rows whose text is wanted. */
export const shapeSearch = (wanted: Wanted): ((column: ShapedColumn, selection: Selection) => Selection) => {
  const decide = rememberedByShape((shape): Decided => {
    const cells = cellsOf(shape);
    return { cells, verdict: verdictOf(cells, wanted) };
  });
  const texts = textsOf(wanted);
  const literal: readonly TextStep[] | undefined =
    wanted.literal === undefined ? undefined : [{ kind: 'text', text: wanted.literal, anyCase: false }];
  const someTest = (column: ShapedColumn, shape: Shape, cells: Cells): RowTest | undefined => {
    const deciding = texts && slotsWith(shape, cells, texts);
    if (deciding !== undefined) return anySlot(deciding, wanted.test);
    const isWanted: RowTest = (row) => wanted.test(column.textAt(row));
    const slots = literal && slotsWith(shape, cells, literal);
    if (slots === undefined) return isWanted;
    const isCandidate = anySlot(slots, (text) => text.includes(wanted.literal ?? ''));
    return isCandidate && ((row, place) => isCandidate(row, place) && isWanted(row, place));
  };
  return (column, selection) => {
    const { codes, shapes } = column;
    const verdicts = new Uint8Array(shapes.length);
    const tests: (RowTest | undefined)[] = [];
    const lookAt = (code: number): number => {
      if (code === 0) {
        tests[0] = restTest(column, wanted);
        return SOME;
      }
      const shape = shapes[code]!;
      const { cells, verdict } = decide(shape);
      if (verdict !== SOME) return verdict;
      tests[code] = someTest(column, shape, cells);
      return tests[code] === undefined ? NONE : SOME;
    };
    const kept = new Uint32Array(selection.length);
    let places: Uint32Array | undefined;
    let count = 0;
    for (let i = 0; i < selection.length; i += 1) {
      const row = selection[i]!;
      const code = codes[row]!;
      let verdict = verdicts[code]!;
      if (verdict === 0) {
        verdict = lookAt(code);
        verdicts[code] = verdict;
      }
      if (verdict === NONE) continue;
      if (verdict === SOME) {
        places ??= column.places();
        if (!tests[code]!(row, places[row]!)) continue;
      }
      kept[count++] = row;
    }
    return kept.subarray(0, count);
  };
};
