// Slots of several shapes as one column: each row has the value of the slot of its shape, or none.

import { type Column, type ShapedColumn, type Slot, withCodes } from '../../segments/index.ts';
import type { Selection } from '../batch.ts';

/** For each shape its slot; undefined for shapes whose rows have no value. */
type Slots = readonly (Slot | undefined)[];

type Source = { readonly values: Float64Array; readonly isByRow: boolean };

/** Where all are numbers that are spelled in the same way. */
export const numeralsOfSlots = (
  column: ShapedColumn,
  selection: Selection,
  slots: Slots,
): Column | undefined => {
  const sources: (Source | undefined)[] = [];
  const spellings = new Set<number | undefined>();
  for (const [code, slot] of slots.entries()) {
    if (slot === undefined) continue;
    const values = slot.column();
    if (slot.kind === 'time' || (values.form !== 'numeral' && values.form !== 'number')) return undefined;
    spellings.add(values.form === 'numeral' ? values.decimals : slot.decimals);
    sources[code] = { values: values.values, isByRow: slot.kind === 'field' };
  }
  if (spellings.size > 1) return undefined;
  const { codes } = column;
  const places = column.places();
  const numbers = new Float64Array(codes.length).fill(Number.NaN);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    const source = sources[codes[row]!];
    if (source !== undefined) numbers[row] = source.values[source.isByRow ? row : places[row]!]!;
  }
  return { form: 'numeral', values: numbers, decimals: [...spellings][0] };
};

/** Where all are the value of the same field, which has words. */
export const wordsOfSlots = (
  column: ShapedColumn,
  selection: Selection,
  slots: Slots,
): Column | undefined => {
  const [first, ...others] = slots.filter((slot) => slot !== undefined);
  const field = first?.kind === 'field' ? first.column() : undefined;
  if (field?.form !== 'dictionary') return undefined;
  if (others.some((slot) => slot.kind !== 'field' || slot.column() !== field)) return undefined;
  const has = Uint8Array.from(column.shapes, (_, code) => (slots[code] === undefined ? 0 : 1));
  const codes = field.codes.slice().fill(0);
  for (let i = 0; i < selection.length; i += 1) {
    const row = selection[i]!;
    if (has[column.codes[row]!] === 1) codes[row] = field.codes[row]!;
  }
  return withCodes(field, codes);
};
