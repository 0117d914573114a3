// The variable parts of one shape as columns: the value of a field that the segment has anyway, an instant
// told from the event's own time, or a column of its own.

import { type PlainColumn, valueAt } from '../column.ts';
import { fieldColumnBuilder } from '../field-column.ts';
import { fixedDecimals, isShortest, lastDecimals, numeralOf, readDecimal } from '../numeral.ts';
import type { CutMessages, ShapeRows } from './cut-messages.ts';
import { INSTANT_LENGTH, instantReader } from './read-instant.ts';
import type { Units } from './text-units.ts';

/** `own`: a value for each row of the shape. `time`: ms after the event's timestamp. */
export type SlotColumn =
  | { readonly kind: 'field'; readonly field: string; readonly decimals?: number | undefined }
  | { readonly kind: 'own'; readonly column: PlainColumn }
  | { readonly kind: 'time'; readonly column: PlainColumn };

/** The texts of one slot. */
type Parts = {
  readonly text: string;
  readonly units: Units;
  readonly rows: readonly number[];
  readonly start: (place: number) => number;
  readonly end: (place: number) => number;
};

const partAt = ({ text, start, end }: Parts, place: number): string =>
  text.substring(start(place), end(place));

/** Is the part the number, in its shortest spelling or with so many digits behind the point? */
const spells = (parts: Parts, place: number, n: number, decimals: number | undefined): boolean => {
  const to = parts.end(place);
  const plain = readDecimal(parts.units, parts.start(place), to);
  if (!Number.isNaN(plain))
    return (
      plain === n &&
      (decimals === undefined
        ? isShortest(plain, lastDecimals, parts.units[to - 1]!)
        : decimals > 0 && lastDecimals === decimals)
    );
  const part = partAt(parts, place);
  return decimals === undefined
    ? numeralOf(part) === n
    : fixedDecimals(part) === decimals && Number(part) === n;
};

/** Is each part, to the letter, the text of the field's value? `decimals`: where that is a number. */
const isField = (parts: Parts, column: PlainColumn, decimals?: number): boolean => {
  const { text, rows, start, end } = parts;
  const isAt = (place: number): boolean => {
    const row = rows[place]!;
    switch (column.form) {
      case 'dictionary': {
        const word = column.words[column.codes[row]!]!;
        const from = start(place);
        return column.codes[row] !== 0 && end(place) - from === word.length && text.startsWith(word, from);
      }
      case 'number':
        return spells(parts, place, column.values[row]!, decimals);
      case 'numeral':
        return spells(parts, place, column.values[row]!, column.decimals);
      case 'text':
        return column.values[row] === partAt(parts, place);
      case 'boolean':
        return String(valueAt(column, row)) === partAt(parts, place);
      default:
        return false;
    }
  };
  // What differs mostly does so soon.
  const last = rows.length - 1;
  if (!isAt(0) || !isAt(last) || !isAt(last >> 1)) return false;
  for (let place = 1; place < last; place += 1) if (!isAt(place)) return false;
  return true;
};

/** Ms from the event's timestamp, where each part is an instant as JavaScript prints it. */
const timeColumn = (parts: Parts, times: Float64Array): PlainColumn | undefined => {
  const { text, rows, start, end } = parts;
  const values = new Float64Array(rows.length);
  const read = instantReader();
  for (let place = 0; place < rows.length; place += 1) {
    const ms = end(place) - start(place) === INSTANT_LENGTH ? read(text, start(place)) : Number.NaN;
    if (Number.isNaN(ms)) return undefined;
    values[place] = ms - times[rows[place]!]!;
  }
  return { form: 'number', values };
};

const ownColumn = (parts: Parts): PlainColumn => {
  const builder = fieldColumnBuilder();
  const { text, units, start, end } = parts;
  for (let place = 0; place < parts.rows.length; place += 1)
    builder.addPart(place, text, units, start(place), end(place));
  return builder.finish(parts.rows.length);
};

/** A column that has each value to the letter, and no other beside texts. */
const isFaithful = ({ form }: PlainColumn): boolean =>
  form === 'dictionary' || form === 'numeral' || form === 'text' || form === 'boolean';

/** `fields`: the columns that a part may be the value of; `slotFields`: by slot, those of which it is known. */
export const slotColumns = (
  { pieces, rows }: ShapeRows,
  { text, units, bounds, boundsOf }: CutMessages,
  slotFields: readonly (string | undefined)[],
  fields: ReadonlyMap<string, PlainColumn>,
  times: Float64Array,
): readonly SlotColumn[] => {
  const slotCount = pieces.length - 1;
  return Array.from({ length: slotCount }, (_, slot): SlotColumn => {
    const parts: Parts = {
      text,
      units,
      rows,
      start: (place) => bounds[boundsOf[rows[place]!]! + 2 * slot]!,
      end: (place) => bounds[boundsOf[rows[place]!]! + 2 * slot + 1]!,
    };
    const decimals = fixedDecimals(partAt(parts, 0));
    for (const [field, column] of fields) {
      if (slotFields[slot] === field && isFaithful(column)) return { kind: 'field', field };
      if (isField(parts, column)) return { kind: 'field', field };
      if (column.form === 'number' && decimals !== undefined && isField(parts, column, decimals))
        return { kind: 'field', field, decimals };
    }
    const time = timeColumn(parts, times);
    return time === undefined ? { kind: 'own', column: ownColumn(parts) } : { kind: 'time', column: time };
  });
};
